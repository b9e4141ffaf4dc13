using System.CommandLine;
using Showdown.Reporting;

namespace Showdown.App.Cli;

/// <summary>showdown export RUN: every attempt, for other programs.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "A run's id or its beginning; 'last' is the newest" };
        var format = new Option<string>("--format") { Description = "The format", DefaultValueFactory = _ => "jsonl" };
        format.AcceptOnlyFromAmong([.. Exporter.Formats]);
        var output = new Option<string?>("--out") { Description = "The file to write (default: standard output)", HelpName = "FILE" };
        var command = new Command("export", "Writes every attempt of a run for other programs") { run, format, output };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var session = await Session.OpenAsync(parsed, cancel);
            var row = await session.RunAsync(parsed.GetRequiredValue(run), cancel);
            await using var stream = parsed.GetValue(output) is { } file ? File.Create(file) : Console.OpenStandardOutput();
            await session.Get<Exporter>().ExportAsync(row.Id, parsed.GetRequiredValue(format), stream, cancel);
            return ExitCode.Done;
        });
        return command;
    }
}
