using System.CommandLine;
using Showdown.Domain;
using Showdown.Operations;

namespace Showdown.App.Cli;

/// <summary>showdown rescore RUN: today's scorer, or other judges, over the stored completions.</summary>
internal static class RescoreCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "A run's id or its beginning; 'last' is the newest" };
        var judges = new Option<string?>("--judges")
        {
            Description = "Of what models judge: have it judged by these models of models.yaml instead, parted by commas",
            HelpName = "IDS",
        };
        var rubric = new Option<string?>("--rubric")
        {
            Description = "Of what models judge: by the rubric that this benchmark has today",
            HelpName = "BENCHMARK",
        };
        var family = new Option<bool>("--allow-family") { Description = "Let judges judge models of their own family" };
        var command = new Command("rescore", "Scores a run's completions again without asking for new ones") { run, judges, rubric, family };
        command.SetAction(
            async (parsed, cancel) =>
            {
                OtherJudging? other =
                    parsed.GetValue(judges) is null && parsed.GetValue(rubric) is null
                        ? null
                        : new OtherJudging
                        {
                            Judges = parsed.GetValue(judges) is { } ids
                                ? JudgeOptions.Judges(parsed, ids.Split(',', StringSplitOptions.TrimEntries))
                                : null,
                            Rubric = parsed.GetValue(rubric) is { } benchmark ? JudgeOptions.RubricOf(parsed, benchmark) : null,
                            AllowFamily = parsed.GetValue(family),
                        };
                await using var session = await Session.OpenAsync(parsed, cancel);
                var row = await session.RunAsync(parsed.GetRequiredValue(run), cancel);
                var pairs = row.Settings.Benchmarks.Any(b => b.IsPairwise);
                if (pairs)
                {
                    var stopped = await session.Get<JudgePairs>().ExecuteAsync(row, other, cancel);
                    Console.WriteLine(
                        Printable.Of(stopped is null ? $"{row.Id}: all pairs are judged." : $"{row.Id}: not all pairs are judged: {stopped}")
                    );
                }

                var onlyPairs = pairs && !row.Settings.Benchmarks.Any(b => b.Scorer.Name == ScorerSettings.Judge);
                var (scored, changed) = await session.Get<RescoreRun>().ExecuteAsync(row, onlyPairs ? null : other, cancel);
                Console.WriteLine(
                    $"{row.Id}: {scored} {(scored == 1 ? "attempt" : "attempts")} scored again, {changed} changed. 'showdown report {row.Id}' renders the page anew."
                );
                return ExitCode.Done;
            }
        );
        return command;
    }
}
