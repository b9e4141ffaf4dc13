namespace Showdown.Results;

/// <summary>Which answers are compared: those of two models to the same sample.</summary>
/// <param name="FirstModel">The one that comes first in the run.</param>
public sealed record PairKey(string SampleId, int Epoch, string FirstModel, string SecondModel);
