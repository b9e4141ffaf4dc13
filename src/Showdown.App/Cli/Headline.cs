using Showdown.Analysis.Facts;
using Showdown.Analysis.Summary;
using Showdown.Analysis.Wording;
using Showdown.Formatting;
using Showdown.Results;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Showdown.App.Cli;

/// <summary>The end of a run in the terminal: the table, the verdicts, the report's path.</summary>
internal static class Headline
{
    // Below it a table would break names in the middle.
    private const int Wide = 120;

    // More of them are a wall: then the headline tells who is ahead of whom.
    private const int MostSentences = 15;
    private const int MostPassed = 5;

    private static IEnumerable<string> Judged(ImportSummary imported, RunRow run) =>
        imported.Judged.Sum(j => (long)j.Different) is > 0 and var different
            ?
            [
                $"Our scorer judges {different} of {imported.Judged.Sum(j => (long)j.Judged)} answers otherwise: 'showdown differences {run.Id}' lists them.",
            ]
            : [];

    // Which of several scores was taken is not to be missed.
    private static IEnumerable<string> Chosen(ImportSummary imported) =>
        from evaluation in imported.Evaluations.DistinctBy(e => e.Benchmark)
        where evaluation is { Metric: not null, OtherMetrics.Count: > 0 }
        select $"{evaluation.Benchmark}: the score is {evaluation.Metric}; --metric takes another: {string.Join("; ", evaluation.OtherMetrics.Take(10))}.";

    public static void Print(RunSummary summary, RunRow run)
    {
        // A pipe has no width: what is wrapped at 80 there can be read by nobody.
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = 200;
        if (summary.Simulated)
            AnsiConsole.Write(Printable.Cell("Simulated models: these figures say nothing about real ones.\n", new Style(Color.Yellow)));
        if (summary.Imported is { } imported)
            AnsiConsole.Write(
                Printable.Cell(
                    string.Join('\n', [ImportWords.Banner([run.Settings])!, .. imported.Notes, .. Chosen(imported), .. Judged(imported, run), ""]),
                    new Style(Color.Yellow)
                )
            );
        if (summary.Selection is not null)
            AnsiConsole.Write(
                Printable.Cell(
                    $"A selection: only questions that came out {summary.Selection} in run {summary.Parent}. Its scores say nothing about the others.\n",
                    new Style(Color.Yellow)
                )
            );
        if (summary.Evaluations.Count > 0)
            AnsiConsole.Write(AnsiConsole.Profile.Width < Wide ? Stacked(summary) : Scores(summary));
        foreach (var (benchmark, reason) in summary.Skipped)
            AnsiConsole.Write(Printable.Cell($"{benchmark} was left out: {reason}\n", new Style(Color.Yellow)));
        if (summary is { Comparisons.Count: 0, Headline: { } headline } && summary.Evaluations.Select(e => e.Model).Distinct().Skip(1).Any())
            AnsiConsole.Write(Printable.Cell($"{headline}\n")); // why there is no verdict
        if (summary.Comparisons.Count > MostSentences)
            AnsiConsole.Write(
                Printable.Cell(
                    $"{summary.Headline}\n{summary.Comparisons.Count(c => c.Verdict != "not enough data")} of {summary.Comparisons.Count} pairs are decided; the report and --json tell them one by one.\n"
                )
            );
        foreach (var comparison in summary.Comparisons.Count > MostSentences ? [] : summary.Comparisons)
            AnsiConsole.Write(
                Printable.Cell(
                    $"{comparison.Sentence}{(comparison.Note is null ? "" : $" ({comparison.Note})")}{(comparison.Stopping is null ? "" : $" {comparison.Stopping.Sentence}")}\n"
                )
            );
        if (summary.Savings is { } savings)
            AnsiConsole.Write(Printable.Cell($"{char.ToUpperInvariant(savings.Sentence[0])}{savings.Sentence[1..]}.\n"));
        foreach (
            var sentence in summary
                .SpeedSentences.Concat(summary.PriceSentences)
                .Concat(summary.TradeOffs.Take(1).SelectMany(t => t.Sentences))
                .Concat(summary.Load.Select(l => l.Sentence))
        )
            AnsiConsole.Write(Printable.Cell($"{sentence}\n"));
        foreach (var note in summary.PriceNotes)
            AnsiConsole.Write(Printable.Cell($"{note}\n", new Style(Color.Yellow)));
        if (summary.Evaluations.Any(e => e.OutputTokensPerSecond.P50 is not null))
            AnsiConsole.Write(Printable.Cell("Times, tokens a second and costs of the table are of this night.\n"));
        if (summary.WhichForWhat is { } which)
            WhichLines.Print(which, summary.Models);
        foreach (var model in summary.Models.Where(m => m.EffectiveContext is not null))
            AnsiConsole.Write(Printable.Cell($"{model.Name}: {model.EffectiveContext!.Phrase}\n"));
        foreach (var sentence in summary.TooLong)
            AnsiConsole.Write(Printable.Cell($"{sentence}\n", new Style(Color.Yellow)));
        foreach (var e in summary.Evaluations.Where(e => e.Reused > 0))
            AnsiConsole.Write(
                Printable.Cell(
                    $"{e.Benchmark} {e.Model}: {e.Reused} completions are reused from earlier runs: not paid for again, in no speed figure\n",
                    new Style(Color.Yellow)
                )
            );
        foreach (var e in summary.Evaluations.Where(e => e.ImplausibleUsage > 0))
            AnsiConsole.Write(
                Printable.Cell(
                    $"{e.Benchmark} {e.Model}: the host's token counts of {e.ImplausibleUsage} attempts cannot be right\n",
                    new Style(Color.Yellow)
                )
            );
        foreach (var passport in summary.Passports.Where(p => p.Changes.Count > 0))
            AnsiConsole.Write(
                Printable.Cell(
                    $"{passport.Model} CHANGED since {passport.ComparedWith:yyyy-MM-dd}: {string.Join("; ", passport.Changes)}\n",
                    new Style(Color.Yellow)
                )
            );
        foreach (var judge in summary.Judges)
            AnsiConsole.Write(Printable.Cell($"{judge.Benchmark} is judged. {string.Join(' ', judge.Sentences)}\n"));
        foreach (var duel in summary.HeadToHead.SelectMany(h => h.Duels))
            AnsiConsole.Write(Printable.Cell($"{duel.Sentence} {string.Join(' ', duel.Beside)}\n"));
        foreach (var compared in summary.HeadToHead)
            AnsiConsole.Write(Printable.Cell($"{string.Join(' ', [.. Strengths(compared), .. compared.Notes])}\n"));
        PrintGates(summary.Gates);
        if (EndWords.Sentence(run) is { } end)
            AnsiConsole.Write(Printable.Cell($"{end}\n", new Style(Color.Red)));
        if (run.ReportError is not null)
            AnsiConsole.Write(Printable.Cell($"No report: {run.ReportError}\n", new Style(Color.Red)));
        Console.WriteLine($"run    {summary.Run} ({summary.Status})");
        if (summary.Report is not null)
            Console.WriteLine($"report {summary.Report}");
    }

