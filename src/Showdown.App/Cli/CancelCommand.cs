using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Showdown.App.Hosting;
using Showdown.Operations;
using Showdown.Results;

namespace Showdown.App.Cli;

/// <summary>showdown cancel RUN: ends a run wherever it is carried out.</summary>
internal static class CancelCommand
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "A run's id or its beginning; 'last' is the newest" };
        var command = new Command("cancel", "Ends a run; what is finished is kept and reported, and 'resume' goes on") { run };
        command.SetAction(
            async (parsed, cancel) =>
            {
                await using var session = await Session.OpenAsync(parsed, cancel);
                var row = await session.RunAsync(parsed.GetRequiredValue(run), cancel);
                var ended = session.HasSharedQueue
                    ? await session.Get<CancelRun>().ExecuteAsync(row, "from the command line", cancel)
                    : await EndAndReportAsync(parsed.PathsOf(), row, cancel);
                // It may have ended after its row was read.
                var now = ended ? row : await session.RunAsync(row.Id, cancel);
                Console.WriteLine(ended ? $"{row.Id}: cancelled" : $"{row.Id}: had ended already ({now.Status.ToString().ToLowerInvariant()})");
                return ExitCode.Done;
            }
        );
        return command;
    }

    /// <summary>With the queue in memory nobody else would render the report.</summary>
    private static Task<bool> EndAndReportAsync(AppPaths paths, RunRow run, CancellationToken cancel) =>
        LocalHost.UseAsync(
            paths,
            asking: 0,
            async services =>
            {
                if (!await services.GetRequiredService<CancelRun>().ExecuteAsync(run, "from the command line", cancel))
                    return false;
                var reader = services.GetRequiredService<RunReader>();
                while (await reader.RunAsync(run.Id, cancel) is { Report: null, ReportError: null })
                    await Task.Delay(_pause, cancel);
                return true;
            },
            cancel
        );
}
