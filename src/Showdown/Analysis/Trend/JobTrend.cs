using Showdown.Domain;
using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Analysis.Trend;

/// <summary>A job over its nights: every cell's line, and what has changed.</summary>
/// <param name="Runs">Oldest first.</param>
/// <param name="Cells">Benchmark by benchmark, model by model, as the latest run has them; cells that it has not come last.</param>
/// <param name="Findings">In the order in which they were suspected.</param>
internal sealed record JobTrend(IReadOnlyList<RunRow> Runs, IReadOnlyList<CellTrend> Cells, IReadOnlyList<Finding> Findings)
{
    /// <summary>Changes that were confirmed on nights before the first of <see cref="Runs"/>, in their order.</summary>
    public IReadOnlyList<Finding> Earlier { get; init; } = [];
}

/// <param name="Nights">Oldest first, of whatever identity.</param>
/// <param name="Levels">In the order in which they begin.</param>
internal sealed record CellTrend(EvaluationKey Cell, IReadOnlyList<Night> Nights, IReadOnlyList<Level> Levels);

/// <summary>Nights of one identity between two confirmed changes: they have one centre and one pair of control limits.</summary>
/// <param name="After">The confirmed change that began it; null when another identity did, or nothing did.</param>
internal sealed record Level(IReadOnlyList<Night> Nights, ControlChart Chart, Finding? After);
