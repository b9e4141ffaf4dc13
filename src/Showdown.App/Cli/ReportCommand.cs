using System.CommandLine;
using System.Text.Json;
using Showdown.Jobs;

namespace Showdown.App.Cli;

/// <summary>showdown report RUN: renders a run's page again.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "A run's id or its beginning; 'last' is the newest" };
        var json = new Option<bool>("--json") { Description = "Print one JSON document" };
        var command = new Command("report", "Renders a run's page again and prints its path") { run, json };
        command.SetAction(
            async (parsed, cancel) =>
            {
                await using var session = await Session.OpenAsync(parsed, cancel);
                var row = await session.RunAsync(parsed.GetRequiredValue(run), cancel);
                var path = await session.Get<RunReports>().RenewAsync(row, cancel);
                Console.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(new { run = row.Id, report = path }) : path);
                return ExitCode.Done;
            }
        );
        return command;
    }
}
