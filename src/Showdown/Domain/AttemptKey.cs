namespace Showdown.Domain;

/// <summary>Which attempt: the key under which it is stored once.</summary>
/// <param name="Number">The sample's place in the order of asking, from 0.</param>
/// <param name="SampleId">Names the same sample as the number.</param>
/// <param name="Epoch">Numbers the repeats from 1.</param>
public sealed record AttemptKey(string EvaluationId, int Number, string SampleId, int Epoch);
