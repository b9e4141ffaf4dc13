using System.CommandLine;
using Showdown.Operations;
using Showdown.Running;

namespace Showdown.App.Cli;

/// <summary>showdown resume RUN: asks only for what is missing.</summary>
internal static class ResumeCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "A run's id or its beginning; 'last' is the newest" };
        var failed = new Option<bool>("--failed") { Description = "Ask again for attempts that failed for good" };
        var budget = new Option<decimal?>("--budget")
        {
            Description = "A new budget in USD for the whole run, what it has spent included",
            HelpName = "USD",
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON document and nothing else on standard output" };
        var summary = SummaryOption.Create();
        var command = new Command("resume", "Finish a run that was interrupted: only what is missing is asked for")
        {
            run,
            failed,
            budget,
            json,
            summary,
        };
        command.SetAction(
            async (parsed, cancel) =>
            {
                await using var session = await Session.OpenAsync(parsed, cancel);
                var row = await session.RunAsync(parsed.GetRequiredValue(run), cancel);
                ResumeRun.ThrowIfNever(row);
                if (await ResumeRun.NothingMissingAsync(row, parsed.GetValue(failed), session.Get<EarlyEnds>(), cancel) is { } reason)
                {
                    await Console.Error.WriteLineAsync(reason);
                    await ShowCommand.PrintAsync(session, row, new RunOutput(parsed.GetValue(json), parsed.GetValue(summary)), cancel);
                    return ExitCode.Done;
                }
                return await LocalRun.ResumeAsync(
                    parsed.PathsOf(),
                    row,
                    parsed.GetValue(failed),
                    parsed.GetValue(budget),
                    new RunOutput(parsed.GetValue(json), parsed.GetValue(summary)),
                    cancel
                );
            }
        );
        return command;
    }
}
