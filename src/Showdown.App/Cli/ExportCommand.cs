using System.CommandLine;
using Showdown.Domain;
using Showdown.Exporting;

namespace Showdown.App.Cli;

/// <summary>showdown export RUN: every attempt, for other programs.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "A run's id or its beginning; 'last' is the newest" };
        var format = new Option<string>("--format") { Description = "The format", DefaultValueFactory = _ => "jsonl" };
        format.AcceptOnlyFromAmong([.. Exporter.Formats]);
        var output = new Option<string?>("--out")
        {
            Description = "The file to write (default: standard output); for 'inspect' a folder, for one log each of model and benchmark",
            HelpName = "PATH",
        };
        var pairs = new Option<bool>("--pairs") { Description = "What judges said of each pair of answers, in place of the attempts (jsonl or csv)" };
        var command = new Command("export", "Writes every attempt of a run for other programs") { run, format, output, pairs };
        command.SetAction(
            async (parsed, cancel) =>
            {
                await using var session = await Session.OpenAsync(parsed, cancel);
                var row = await session.RunAsync(parsed.GetRequiredValue(run), cancel);
                var (chosen, place) = (parsed.GetRequiredValue(format), parsed.GetValue(output));
                if (parsed.GetValue(pairs))
                {
                    await using var lines = place is not null ? File.Create(place) : Printable.StandardOutput();
                    await session.Get<Exporter>().ExportPairsAsync(row.Id, chosen, lines, cancel);
                    return ExitCode.Done;
                }

                if (place is null && (Exporter.IsFolder(chosen) || Exporter.IsBinary(chosen)))
                    throw new SettingsException(
                        $"'--format {chosen}' needs '--out {(Exporter.IsFolder(chosen) ? "FOLDER" : "FILE")}': it cannot be written to standard output."
                    );
                if (Exporter.IsFolder(chosen))
                {
                    foreach (var log in await session.Get<Exporter>().ExportFolderAsync(row.Id, place!, cancel))
                        Console.WriteLine(log);
                    return ExitCode.Done;
                }

                await using var stream = place is not null ? File.Create(place) : Printable.StandardOutput();
                await session.Get<Exporter>().ExportAsync(row.Id, chosen, stream, cancel);
                return ExitCode.Done;
            }
        );
        return command;
    }
}
