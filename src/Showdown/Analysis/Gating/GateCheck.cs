using Showdown.Analysis.Facts;
using Showdown.Analysis.Speed;
using Showdown.Analysis.Trend;
using Showdown.Analysis.Wording;
using Showdown.Domain;
using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Analysis.Gating;

/// <summary>Holds a run against the gates of its job.</summary>
public sealed class GateCheck(RunReader reader)
{
    /// <returns>One result for each gate and each evaluation it is about; empty when the job has no gates.</returns>
    /// <exception cref="KeyNotFoundException">There is no such run.</exception>
    public async Task<IReadOnlyList<GateResult>> CheckAsync(string runId, CancellationToken cancel) =>
        await CheckAsync(RunResults.Of(await RunFacts.ReadAsync(reader, runId, cancel)), cancel);

    /// <summary>Evaluations of a run that a gate on "drop" would ask again, whatever a rerun has said.</summary>
    internal async Task<IReadOnlyList<EvaluationKey>> DroppedAsync(string runId, CancellationToken cancel)
    {
        var results = RunResults.Of(await RunFacts.ReadAsync(reader, runId, cancel));
        var dropped = new List<EvaluationKey>();
        if (!results.Facts.Run.GivesVerdicts)
            return dropped;
        foreach (var gate in results.Facts.Run.Settings.Job.Gates.OfType<Gate.Drop>())
        {
            var watched = results.Evaluations.Where(e => gate.IsAbout(e.Facts.Row.BenchmarkId, e.Facts.Row.ModelId)).ToList();
            var evidence = new List<DropEvidence>();
            foreach (var evaluation in watched)
                evidence.Add((await EvidenceAsync(gate, evaluation, results.Facts.Run, cancel)) with { Rerun = null, Together = null });
            dropped.AddRange(
                watched
                    .Zip(Drops.Judge(evidence, gate.Value))
                    .Where(w => w.Second is DropFinding.Suspected or DropFinding.Shown)
                    .Select(w => new EvaluationKey(w.First.Facts.Row.BenchmarkId, w.First.Facts.Row.ModelId))
            );
        }

        return dropped;
    }

    internal async Task<IReadOnlyList<GateResult>> CheckAsync(RunResults results, CancellationToken cancel)
    {
        var checkedGates = new List<GateResult>();
        if (results.Facts.Run.Settings.Only is not null)
            return checkedGates; // gates are about all questions of the job
        var headline = await HeadlineAsync(results, cancel);
        var names = new RunNames(results.Facts.Run.Settings);
        var windows = await WindowsAsync(results.Facts.Run, cancel);
        foreach (var gate in results.Facts.Run.Settings.Job.Gates)
        {
            var watched = results.Evaluations.Where(e => gate.IsAbout(e.Facts.Row.BenchmarkId, e.Facts.Row.ModelId)).ToList();
            checkedGates.AddRange(
                gate switch
                {
                    Gate.Cost cost when ExpectedGates.CostLine(windows) is { } line && line.Expected(Since(results)) is not null =>
                        ExpectedGates.Check("cost", SpeedFigure.RunCost, cost.Value, [("The run", line)], Since(results)),
                    Gate.Cost cost => [GateWords.Cost("The run", Total(results), cost.Value)],
                    Gate.Latency latency => Fast("latency", SpeedFigure.FirstTokenP95, latency.Value, gate, results, windows, names),
                    Gate.TokensPerSecond speed => Fast("tokens-per-second", SpeedFigure.TokensPerSecond, speed.Value, gate, results, windows, names),
                    Gate.Drop drop => await DropsAsync(drop, watched, results.Facts, names, cancel),
                    Gate.Coverage => watched.Select(e => Limit(gate, e, headline, names)).OfType<GateResult>(),
                    _ => watched
                        .Select(e =>
                            Limit(gate, e, headline, names) is { } said
                                ? JudgedGates.Bounded(said, e.Facts.Row.BenchmarkId, results.Facts.Judges)
                                : null
                        )
                        .OfType<GateResult>(),
                }
            );
        }

        return checkedGates;
    }

    private static DateTimeOffset Since(RunResults results) => results.Facts.Run.CreatedAt - SpeedWindows.Month;

