using Showdown.Results;

namespace Showdown.Analysis.Trend;

/// <summary>A job over its nights: every evaluation's line, and what has changed.</summary>
/// <param name="Runs">Oldest first.</param>
/// <param name="Evaluations">Benchmark by benchmark, model by model, as the latest run has them; those that it has not come last.</param>
/// <param name="Findings">In the order in which they were suspected.</param>
internal sealed record JobTrend(IReadOnlyList<RunRow> Runs, IReadOnlyList<EvaluationTrend> Evaluations, IReadOnlyList<Finding> Findings)
{
    /// <summary>Changes that were confirmed on nights before the first of <see cref="Runs"/>, in their order.</summary>
    public IReadOnlyList<Finding> Earlier { get; init; } = [];
}
