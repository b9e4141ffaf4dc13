using System.CommandLine;
using Showdown.Running;

namespace Showdown.App.Cli;

/// <summary>showdown cancel RUN: ends a run wherever it is carried out.</summary>
internal static class CancelCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "A run's id or its beginning; 'last' is the newest" };
        var command = new Command("cancel", "Ends a run; what is finished is kept, and 'resume' goes on") { run };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var session = await Session.OpenAsync(parsed, cancel);
            var row = await session.RunAsync(parsed.GetRequiredValue(run), cancel);
            var ended = await session.Get<RunStarter>().CancelAsync(row.Id, "cancelled from the command line", cancel);
            Console.WriteLine(ended ? $"{row.Id}: cancelled" : $"{row.Id}: had ended already ({row.Status.ToString().ToLowerInvariant()})");
            return ExitCode.Done;
        });
        return command;
    }
}