    // Of a job that runs by itself: others are looked at when somebody wants to know this run.
    private async Task<IReadOnlyList<SpeedWindow>> WindowsAsync(RunRow run, CancellationToken cancel) =>
        run.Settings.Job.Schedule is null || !run.Settings.Job.Gates.Any(g => g is Gate.Cost or Gate.Latency or Gate.TokensPerSecond)
            ? []
            : await new SpeedWindows(reader).ReadAsync(run.Settings.Job.Name, run.CreatedAt, cancel);

    /// <summary>Limits on speed: of what is made to measure it where there is such a thing, else of all that is asked.</summary>
    private static IReadOnlyList<GateResult> Fast(
        string on,
        SpeedFigure figure,
        double limit,
        Gate gate,
        RunResults results,
        IReadOnlyList<SpeedWindow> windows,
        RunNames names
    )
    {
        var asked = results.All.Where(e => gate.IsAbout(e.Facts.Row.BenchmarkId, e.Facts.Row.ModelId)).ToList();
        var measured = asked.Where(e => e.Facts.Row.ScorerKind == ScorerKind.Measurement).ToList();
        var watched = measured.Count > 0 ? measured : asked;
        if (!windows.Any(w => w.Run.Id == results.Facts.Run.Id))
        {
            return
            [
                .. watched.Select(e =>
                    on == "latency"
                        ? GateWords.Latency(Name(e.Facts.Row, names), e.FirstToken.P95, limit)
                        : GateWords.TokensPerSecond(Name(e.Facts.Row, names), e.Speed.P50, limit)
                ),
            ];
        }

        var lines = SpeedLines.Of(windows);
        return ExpectedGates.Check(
            on,
            figure,
            limit,
            [
                .. watched.Select(e =>
                    (
                        Name(e.Facts.Row, names),
                        lines.FirstOrDefault(l => l.Figure == figure && l.Key == new EvaluationKey(e.Facts.Row.BenchmarkId, e.Facts.Row.ModelId))
                    )
                ),
            ],
            Since(results)
        );
    }

    // The verdicts that make the headline: of a scheduled job those over its last nights.
    private async Task<(RunResults Results, int Nights)> HeadlineAsync(RunResults results, CancellationToken cancel)
    {
        var job = results.Facts.Run.Settings.Job;
        return
            job.Schedule is not null
            && job.Gates.OfType<Gate.WorseThan>().Any()
            && WeekVerdicts.Of(results, await new ChangeWatch(reader).ReadAsync(results.Facts.Run, cancel)) is { } week
            ? (week.Results, week.Nights)
            : (results, 1);
    }

    private static GateResult? Limit(Gate gate, EvaluationResult evaluation, (RunResults Results, int Nights) headline, RunNames names)
    {
        var (row, counts) = (evaluation.Facts.Row, evaluation.Counts);
        var totals = RunResults.Totals(counts, evaluation.Missing);
        return gate switch
        {
            Gate.Below below => GateWords.Below(Name(row, names) + Asked(evaluation), evaluation.Score, below.Value),
            Gate.Coverage coverage => GateWords.Coverage(Name(row, names), totals, coverage.Value),
            Gate.WorseThan worse => headline.Results.Between(row.BenchmarkId, row.ModelId, worse.Than) is { } compared
                ? GateWords.WorseThan(
                    names.Benchmark(row.BenchmarkId).Title,
                    names.Model(row.ModelId).Name,
                    names.Model(worse.Than).Name,
                    compared,
                    worse.Value,
                    headline.Nights
                )
                : null,
            _ => throw new InvalidOperationException($"unknown gate {gate}"),
        };
    }

    private async Task<IReadOnlyList<GateResult>> DropsAsync(
        Gate.Drop gate,
        List<EvaluationResult> watched,
        RunFacts facts,
        RunNames names,
        CancellationToken cancel
    )
    {
        var run = facts.Run;
        var evidence = new List<DropEvidence>();
        foreach (var evaluation in watched)
            evidence.Add(await EvidenceAsync(gate, evaluation, run, cancel));
        var findings = Drops.Judge(evidence, gate.Value);
        if (watched.Count > 1 && findings.All(f => f == DropFinding.NoPast) && watched.TrueForAll(e => e.Facts.Figures.Reused == 0))
            return [GateWords.NoPast(watched.Count)];
        var whyNot = gate.Confirm ? await Unconfirmed.WhyAsync(reader, run, cancel) : "the job wants no rerun";
        return
        [
            .. watched.Select(
                (e, i) =>
                    JudgedGates.Bounded(
                        GateWords.Drop(Name(e.Facts.Row, names), evidence[i], findings[i], gate.Value, whyNot, e.Facts.Figures.Reused > 0),
                        e.Facts.Row.BenchmarkId,
                        facts.Judges
                    )
            ),
        ];
    }

