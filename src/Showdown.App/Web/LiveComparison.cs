using Showdown.Analysis.Wording;
using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Results;
using Showdown.Statistics;
using Showdown.Statistics.Sequential;
using Showdown.Stopping;

namespace Showdown.App.Web;

/// <summary>How sure a comparison is by now that may end as soon as it is. Looking costs nothing: its verdicts hold whenever one looks.</summary>
/// <param name="A">Model id.</param>
/// <param name="B">Model id.</param>
/// <param name="Questions">That both have answered, in the order of asking and without a gap.</param>
/// <param name="Planned">That there are.</param>
/// <param name="Progress">How far the nearest verdict has come, from 0 to 1.</param>
/// <param name="Verdict">Of A against B: better, worse, equivalent or not enough data.</param>
/// <param name="Says">All of it in words.</param>
internal sealed record LiveComparison(string Benchmark, string A, string B, int Questions, int Planned, double Progress, string Verdict, string Says)
{
    /// <summary>Of a run's benchmarks that stop when they are sure; empty where there are none.</summary>
    public static async Task<IReadOnlyList<LiveComparison>> ReadAsync(
        RunReader reader,
        RunRow run,
        IReadOnlyList<EvaluationRow> evaluations,
        CancellationToken cancel
    )
    {
        var compared = new List<LiveComparison>();
        foreach (var benchmark in evaluations.Where(e => e.Stops).GroupBy(e => e.BenchmarkId))
        {
            if (run.Settings.StopOf(benchmark.Key) is not { } rule)
                continue;
            var options = rule.ToSequentialOptions(run.Settings.StoppingComparisons);
            var scores = new List<(EvaluationRow Row, IReadOnlyList<IReadOnlyList<AskedScore>> Rounds)>();
            foreach (var evaluation in benchmark)
                scores.Add((evaluation, await reader.AskedScoresAsync(evaluation, run.Settings.StopRounds(benchmark.Key), cancel)));
            for (var a = 0; a < scores.Count; a++)
            {
                for (var b = a + 1; b < scores.Count; b++)
                {
                    var prefix = PairedPrefix.Decide(scores[a].Rounds, scores[b].Rounds, options).Prefix;
                    compared.Add(Of(run.Settings, scores[a].Row, scores[b].Row, prefix, options));
                }
            }
        }

        return compared;
    }

    private static LiveComparison Of(RunSettings settings, EvaluationRow a, EvaluationRow b, PairedPrefix prefix, SequentialOptions options)
    {
        var sequence = prefix.Compare(options);
        var (first, second) = (settings.Model(a.ModelId).DisplayName, settings.Model(b.ModelId).DisplayName);
        var asked = $"{Format.Count(prefix.Samples)} of {Format.Counted(a.Samples, "question", "questions")}";
        return new LiveComparison(
            a.BenchmarkId,
            a.ModelId,
            b.ModelId,
            prefix.Samples,
            a.Samples,
            Math.Round(sequence.Progress, 4),
            VerdictWords.Word(sequence.Verdict),
            sequence.Verdict == Statistics.Verdict.NotEnoughData
                ? $"{first} against {second}: {Format.WholePercent(sequence.Progress)} of the way to a verdict, {asked}"
                : $"{VerdictWords.Sign(sequence.Verdict)} {Shown(sequence.Verdict, first, second, options)}, sure after {Format.Count(sequence.DecidedAt!.Value)}, {asked}"
        );
    }

    private static string Shown(Verdict verdict, string a, string b, SequentialOptions options) =>
        verdict switch
        {
            Statistics.Verdict.Better => $"{a} is better than {b}",
            Statistics.Verdict.Worse => $"{b} is better than {a}",
            _ => $"{a} and {b} are equivalent within {VerdictWords.Points(options.Margin)}",
        };
}
