using System.Text;
using Showdown.Analysis.Summary;
using Showdown.Formatting;

namespace Showdown.Exporting;

/// <summary>
/// A run on half a page of Markdown, for the summary of a build server's job or a comment: the answer, gates, verdicts, scores. All text is escaped,
/// so that neither a model's name nor a host's message becomes markup.
/// </summary>
public static class MarkdownSummary
{
    /// <summary>More would be a wall: build servers cut what is longer than a megabyte.</summary>
    private const int MostRows = 200;

    public static string Of(RunSummary run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var text = new StringBuilder();
        text.Append($"## Showdown: {Escape(run.Job)}\n\n");
        if (run.Simulated)
            text.Append("**Simulated models: these figures say nothing about real ones.**\n\n");
        if (run.Imported is { } imported)
            text.Append(
                $"**Imported: no model was asked from here.** Recorded by {Escape(Format.List(imported.Programs))}; what was not written down is not known. {Escape(string.Join(' ', imported.Notes))}".TrimEnd()
                    + "\n\n"
            );
        if (run.Selection is { } selection)
            text.Append(
                $"A selection: only questions that came out {Escape(selection)} in run {Escape(run.Parent)}. Its scores say nothing about the others.\n\n"
            );
        if (run.Headline is { Length: > 0 } headline)
            text.Append($"{Escape(headline)}\n\n");
        text.Append($"Run {Escape(run.Run)}: {Escape(run.Status)}{(run.Reason is { Length: > 0 } reason ? $". {Escape(reason)}" : "")}\n\n");
        Gates(text, run.Gates);
        if (run.WhichForWhat is { } which)
            ForWhat(text, which);
        Verdicts(text, run);
        HeadToHead(text, run);
        Scores(text, run.Evaluations);
        Hosts(text, run);
        return text.ToString();
    }

    /// <summary>Hosts that are known to answer otherwise than the reference of their family.</summary>
    private static void Hosts(StringBuilder text, RunSummary run)
    {
        var apart = run.Hosts.Where(h => h.Differs).ToList();
        if (apart.Count == 0)
            return;
        var (_, models) = Names(run.Evaluations);
        text.Append("### Hosts\n\n");
        foreach (var host in apart)
            text.Append(
                $"- {Escape(models.GetValueOrDefault(host.Model, host.Model))}, held against {Escape(models.GetValueOrDefault(host.Reference, host.Reference))} on {Format.Date(host.MeasuredAt)}: {Escape(host.Finding ?? "differs")}.\n"
            );
    }

    private static void Gates(StringBuilder text, IReadOnlyList<GateSummary> gates)
    {
        if (gates.Count == 0)
            return;
        text.Append("### Gates\n\n");
        foreach (var gate in gates.OrderBy(g => g.Passed))
            text.Append(
                $"- {(!gate.Passed ? "**failed**" : gate.Checked ? "passed" : gate.Informs ? "missed, only informs" : "not checked yet")}: {Escape(gate.Sentence)}\n"
            );
        text.Append('\n');
    }

    private static void ForWhat(StringBuilder text, WhichForWhatSummary which)
    {
        text.Append($"### Which for what{(which.Nights > 1 ? $", over the last {which.Nights} nights" : "")}\n\n");
        foreach (var row in which.Capabilities)
            text.Append(
                $"- **{Escape(row.Capability)}**: {Escape(row.Word)}{(row.Difference is null ? "" : $", {Escape(row.Difference)}")}{(row.Note is null ? "" : $" ({Escape(row.Note)})")}. {Escape(row.Advice)}\n"
            );
        text.Append('\n');
        if (which.Beside is { } beside)
            text.Append($"{Escape(beside)}\n\n");
    }

