using Showdown.Analysis.Facts;
using Showdown.Analysis.Wording;
using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Pages.Evidence;
using Showdown.Rendering.Charts;
using Showdown.Statistics;

namespace Showdown.Pages.Run;

/// <summary>Scores, differences and outcomes.</summary>
internal static class ScoreSections
{
    public static DifferenceSection? Differences(RunResults results, RunNames names)
    {
        if (results.Pairs.Count == 0)
            return null;
        var two = names.Models.Count == 2;
        var margin = results.Pairs[0].Comparison.Margin;
        var rows = results.Pairs.Select(p => Row(p, names, results)).ToList();
        var drawn = results
            .Pairs.Select(
                (p, i) =>
                    new ForestRow(
                        two ? rows[i].Benchmark : $"{rows[i].A} − {rows[i].B}",
                        two ? Counted(p) : rows[i].Benchmark,
                        p.Comparison.Difference,
                        p.Comparison.Low,
                        p.Comparison.High,
                        VerdictWords.Css(p.Comparison.Verdict),
                        $"{rows[i].Difference} ({rows[i].Interval})"
                    )
            )
            .ToList();
        var alternative =
            "Paired differences with 95% intervals, in points. "
            + string.Join(" ", rows.Select(r => $"{r.Benchmark}, {r.A} against {r.B}: {r.Difference}, {r.Interval}, {r.Verdict}."));
        var caption =
            $"Score of {(two ? names.Models[0].Name : "the first")} less score of {(two ? names.Models[1].Name : "the second")}, paired question by question, with 95% intervals. "
            + $"The shaded band holds differences of up to {Format.Points(margin)} points, which this job calls equivalent. An interval that leaves zero out speaks for a difference; {Adjusted(results)}.";
        return new DifferenceSection(
            ForestPlot.Draw(drawn, margin, two ? names.Models[1].Name : "second better", two ? names.Models[0].Name : "first better", alternative),
            caption,
            rows
        );
    }

    /// <summary>For what the verdicts are adjusted, as a clause; comparisons that may end early keep a level of their own.</summary>
    public static string Adjusted(RunResults results)
    {
        var stopping = results.Pairs.Where(p => p.Comparison.Sequential is not null).ToList();
        var whole = results.Pairs.Count - stopping.Count;
        var said = new List<string>();
        if (whole > 0)
            said.Add(
                stopping.Count == 0
                    ? $"verdicts are adjusted for all {Format.Counted(whole, "comparison", "comparisons")} of this report (Holm)"
                    : $"verdicts of what asks everything are adjusted for {Format.Counted(whole, "comparison", "comparisons")} (Holm)"
            );
        if (stopping.Count > 0)
            said.Add(
                $"where a benchmark stops when it is sure, intervals and verdicts hold whenever that is, and keep {VerdictWords.Level(stopping[0].Comparison)}% together over {Format.Counted(stopping[0].Comparison.Sequential!.Comparisons, "comparison", "comparisons")} (Bonferroni)"
            );
        return string.Join("; ", said);
    }

    public static ScoreSection Scores(RunResults results, RunNames names)
    {
        var groups = results.Evaluations.GroupBy(e => e.Facts.Row.BenchmarkId).ToList();
        var drawn = groups
            .Select(g => new ScoreLine(
                names.Benchmark(g.Key).Title,
                StopWords.Questions([.. g]),
                g.Select(e => new ScorePoint(names.Series(e.Facts.Row.ModelId), e.Score.Value, e.Score.Low, e.Score.High)).ToList()
            ))
            .ToList();
        var alternative =
            "Scores with 95% intervals. "
            + string.Join(
                " ",
                results.Evaluations.Select(e =>
                    $"{names.Model(e.Facts.Row.ModelId).Name} on {names.Benchmark(e.Facts.Row.BenchmarkId).Title}: {Format.Percent(e.Score.Value)}, {Format.Interval(e.Score.Low, e.Score.High)}."
                )
            );
        return new ScoreSection(
            ScoreChart.Draw(drawn, alternative),
            groups
                .Select(g => new ScoreTableGroup(
                    names.Benchmark(g.Key).Title,
                    StopWords.Questions([.. g]),
                    $"evidence/{names.Benchmark(g.Key).Slug}/index.html",
                    g.Select(e => Row(e, names)).ToList()
                ))
                .ToList(),
            Repeats(results, names)
        );
    }

