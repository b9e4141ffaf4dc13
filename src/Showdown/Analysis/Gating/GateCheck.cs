using System.Globalization;
using Showdown.Analysis.Facts;
using Showdown.Analysis.Trend;
using Showdown.Domain;
using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Analysis.Gating;

/// <summary>Holds a run against the gates of its job.</summary>
public sealed class GateCheck(RunReader reader)
{
    /// <returns>One result for each gate and each cell it is about; empty when the job has no gates.</returns>
    /// <exception cref="KeyNotFoundException">There is no such run.</exception>
    public async Task<IReadOnlyList<GateResult>> CheckAsync(string runId, CancellationToken cancel) =>
        await CheckAsync(RunResults.Of(await RunFacts.ReadAsync(reader, runId, cancel)), cancel);

    /// <summary>Cells of a run that a gate on "drop" fails for, whatever a rerun has said.</summary>
    internal async Task<IReadOnlyList<EvaluationKey>> DroppedAsync(string runId, CancellationToken cancel)
    {
        var results = RunResults.Of(await RunFacts.ReadAsync(reader, runId, cancel));
        var dropped = new List<EvaluationKey>();
        foreach (var gate in results.Facts.Run.Settings.Job.Gates.Where(g => g.On == "drop"))
        {
            foreach (var cell in results.Evaluations.Where(e => About(gate, e.Facts.Row)))
            {
                if (!Gates.Drop("", await AgainstEarlierAsync(cell.Facts.Row, cell.Facts.Tallies, results.Facts.Run, Runs(gate), cancel), gate.Value).IsPassed)
                    dropped.Add(new EvaluationKey(cell.Facts.Row.BenchmarkId, cell.Facts.Row.ModelId));
            }
        }

        return dropped;
    }

    internal async Task<IReadOnlyList<GateResult>> CheckAsync(RunResults results, CancellationToken cancel)
    {
        var run = results.Facts.Run;
        var checkedGates = new List<GateResult>();
        foreach (var gate in run.Settings.Job.Gates)
        {
            if (gate.On == "cost")
            {
                checkedGates.Add(Gates.Cost("The run", Total(results), gate.Value ?? 0));
                continue;
            }

            foreach (var cell in results.Evaluations.Where(e => About(gate, e.Facts.Row)))
            {
                if (await CheckAsync(gate, cell, results, cancel) is { } result)
                    checkedGates.Add(result);
            }
        }

        return checkedGates;
    }

    private async Task<GateResult?> CheckAsync(Gate gate, EvaluationResult cell, RunResults results, CancellationToken cancel)
    {
        var (row, counts) = (cell.Facts.Row, cell.Counts);
        var name = $"{row.ModelId} on {row.BenchmarkId}";
        switch (gate.On)
        {
            case "below":
                return Gates.Below(name, cell.Score, gate.Value ?? 0);
            case "latency":
                return Gates.Latency(name, cell.FirstToken.P95, gate.Value ?? 0);
            case "coverage":
                var totals = new OutcomeTotals(counts.Right, counts.Wrong, counts.Truncated, counts.Failed, counts.Unscored, cell.Missing);
                return Gates.Coverage(name, totals, gate.Value ?? 0);
            case "drop":
                var tonight = await AgainstEarlierAsync(row, cell.Facts.Tallies, results.Facts.Run, Runs(gate), cancel);
                return gate.Confirm
                    ? Gates.ConfirmedDrop(
                        name, tonight, await AgainAsync(row, results.Facts.Run, Runs(gate), cancel), gate.Value, await Unconfirmed.WhyAsync(reader, results.Facts.Run, cancel))
                    : Gates.Drop(name, tonight, gate.Value);
            case "worse-than" when row.ModelId != gate.Than:
                var other = results.Evaluations.FirstOrDefault(e => e.Facts.Row.BenchmarkId == row.BenchmarkId && e.Facts.Row.ModelId == gate.Than);
                return other is null ? null : Gates.WorseThan(row.BenchmarkId, row.ModelId, gate.Than!, Compare(cell.Facts.Tallies, other.Facts.Tallies, results.Facts.Run), gate.Value);
            default:
                return null;
        }
    }

    // The rerun that was to show it again, against the same earlier nights; null when there is none, or none that was asked to its end.
    private async Task<PairedComparison?> AgainAsync(EvaluationRow suspected, RunRow run, int runs, CancellationToken cancel)
    {
        if (await reader.ConfirmingAsync(run.Id, cancel) is not { Status: not RunStatus.Running } rerun)
            return null;
        var cell = (await reader.EvaluationsAsync(rerun.Id, cancel)).FirstOrDefault(e => e.Identity == suspected.Identity && e.FinishedAt is not null);
        return cell is null ? null : await AgainstEarlierAsync(suspected, await reader.TalliesAsync(cell.Id, cancel), run, runs, cancel);
    }

    // The earlier nights pooled: attempts at each sample added up.
    private async Task<PairedComparison?> AgainstEarlierAsync(EvaluationRow cell, IReadOnlyList<SampleTally> attempts, RunRow run, int runs, CancellationToken cancel)
    {
        var pooled = new Dictionary<string, SampleTally>(StringComparer.Ordinal);
        foreach (var earlier in await reader.EarlierAsync(cell.Identity, run.CreatedAt, runs, cancel))
        {
            foreach (var tally in await reader.TalliesAsync(earlier.Id, cancel))
                pooled[tally.SampleId] = pooled.TryGetValue(tally.SampleId, out var before) ? tally with { Counts = Add(before.Counts, tally.Counts) } : tally;
        }

        return pooled.Count == 0 ? null : Compare(attempts, [.. pooled.Values], run);
    }

    private static PairedComparison Compare(IReadOnlyList<SampleTally> a, IReadOnlyList<SampleTally> b, RunRow run) =>
        Paired.Compare(RunResults.PairUp(a, b), new PairedOptions { Margin = Math.Max(run.Settings.Job.EquivalenceMargin, 1e-6) });

    private static OutcomeCounts Add(OutcomeCounts a, OutcomeCounts b) =>
        new(a.Right + b.Right, a.Wrong + b.Wrong, a.Truncated + b.Truncated, a.Failed + b.Failed, a.Unscored + b.Unscored);

    private static bool About(Gate gate, EvaluationRow row) => (gate.Benchmark ?? row.BenchmarkId) == row.BenchmarkId && (gate.Model ?? row.ModelId) == row.ModelId;

    private static decimal? Total(RunResults results)
    {
        var costs = results.All.Select(e => e.Facts.Figures.CostUsd).ToList();
        return costs.Contains(null) ? null : costs.Sum();
    }

    private static int Runs(Gate gate) => gate.Baseline is { } baseline ? int.Parse(baseline.Split('-')[1], CultureInfo.InvariantCulture) : 1;
}
