using System.Diagnostics.CodeAnalysis;
using Showdown.Analysis.Facts;
using Showdown.Domain;
using Showdown.Statistics;

namespace Showdown.Analysis.Trend;

/// <summary>A run's pairs of models over the last nights of its job: the same questions, night by night, as one comparison.</summary>
/// <param name="Results">The run's results with the comparisons over these nights in place of its own.</param>
/// <param name="Nights">The most nights that a pair has in common.</param>
internal sealed record WeekVerdicts(RunResults Results, int Nights)
{
    private const int MostNights = 7;

    /// <returns>Null where no pair has two nights in common: a night alone is what the run's own verdicts are about.</returns>
    /// <remarks>A changed identity of either model starts anew. The pairs are adjusted together (Holm), as those of one night are, and each looks at
    /// the level that all nights of a month keep together (<see cref="PairedOptions.OverLooks"/>).</remarks>
    public static WeekVerdicts? Of(RunResults results, JobTrend? trend)
    {
        if (trend is null || trend.Runs.Count < 2)
            return null;
        var run = results.Facts.Run;
        var pairs = results
            .Pairs.Select(p => (Pair: p, Nights: Common(Line(trend, run.Id, p.BenchmarkId, p.A), Line(trend, run.Id, p.BenchmarkId, p.B))))
            .ToList();
        if (!pairs.Exists(p => p.Nights.Count > 1))
            return null;
        var options = RunResults.Options(run).OverLooks(NightHistory.LooksOfAMonth);
        var adjusted = Holm.Adjust([
            .. pairs.Select(p =>
                p.Nights.Count == 0
                    ? p.Pair.Comparison with
                    {
                        AdjustedP = null,
                        AdjustedEquivalenceP = null,
                    }
                    : Stopping(p.Pair, p.Nights) ?? Paired.Compare(Samples(p.Nights), options)
            ),
        ]);
        return new WeekVerdicts(
            results with
            {
                Pairs = [.. pairs.Select((p, i) => p.Pair with { Comparison = adjusted[i] })],
                Capabilities = CapabilityResult.Of(results, new PairSource(SamplesOf, StoppingOf, options)),
            },
            pairs.Max(p => p.Nights.Count)
        );

        IReadOnlyList<SamplePair> SamplesOf(string benchmarkId, string a, string b) =>
            Find(benchmarkId, a, b) is { Nights.Count: > 0 } pair ? Samples(pair.Nights) : results.SamplesOf(benchmarkId, a, b);

        PairedComparison? StoppingOf(string benchmarkId, string a, string b, int comparisons) =>
            Find(benchmarkId, a, b) is { Nights.Count: > 0 } pair ? Stopping(pair.Pair, pair.Nights, comparisons) : null;

        (PairResult Pair, List<(Night A, Night B)> Nights) Find(string benchmarkId, string a, string b) =>
            pairs.Find(p => (p.Pair.BenchmarkId, p.Pair.A, p.Pair.B) == (benchmarkId, a, b));

        PairedComparison? Stopping(PairResult pair, List<(Night A, Night B)> nights, int? comparisons = null) =>
            StoppingPairs.Options(run, pair.BenchmarkId, comparisons) is { } rule
            && results.Find(pair.BenchmarkId, pair.A)?.Facts.Asked is { Count: > 0 } order
                ? StoppedNights.Compare(nights, order, Samples(nights), rule)
                : null;
    }

    /// <summary>True where the nights speak before the run alone: of a scheduled job, for they know more than one night.</summary>
    public static bool IsAbove(RunResults results, [NotNullWhen(true)] WeekVerdicts? week) =>
        results.Facts.Run.Settings.Job.Schedule is not null && week is not null;

    /// <summary>All verdicts in one breath: of a scheduled job over its last nights; else of the run alone.</summary>
    public static string Headline(RunResults results, RunNames names, WeekVerdicts? week) =>
        IsAbove(results, week)
            ? $"Over the last {week.Nights} nights: {Wording.Headline.Of(week.Results, names)}"
            : Wording.Headline.Of(results, names);

    /// <summary>Nights of an evaluation up to the run's, as long as its identity is the run's.</summary>
    private static List<Night> Line(JobTrend trend, string runId, string benchmarkId, string modelId)
    {
        var nights = trend.Evaluations.FirstOrDefault(c => c.Key == new EvaluationKey(benchmarkId, modelId))?.Nights ?? [];
        var tonight = nights.FirstOrDefault(n => n.Run.Id == runId);
        return tonight is null
            ? []
            : [.. nights.TakeWhile(n => n.Run.CreatedAt <= tonight.Run.CreatedAt).Reverse().TakeWhile(n => n.Identity == tonight.Identity)];
    }

    private static List<(Night A, Night B)> Common(List<Night> a, List<Night> b) =>
        [.. a.Join(b, n => n.Run.Id, n => n.Run.Id, (x, y) => (x, y)).Take(MostNights)];

    private static IReadOnlyList<SamplePair> Samples(List<(Night A, Night B)> nights)
    {
        string[] ids = [.. nights.SelectMany(n => n.A.Samples.Keys.Concat(n.B.Samples.Keys)).Distinct(StringComparer.Ordinal)];
        return NightHistory.Pairs(History(nights.Select(n => n.A)), History(nights.Select(n => n.B)), MostNights);

        NightHistory History(IEnumerable<Night> of) => NightHistory.Align("", ids, [.. of.Select(n => n.Samples)], nights[0].A.Clusters);
    }
}
