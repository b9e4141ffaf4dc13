using Showdown.Domain;

namespace Showdown.Analysis.Published;

/// <summary>What was measured, as far as it decides what it may be compared with.</summary>
/// <param name="Sampling">As sent: job, protocol and model merged.</param>
/// <param name="SamplesAsked">After the job's limit, and an early end.</param>
/// <param name="ServedModel">What the host said it served; null when it said nothing.</param>
public sealed record MeasuredEvaluation(
    ModelSettings Model,
    BenchmarkSettings Benchmark,
    Sampling Sampling,
    int Epochs,
    int SamplesAsked,
    string? ServedModel
)
{
    /// <summary>Another program asked, and its results were imported.</summary>
    public bool IsImported { get; init; }
}
