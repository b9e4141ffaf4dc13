using System.CommandLine;
using Showdown.Operations;
using Showdown.Results;

namespace Showdown.App.Cli;

/// <summary>showdown go-on RUN: asks all samples of what was started with 'stop: sure'.</summary>
internal static class GoOnCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "A run's id or its beginning; 'last' is the newest" };
        var benchmark = new Option<string?>("--benchmark") { Description = "Only this benchmark", HelpName = "ID" };
        var command = new Command(
            "go-on",
            "Asks all samples of what was started with 'stop: sure', however sure it is; a run that has ended is resumed"
        )
        {
            run,
            benchmark,
        };
        command.SetAction(
            async (parsed, cancel) =>
            {
                await using var session = await Session.OpenAsync(parsed, cancel);
                var row = await session.RunAsync(parsed.GetRequiredValue(run), cancel);
                if (row.Status != RunStatus.Running)
                    ResumeRun.ThrowIfNever(row);
                var count = await session.Get<GoOnToEnd>().ExecuteAsync(row, parsed.GetValue(benchmark), cancel);
                if (count == 0)
                    Console.WriteLine($"{row.Id}: nothing of it has ended early, and nothing is left that may");
                else if (row.Status == RunStatus.Running)
                    Console.WriteLine($"{row.Id}: {count} {(count == 1 ? "evaluation goes" : "evaluations go")} on to the end");
                else
                    return await LocalRun.ResumeAsync(parsed.PathsOf(), row, failedToo: false, budgetUsd: null, RunOutput.ToTerminal, cancel);
                return ExitCode.Done;
            }
        );
        return command;
    }
}