    private async Task<DropEvidence> EvidenceAsync(Gate.Drop gate, EvaluationResult evaluation, RunRow run, CancellationToken cancel)
    {
        var row = evaluation.Facts.Row;
        var earlier = await EarlierAsync(row, run, gate.Runs, cancel);
        var tonight = await FreshAsync(row, cancel);
        if (earlier.Count == 0 || tonight.Count == 0)
            return new DropEvidence(null);
        var (options, clusters) = (RunResults.Options(run), await reader.ClustersAsync(row.DatasetSha256, cancel));
        return gate.Confirm && await AgainAsync(row, run, cancel) is { } again
            ? new DropEvidence(Compare(tonight), Compare(again), Compare(Pooled([tonight, again])))
            : new DropEvidence(Compare(tonight));

        PairedComparison Compare(Dictionary<string, SampleScore> attempts) =>
            Paired.OneModel(
                [
                    .. attempts
                        .Keys.Union(earlier.Keys, StringComparer.Ordinal)
                        .Select(id => new SamplePair(attempts.GetValueOrDefault(id), earlier.GetValueOrDefault(id))
                        {
                            Cluster = clusters.GetValueOrDefault(id),
                        }),
                ],
                options
            );
    }

    // The rerun that was to show it again; null when there is none, or none that was asked to its end.
    private async Task<Dictionary<string, SampleScore>?> AgainAsync(EvaluationRow suspected, RunRow run, CancellationToken cancel)
    {
        if (await reader.ConfirmingAsync(run.Id, cancel) is not { Status: not RunStatus.Running } rerun)
            return null;
        var row = (await reader.EvaluationsAsync(rerun.Id, cancel)).FirstOrDefault(e => e.Identity == suspected.Identity && e.FinishedAt is not null);
        return row is null ? null : await FreshAsync(row, cancel);
    }

    private async Task<Dictionary<string, SampleScore>> EarlierAsync(EvaluationRow row, RunRow run, int runs, CancellationToken cancel)
    {
        var nights = new List<Dictionary<string, SampleScore>>();
        foreach (var earlier in await reader.EarlierAsync(row, run.CreatedAt, runs, cancel))
            nights.Add(await FreshAsync(earlier, cancel));
        return Pooled(nights);
    }

    // Of its own attempts only. Without the missing ones: a night on which some failed is not to hide a drop, and the rerun asks them again.
    private async Task<Dictionary<string, SampleScore>> FreshAsync(EvaluationRow row, CancellationToken cancel)
    {
        var scores = new Dictionary<string, SampleScore>(StringComparer.Ordinal);
        await foreach (var sample in reader.ScoredSamplesAsync(row, cancel))
            scores[sample.SampleId] = RunResults.Tally(sample, row);
        return scores;
    }

    private static Dictionary<string, SampleScore> Pooled(IReadOnlyList<Dictionary<string, SampleScore>> nights)
    {
        var pooled = new Dictionary<string, SampleScore>(StringComparer.Ordinal);
        foreach (var (id, score) in nights.SelectMany(n => n))
            pooled[id] = pooled.GetValueOrDefault(id) + score;
        return pooled;
    }

    // Of one that ended early: the figure stands on fewer questions than the benchmark has.
    private static string Asked(EvaluationResult e) => e.Facts.Row.EndedEarly is null ? "" : $", {StopWords.Questions([e])},";

    private static string Name(EvaluationRow row, RunNames names) => $"{names.Model(row.ModelId).Name} on {names.Benchmark(row.BenchmarkId).Title}";

    private static decimal? Total(RunResults results)
    {
        var costs = results.All.Select(e => e.Facts.Figures.CostUsd).ToList();
        return costs.Contains(null) ? null : costs.Sum();
    }
}
