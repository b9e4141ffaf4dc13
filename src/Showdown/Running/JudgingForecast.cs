using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Judging.Passports;

namespace Showdown.Running;

/// <summary>What a judge of a benchmark is going to use, about: replies that tell no verdict are asked for again, and cost more.</summary>
/// <param name="Verdicts">Null when the dataset is not on this machine yet.</param>
/// <param name="Tokens">Input and output together.</param>
/// <param name="Usd">Null also when the judge's price is not known.</param>
public sealed record JudgingForecast(string Benchmark, string Judge, long? Verdicts, long? Tokens, decimal? Usd)
{
    /// <param name="asked">The benchmark's evaluations, in the order of the run.</param>
    /// <returns>One for each judge; empty where no model judges.</returns>
    internal static IEnumerable<JudgingForecast> Of(RunSettings run, BenchmarkSettings benchmark, IReadOnlyList<EvaluationForecast> asked)
    {
        var judges = JudgedBenchmarks.JudgesOf(run, benchmark);
        if (judges.Count == 0)
            return [];
        var known = asked.All(e => e is { Attempts: not null, Tokens: not null });
        var shown = !known ? [] : (benchmark.IsPairwise ? Pairs(asked, run.BaselineOf(benchmark.Id)) : asked.Select(Single)).ToList();
        var verdicts = shown.Sum(s => s.Verdicts);
        var (input, output) = (shown.Sum(s => s.Tokens) + verdicts * JudgeInspector.WordsToJudge, verdicts * JudgeInspector.WordsOfJudge);
        return judges.Select(j =>
            known
                ? new JudgingForecast(benchmark.Id, j.Id, verdicts, input + output, j.Price?.Of(input, 0, output, 0) ?? (j.IsSimulated ? 0 : null))
                : new JudgingForecast(benchmark.Id, j.Id, null, null, null)
        );
    }

    // The tokens of an attempt are its prompt and its answer, which is what a judge is shown.
    private static (long Verdicts, long Tokens) Single(EvaluationForecast e) => (e.Attempts!.Value, e.Tokens!.Value);

    private static IEnumerable<(long Verdicts, long Tokens)> Pairs(IReadOnlyList<EvaluationForecast> asked, string? baseline)
    {
        if (!asked.Any(e => e.Model == baseline))
            baseline = null;
        return from a in Enumerable.Range(0, asked.Count)
            from b in Enumerable.Range(a + 1, asked.Count - a - 1)
            where baseline is null || asked[a].Model == baseline || asked[b].Model == baseline
            let pairs = Math.Min(asked[a].Attempts!.Value, asked[b].Attempts!.Value)
            select (2L * pairs, 2 * pairs * (Each(asked[a]) + Each(asked[b])));
    }

    private static long Each(EvaluationForecast e) => e.Attempts is > 0 ? e.Tokens!.Value / e.Attempts.Value : 0;
}
