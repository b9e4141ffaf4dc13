using System.CommandLine;
using Showdown.Analysis.Summary;

namespace Showdown.App.Cli;

/// <summary>showdown show RUN: a run's figures.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "A run's id or its beginning; 'last' is the newest" };
        var json = new Option<bool>("--json") { Description = "Print one JSON document" };
        var command = new Command("show", "Shows a run's scores and verdicts") { run, json };
        command.SetAction(
            async (parsed, cancel) =>
            {
                await using var session = await Session.OpenAsync(parsed, cancel);
                var row = await session.RunAsync(parsed.GetRequiredValue(run), cancel);
                var summary = await session.Get<RunSummaryBuilder>().BuildAsync(row.Id, row.Report, cancel);
                if (parsed.GetValue(json))
                    Console.Out.Write(RunSummaryJson.Serialize(summary));
                else
                    Headline.Print(summary, row);
                return ExitCode.Done;
            }
        );
        return command;
    }
}
