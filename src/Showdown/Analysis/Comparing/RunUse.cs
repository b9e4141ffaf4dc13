using Showdown.Domain;
using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Analysis.Comparing;

/// <summary>How fast and for what price one evaluation was, each with its interval: how well its night is known, and of other questions like
/// these.</summary>
internal sealed record RunUse(RunRow Run, EvaluationRow Evaluation)
{
    public EvaluationKey Key => new(Evaluation.BenchmarkId, Evaluation.ModelId);

    /// <summary>Median seconds to the first token.</summary>
    public required MedianEstimate FirstToken { get; init; }

    /// <summary>Median output tokens a second.</summary>
    public required MedianEstimate Speed { get; init; }

    /// <summary>USD; not known where a price is not, or where an earlier run paid.</summary>
    public required UnitCost PerRight { get; init; }

    /// <summary>Of a run's finished evaluations that asked something themselves; where the load is raised there is no speed to compare.</summary>
    public static async Task<IReadOnlyList<RunUse>> ReadAsync(RunReader reader, RunRow run, CancellationToken cancel)
    {
        var uses = new List<RunUse>();
        foreach (var row in await reader.EvaluationsAsync(run.Id, cancel))
        {
            var figures = await reader.FiguresAsync(row.Id, cancel);
            if (row.FinishedAt is null || figures.DurationSeconds.Count == 0 || run.Settings.LoadOf(row.BenchmarkId) is not null)
                continue;
            var costs = await reader.CostsAsync(row, cancel);
            var isPaid = figures.Reused == 0 && costs.All(c => c.Usd is not null);
            uses.Add(
                new RunUse(run, row)
                {
                    FirstToken = UnitMedian.Estimate(figures.FirstTokenSeconds),
                    Speed = UnitMedian.Estimate(figures.OutputTokensPerSecond),
                    PerRight = isPaid ? PerUnit.Estimate([.. costs.Select(c => new SampleCost(c.Usd!.Value, c.Credit))]) : default,
                }
            );
        }
        return uses;
    }
}
