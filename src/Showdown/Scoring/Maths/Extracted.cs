namespace Showdown.Scoring.Maths;

/// <param name="How">Where it was found, ready for a reason.</param>
internal readonly record struct Extracted(string Answer, string How);
