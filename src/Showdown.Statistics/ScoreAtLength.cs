namespace Showdown.Statistics;

/// <summary>What a model made of the samples of one length.</summary>
/// <param name="Tokens">Above 0.</param>
internal sealed record ScoreAtLength(int Tokens, IReadOnlyList<SampleScore> Samples);
