namespace Showdown.Analysis.Wording;

/// <summary>
/// The chance, from 0 to 1, that a true difference is shown after the report's adjustment. Null: single attempts do not tell, or the benchmark has no
/// more samples.
/// </summary>
/// <param name="Difference">As a share.</param>
/// <param name="MoreEpochs">With <see cref="PowerCurve.Times"/> times the epochs.</param>
/// <param name="MoreSamples">With as many times the samples.</param>
internal sealed record PowerPoint(double Difference, double Power, double? MoreEpochs, double? MoreSamples);