    private static IEnumerable<string> Strengths(HeadToHeadSummary compared) =>
        compared.Strengths.Count == 0
            ? []
            :
            [
                $"Strengths on {compared.Benchmark} (400 are odds of ten to one): {string.Join(", ", compared.Strengths.OrderByDescending(s => s.Elo.Value).Select(s => $"{s.Model} {Format.Number(s.Elo.Value ?? 0, 0)} ({Format.Number(s.Elo.Low ?? 0, 0)} to {Format.Number(s.Elo.High ?? 0, 0)})"))}.",
            ];

    /// <summary>What failed comes first; many that passed are told by their number.</summary>
    private static void PrintGates(IReadOnlyList<GateSummary> gates)
    {
        foreach (var gate in gates.Where(g => !g.Passed))
            AnsiConsole.Write(Printable.Cell($"gate FAILED: {gate.Sentence}\n", new Style(Color.Red)));
        foreach (var gate in gates.Where(g => g is { Passed: true, Checked: false }))
            AnsiConsole.Write(Printable.Cell($"{(gate.Informs ? "gate missed, and only informs" : "gate not checked yet")}: {gate.Sentence}\n"));
        var passed = gates.Where(g => g is { Passed: true, Checked: true }).ToList();
        if (passed.Count > MostPassed)
            AnsiConsole.Write(Printable.Cell($"{passed.Count} gates passed; the report and --json tell them one by one.\n"));
        else
            foreach (var gate in passed)
                AnsiConsole.Write(Printable.Cell($"gate passed: {gate.Sentence}\n"));
    }

