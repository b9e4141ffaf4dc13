using Showdown.Analysis.Facts;
using Showdown.Domain;
using Showdown.Results;
using Showdown.Statistics.Sequential;
using Showdown.Stopping;

namespace Showdown.Tests.Pages;

/// <summary>A made-up run whose benchmarks stop when they are sure: what lies behind the end of an evaluation was never asked.</summary>
internal static class StoppedRun
{
    /// <param name="benchmarks">That stop; none named: all.</param>
    public static RunFacts Of(FixtureRun run, StopRule rule, params string[] benchmarks)
    {
        var job = run.Run.Settings.Job;
        var settings = run.Run.Settings with
        {
            Job = job with
            {
                Benchmarks = [.. job.Benchmarks.Select(b => benchmarks.Length == 0 || benchmarks.Contains(b.Id) ? b with { Stop = rule } : b)],
            },
        };
        var facts = run.Facts;
        var evaluations = facts.Evaluations.ToList();
        foreach (var benchmark in evaluations.GroupBy(e => e.Row.BenchmarkId).Where(b => settings.StopOf(b.Key) is not null).ToList())
        {
            var options = settings.StopOf(benchmark.Key)!.ToSequentialOptions(settings.StoppingComparisons);
            foreach (var one in benchmark)
            {
                var ends = benchmark.Where(e => e != one).Select(other => End(one, other, options)).ToList();
                evaluations[evaluations.IndexOf(one)] = Until(one, ends.Max());
            }
        }

        return facts with
        {
            Run = run.Run with { Settings = settings },
            Evaluations = evaluations,
        };
    }

    private static int End(EvaluationFacts a, EvaluationFacts b, SequentialOptions options)
    {
        var prefix = PairedPrefix.Of(Asked(a, a.Row.Samples), Asked(b, b.Row.Samples));
        return prefix.Compare(options).DecidedAt ?? a.Row.Samples;
    }

    private static EvaluationFacts Until(EvaluationFacts e, int end)
    {
        var tallies = e.Tallies.Take(end).ToList();
        var counts = tallies
            .Select(t => t.Counts)
            .Aggregate(
                (a, b) =>
                    new OutcomeCounts(a.Right + b.Right, a.Wrong + b.Wrong, a.Truncated + b.Truncated, a.Failed + b.Failed, a.Unscored + b.Unscored)
            );
        var isEarly = end < e.Row.Samples;
        return e with
        {
            Row = e.Row with { Stops = true, EndedEarly = isEarly ? EarlyEnd.Sure : null, AtEarlyEnd = isEarly ? counts.Total : null },
            Counts = counts,
            Tallies = tallies,
            Rounds = [Asked(e, end)],
            Costs = [.. e.Costs.Take(end)],
            Figures = e.Figures with { CostUsd = e.Figures.CostUsd * counts.Total / e.Counts.Total },
        };
    }

    private static List<AskedScore> Asked(EvaluationFacts e, int end) =>
        [
            .. e.Tallies.Select(
                (t, i) => new AskedScore(i, t.SampleId, t.Cluster, i < end, i < end && t.Counts.Scored > 0 ? t.Counts.Credit / t.Counts.Scored : null)
            ),
        ];
}
