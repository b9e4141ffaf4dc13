using System.CommandLine;
using System.Text.Json;
using Showdown.Analysis.Summary;
using Showdown.Jobs;

namespace Showdown.App.Cli;

/// <summary>showdown report RUN: renders a run's page again.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "A run's id or its beginning; 'last' is the newest" };
        var json = new Option<bool>("--json") { Description = "Print one JSON document" };
        var summary = SummaryOption.Create();
        var command = new Command("report", "Renders a run's page again and prints its path") { run, json, summary };
        command.SetAction(
            async (parsed, cancel) =>
            {
                await using var session = await Session.OpenAsync(parsed, cancel);
                var row = await session.RunAsync(parsed.GetRequiredValue(run), cancel);
                var path = await session.Get<RunReports>().RenewAsync(row, cancel);
                Console.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(new { run = row.Id, report = path }) : path);
                if (parsed.GetValue(summary) is { } file)
                    SummaryOption.Write(file, await session.Get<RunSummaryBuilder>().BuildAsync(row.Id, path, cancel));
                return ExitCode.Done;
            }
        );
        return command;
    }
}