    /// <summary>By how much a rerun may move a score, and what repeats tell beyond it.</summary>
    private static List<RepeatRow> Repeats(RunResults results, RunNames names) =>
        [
            .. from e in results.Evaluations
            let scores = e.Facts.Tallies.Select(t => RunResults.Tally(t.Counts)).ToList()
            let clusters = e.Facts.Tallies.Select(t => t.Cluster).ToList()
            let variance = VarianceComponents.Of(scores)
            let few = Math.Min(4, e.Facts.Row.Epochs)
            select new RepeatRow(
                names.Benchmark(e.Facts.Row.BenchmarkId).Title,
                names.Series(e.Facts.Row.ModelId),
                Format.Count(e.Facts.Row.Epochs),
                variance.RerunDifference is { } moves
                    ? $"{(variance.RerunDeviation is null ? "at most " : "")}±{(moves < 0.01 ? Format.Significant(100 * moves, 2) : Format.Number(100 * moves, 1))}"
                    : Format.Unknown,
                Pass(few, PassAt.EstimateAtLeastOne(scores, few, clusters: clusters)),
                Pass(few, PassAt.EstimateEvery(scores, few, clusters: clusters)),
                Pass(e.Facts.Row.Epochs, PassAt.EstimateAtLeastOne(scores, e.Facts.Row.Epochs, clusters: clusters)),
                Pass(e.Facts.Row.Epochs, PassAt.EstimateEvery(scores, e.Facts.Row.Epochs, clusters: clusters))
            ),
        ];

    private static string Pass(int k, PassEstimate estimate) =>
        k == 1 || estimate.Value is null
            ? Format.Unknown
            : $"{Format.Percent(estimate.Value)} of {k}{(estimate.SamplesWithTooFew == 0 ? "" : $", {Format.Counted(estimate.SamplesWithTooFew, "question", "questions")} with fewer left out")}";

    public static OutcomeSection Outcomes(RunResults results, RunNames names)
    {
        var drawn = results
            .Evaluations.Select(e => new OutcomeRow(Heading(e, names, results) ?? "", names.Series(e.Facts.Row.ModelId), Counts(e)))
            .ToList();
        var rows = results.Evaluations.Select(e => Outcome(e, names, results)).ToList();
        var shares = results.Evaluations.Any(e => e.Counts.IsShare);
        var alternative =
            "Outcomes of all attempts. "
            + string.Join(
                " ",
                rows.Select(
                    (r, i) =>
                        $"{r.Model.Name} on {names.Benchmark(results.Evaluations[i].Facts.Row.BenchmarkId).Title}: {r.Right} right, {(shares ? $"{r.Partial} partly right, " : "")}{r.Wrong} wrong, {r.Truncated} truncated, {r.Failed} failed, {r.Unscored} unscored, {r.Missing} missing of {r.Asked}."
                )
            );
        var failures =
            from e in results.Evaluations
            where e.Facts.Figures.Failures.Count > 0
            let kinds = e
                .Facts.Figures.Failures.OrderByDescending(f => f.Value)
                .ThenBy(f => f.Key)
                .Select(f => $"{Format.Count(f.Value)} {AttemptFacts.Words(f.Key.ToString())}")
            select $"{names.Model(e.Facts.Row.ModelId).Name} on {names.Benchmark(e.Facts.Row.BenchmarkId).Title}: {Format.List(kinds.ToList())}";
        return new OutcomeSection(OutcomeChart.Draw(drawn, alternative), rows, failures.ToList(), shares);
    }

    /// <summary>The benchmark's title where its rows begin; else null.</summary>
    public static string? Heading(EvaluationResult e, RunNames names, RunResults results) =>
        ReferenceEquals(e, results.All.First(other => other.Facts.Row.BenchmarkId == e.Facts.Row.BenchmarkId))
            ? names.Benchmark(e.Facts.Row.BenchmarkId).Title
            : null;

