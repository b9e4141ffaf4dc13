using System.CommandLine;
using Showdown.Analysis.Summary;
using Showdown.Results;

namespace Showdown.App.Cli;

/// <summary>showdown show RUN: a run's figures.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "A run's id or its beginning; 'last' is the newest" };
        var json = new Option<bool>("--json") { Description = "Print one JSON document" };
        var summary = SummaryOption.Create();
        var command = new Command("show", "Shows a run's scores and verdicts") { run, json, summary };
        command.SetAction(
            async (parsed, cancel) =>
            {
                await using var session = await Session.OpenAsync(parsed, cancel);
                var row = await session.RunAsync(parsed.GetRequiredValue(run), cancel);
                await PrintAsync(session, row, new RunOutput(parsed.GetValue(json), parsed.GetValue(summary)), cancel);
                return ExitCode.Done;
            }
        );
        return command;
    }

    public static async Task PrintAsync(Session session, RunRow run, RunOutput output, CancellationToken cancel)
    {
        var summary = await session.Get<RunSummaryBuilder>().BuildAsync(run.Id, run.Report, cancel);
        if (output.Json)
            Console.Out.Write(RunSummaryJson.Serialize(summary));
        else
            Headline.Print(summary, run);
        SummaryOption.Write(output.Summary, summary);
    }
}