    private static Table Scores(RunSummary summary)
    {
        var judged = summary.Evaluations.Any(e => e.Graded); // where speed alone is measured no column speaks of judgements
        var shares = summary.Evaluations.Any(e => e.Attempts.Credit is not null);
        var table = new Table().Border(TableBorder.Simple).AddColumns("Benchmark", "Model");
        foreach (
            var name in (string[])
                [
                    .. judged
                        ? (string[])["Score", "95% interval", "Right", .. shares ? (string[])["Partial"] : [], "Wrong", "Cut off", "Unscored"]
                        : [],
                    "Failed",
                    "TTFT p50",
                    "Tokens/s",
                    "Cost",
                ]
        )
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap());
        foreach (var e in summary.Evaluations)
        {
            table.AddRow([
                .. new[] { e.EndedEarly is null ? e.Benchmark : $"{e.Benchmark}, {e.Asked} of {e.Samples}", e.Model }
                    .Concat(judged ? OutcomeCells(e, shares) : [])
                    .Concat(Figures(e))
                    .Select(text => Printable.Cell(text)),
            ]);
            foreach (var part in e.Parts.Where(p => !PartResult.Detailed(p.Name)))
            {
                var (score, low, high) = part.OneByOne is { } each ? (each.Score, each.Low, each.High) : (part.Score, part.Low, part.High);
                table.AddRow("", $"  {PartResult.Labelled(part.Name)}", Percent(score), low is null ? "–" : $"{Percent(low)} to {Percent(high)}");
            }
        }

        return table;
    }

    /// <summary>Two lines for each evaluation: what it is, and its figures.</summary>
    private static Rows Stacked(RunSummary summary) =>
        new(summary.Evaluations.SelectMany(e => (IRenderable[])[Printable.Cell($"{e.Benchmark} {e.Model}"), Printable.Below(Line(e))]));

    private static string Line(EvaluationSummary e)
    {
        if (e.Attempts.IsNone)
            return "not asked";
        var (attempts, said) = (e.Attempts, new List<string>());
        if (e.EndedEarly is not null)
            said.Add($"{e.Asked} of {e.Samples} questions");
        if (e.Graded)
            said.Add(e.Low is null ? $"score {Percent(e.Score)}" : $"score {Percent(e.Score)} ({Percent(e.Low)} to {Percent(e.High)})");
        if (e.Graded)
            said.Add(
                $"{attempts.Right} right, {(attempts.Credit is null ? "" : $"{attempts.Partial} partial, ")}{attempts.Wrong} wrong, {attempts.Truncated} cut off"
            );
        if (attempts.Unscored > 0 && e.Graded)
            said.Add($"{attempts.Unscored} unscored");
        if (attempts.Failed > 0)
            said.Add($"{attempts.Failed} failed");
        if (e.TtftSeconds.P50 is { } ttft)
            said.Add($"TTFT {ttft:0.00} s");
        if (e.OutputTokensPerSecond.P50 is { } speed)
            said.Add($"{speed:0} tokens/s");
        said.Add(e.CostUsd is { } cost ? $"${cost:0.00##}" : "cost unknown");
        return string.Join(", ", said);
    }

    private static IEnumerable<string> OutcomeCells(EvaluationSummary e, bool shares) =>
        e.Graded
            ?
            [
                e.Attempts.IsNone ? "not asked" : Percent(e.Score),
                e.Low is null ? "–" : $"{Percent(e.Low)} to {Percent(e.High)}",
                $"{e.Attempts.Right}",
                .. shares ? (string[])[e.Attempts.Credit is null ? "–" : $"{e.Attempts.Partial}"] : [],
                $"{e.Attempts.Wrong}",
                $"{e.Attempts.Truncated}",
                $"{e.Attempts.Unscored}",
            ]
            : Enumerable.Repeat("–", shares ? 7 : 6);

    private static IEnumerable<string> Figures(EvaluationSummary e) =>
        [
            $"{e.Attempts.Failed}",
            e.TtftSeconds.P50 is { } ttft ? $"{ttft:0.00} s" : "–",
            e.OutputTokensPerSecond.P50 is { } speed ? $"{speed:0}" : "–",
            e.Attempts.IsNone ? "–"
            : e.CostUsd is { } cost ? $"${cost:0.00##}"
            : "unknown",
        ];

    private static string Percent(double? share) => Format.Percent(share);
}