    private static void Verdicts(StringBuilder text, RunSummary run)
    {
        if (run.Comparisons.Count == 0)
            return;
        var (benchmarks, models) = Names(run.Evaluations);
        Table(
            text,
            "Verdicts",
            "| benchmark | models | difference in points | 95% interval | verdict |\n|---|---|--:|--:|---|\n",
            [
                .. run.Comparisons.Select(c =>
                    $"| {Escape(benchmarks.GetValueOrDefault(c.Benchmark, c.Benchmark))} | {Escape(models.GetValueOrDefault(c.A, c.A))} against {Escape(models.GetValueOrDefault(c.B, c.B))} | {Format.SignedPoints(c.Difference)} | {Format.Interval(c.Low, c.High)} | {Word(c)} |\n"
                ),
            ]
        );
    }

    private static void HeadToHead(StringBuilder text, RunSummary run)
    {
        if (run.HeadToHead.Count == 0)
            return;
        var (benchmarks, models) = Names(run.Evaluations);
        Table(
            text,
            "Head-to-head",
            "| benchmark | models | win rate | 95% interval | verdict | laid out alike | verdict | unscored | turned |\n|---|---|--:|--:|---|--:|---|--:|--:|\n",
            [
                .. from benchmark in run.HeadToHead
                from d in benchmark.Duels
                select $"| {Escape(benchmarks.GetValueOrDefault(benchmark.Benchmark, benchmark.Benchmark))} | {Escape(models.GetValueOrDefault(d.A, d.A))} against {Escape(models.GetValueOrDefault(d.B, d.B))} | {Format.Percent(d.WinRate.Value)} | {Format.Interval(d.WinRate.Low, d.WinRate.High)} | {d.Verdict ?? Format.Unknown} | {Format.Percent(d.Style?.WinRate.Value)} | {(d.Style?.Disagrees == true ? $"**{d.Style.Verdict}, disagrees**" : d.Style?.Verdict ?? Format.Unknown)} | {d.Unscored} | {Format.Percent(d.InconsistentShare)} |\n",
            ]
        );
        foreach (var note in run.HeadToHead.SelectMany(h => h.Notes))
            text.Append($"{Escape(note)}\n\n");
    }

    // What is not sure, or why there is nothing to say, stands beside the verdict.
    private static string Word(ComparisonSummary c) =>
        (c.Verdict is "better" or "worse" ? $"**{c.Verdict}**" : Escape(c.Verdict))
        + (c.WhyNot is { } why ? $": {Escape(why)}" : "")
        + (c.Note is { } note ? $" ({Escape(note)})" : "");

    private static void Scores(StringBuilder text, IReadOnlyList<EvaluationSummary> evaluations)
    {
        if (evaluations.Count == 0)
            return;
        Table(
            text,
            "Scores",
            "| benchmark | model | score | 95% interval | right | wrong | cut off | unscored | failed | USD |\n|---|---|--:|--:|--:|--:|--:|--:|--:|--:|\n",
            [
                .. evaluations.Select(e =>
                    $"| {Escape(e.BenchmarkTitle ?? e.Benchmark)} | {Escape(e.ModelName ?? e.Model)} | {(e.Graded ? Format.Percent(e.Score) : Format.Unknown)} | {(e.Graded ? Format.Interval(e.Low, e.High) : Format.Unknown)} | {e.Attempts.Right} | {e.Attempts.Wrong} | {e.Attempts.Truncated} | {e.Attempts.Unscored} | {e.Attempts.Failed} | {Escape(Format.Usd(e.CostUsd))} |\n"
                ),
            ]
        );
    }

    private static void Table(StringBuilder text, string title, string head, IReadOnlyList<string> rows)
    {
        text.Append($"### {title}\n\n{head}");
        foreach (var row in rows.Take(MostRows))
            text.Append(row);
        text.Append(rows.Count > MostRows ? $"\n{rows.Count - MostRows} more rows are in the report.\n\n" : "\n");
    }

    private static (Dictionary<string, string> Benchmarks, Dictionary<string, string> Models) Names(IReadOnlyList<EvaluationSummary> evaluations) =>
        (
            evaluations.GroupBy(e => e.Benchmark).ToDictionary(g => g.Key, g => g.First().BenchmarkTitle ?? g.Key),
            evaluations.GroupBy(e => e.Model).ToDictionary(g => g.Key, g => g.First().ModelName ?? g.Key)
        );

    private static string Escape(string? text) => Markdown.Escape(text);
}