    private static string Counted(PairResult p) => Format.Counted(p.Comparison.Samples, "question", "questions");

    private static string LeftOut(PairedComparison c) => c.Dropped == 0 ? "" : $" ({Format.Count(c.Dropped)} left out)";

    private static string Chances(PairResult pair, RunResults results) =>
        PowerCurve.Of(pair, results).ToList() is { Count: > 0 } curve ? PowerCurve.Text(curve.Select(p => (double?)p.Power)) : Format.Unknown;

    private static DifferenceRow Row(PairResult pair, RunNames names, RunResults results)
    {
        var c = pair.Comparison;
        var line = VerdictWords.Line(pair, names, results);
        return new DifferenceRow(
            line.Benchmark,
            names.Model(pair.A).Name,
            names.Model(pair.B).Name,
            Format.SignedPoints(c.Difference),
            Format.Interval(c.Low, c.High),
            Format.P(c.AdjustedP),
            VerdictWords.Word(c.Verdict),
            line.Css,
            line.Sign,
            Format.Count(c.Samples) + LeftOut(c),
            Format.Count(c.Wins),
            Format.Count(c.Ties),
            Format.Count(c.Losses),
            Chances(pair, results),
            $"{MethodNames.Of(c.Method)}; {MethodNames.Of(c.Test)}"
        );
    }

    private static ScoreTableRow Row(EvaluationResult e, RunNames names) =>
        new(
            names.Series(e.Facts.Row.ModelId),
            Format.Percent(e.Score.Value),
            Format.Interval(e.Score.Low, e.Score.High),
            e.Score.Value is null ? Format.Unknown : MethodNames.Of(e.Score.Method),
            Format.Earned(e.Counts.Credit, e.Counts.Scored),
            Format.Percent(e.Coverage),
            Format.Seconds(e.FirstToken.P50),
            Format.Rate(e.Speed.P50),
            Format.Usd(e.Facts.Figures.CostUsd),
            Format.Usd(1000 * e.CostPerRight),
            [.. e.Parts.Select(Row)]
        );

    private static PartRow Row(PartResult part) =>
        new(
            part.Label,
            Format.Percent(part.Headline.Value),
            Format.Interval(part.Headline.Low, part.Headline.High),
            part.Counted is null ? Format.Counted(part.Score.Samples, "question", "questions") : Format.Earned(part.Passed, part.Total)
        );

    /// <summary>Where the score would lie if all that has none had been wrong, or right.</summary>
    private static string Bounds(EvaluationResult e)
    {
        if (e.Coverage >= 1)
            return "no gaps";
        var bounds = ScoreBounds.Of(RunResults.Totals(e.Counts, e.Missing));
        return Format.Interval(bounds.AllWrong, bounds.AllRight);
    }

    private static List<(Outcome? Outcome, int Count)> Counts(EvaluationResult e) =>
        [
            (Domain.Outcome.Right, e.Counts.Right),
            (Domain.Outcome.Partial, e.Counts.Partial),
            (Domain.Outcome.Wrong, e.Counts.Wrong),
            (Domain.Outcome.Truncated, e.Counts.Truncated),
            (Domain.Outcome.Failed, e.Counts.Failed),
            (Domain.Outcome.Unscored, e.Counts.Unscored),
            (null, e.Missing),
        ];

    private static OutcomeTableRow Outcome(EvaluationResult e, RunNames names, RunResults results) =>
        new(
            Heading(e, names, results),
            names.Series(e.Facts.Row.ModelId),
            Format.Count(e.Facts.Row.Expected),
            Format.Count(e.Counts.Right),
            Format.Count(e.Counts.Partial),
            Format.Count(e.Counts.Wrong),
            Format.Count(e.Counts.Truncated),
            Format.Count(e.Counts.Failed),
            Format.Count(e.Counts.Unscored),
            Format.Count(e.Missing),
            Format.Percent(e.Coverage),
            Bounds(e)
        );
}
