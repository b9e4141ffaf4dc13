using System.CommandLine;
using Showdown.Operations;

namespace Showdown.App.Cli;

/// <summary>showdown enough RUN: ends what was started with 'stop: sure', as it is.</summary>
internal static class EnoughCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "A run's id or its beginning; 'last' is the newest" };
        var benchmark = new Option<string?>("--benchmark") { Description = "Only this benchmark", HelpName = "ID" };
        var command = new Command("enough", "Ends what was started with 'stop: sure' as it is: complete, with verdicts that hold") { run, benchmark };
        command.SetAction(
            async (parsed, cancel) =>
            {
                await using var session = await Session.OpenAsync(parsed, cancel);
                var row = await session.RunAsync(parsed.GetRequiredValue(run), cancel);
                var count = await session.Get<SayEnough>().ExecuteAsync(row, parsed.GetValue(benchmark), cancel);
                Console.WriteLine(
                    count == 0
                        ? $"{row.Id}: all that may end early has ended"
                        : $"{row.Id}: {count} {(count == 1 ? "evaluation ends" : "evaluations end")} within seconds; what is in flight is finished and counts"
                );
                return ExitCode.Done;
            }
        );
        return command;
    }
}
