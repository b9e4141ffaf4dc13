namespace Showdown.Domain;

/// <summary>What a model's attempts at one sample came to, at the sample's place in the order of asking.</summary>
/// <param name="Number">Its place, from 0.</param>
/// <param name="Cluster">Samples of one cluster hang together; null: the sample stands for itself.</param>
/// <param name="IsFinished">All its attempts are there, and each has been judged or has failed for good.</param>
/// <param name="Mean">Mean of what its scored attempts earned, from 0 to 1; null: none has a score.</param>
public readonly record struct AskedScore(int Number, string SampleId, string? Cluster, bool IsFinished, double? Mean);
