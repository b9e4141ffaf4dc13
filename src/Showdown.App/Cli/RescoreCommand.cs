using System.CommandLine;
using Showdown.Operations;

namespace Showdown.App.Cli;

/// <summary>showdown rescore RUN: today's scorer over the stored completions.</summary>
internal static class RescoreCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "A run's id or its beginning; 'last' is the newest" };
        var command = new Command("rescore", "Scores a run's completions again without asking a model") { run };
        command.SetAction(
            async (parsed, cancel) =>
            {
                await using var session = await Session.OpenAsync(parsed, cancel);
                var row = await session.RunAsync(parsed.GetRequiredValue(run), cancel);
                var (scored, changed) = await session.Get<RescoreRun>().ExecuteAsync(row, cancel);
                Console.WriteLine(
                    $"{row.Id}: {scored} {(scored == 1 ? "attempt" : "attempts")} scored again, {changed} changed. 'showdown report {row.Id}' renders the page anew."
                );
                return ExitCode.Done;
            }
        );
        return command;
    }
}
