using System.CommandLine;
using Showdown.Domain;
using Showdown.Operations;
using Showdown.Results;

namespace Showdown.App.Cli;

/// <summary>showdown labels: people's labels of a run's pairs, as a file.</summary>
internal static class LabelsCommand
{
    private static readonly Argument<string> _run = new("RUN") { Description = "A run's id or its beginning; 'last' is the newest" };

    private static readonly Option<string?> _benchmark = new("--benchmark")
    {
        Description = "The benchmark whose pairs are meant (default: the run's first that compares answers)",
        HelpName = "ID",
    };

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A labels.jsonl" };
        var output = new Option<string?>("--output") { Description = "The file to write (default: standard output)", HelpName = "FILE" };
        var export = new Command("export", "Writes the labels of a run's pairs, one JSON object a line") { _run, _benchmark, output };
        export.SetAction(
            async (parsed, cancel) =>
            {
                await using var session = await Session.OpenAsync(parsed, cancel);
                var row = await session.RunAsync(parsed.GetRequiredValue(_run), cancel);
                var lines = session.Get<LabelPairs>().ExportAsync(row, BenchmarkOf(row, parsed), cancel);
                await using var writer = parsed.GetValue(output) is { } path
                    ? new StreamWriter(path)
                    : new StreamWriter(Console.OpenStandardOutput());
                await foreach (var line in lines)
                    await writer.WriteLineAsync(line.AsMemory(), cancel);
                return ExitCode.Done;
            }
        );
        var import = new Command("import", "Takes labels of a run's pairs from a file") { _run, file, _benchmark };
        import.SetAction(
            async (parsed, cancel) =>
            {
                await using var session = await Session.OpenAsync(parsed, cancel);
                var row = await session.RunAsync(parsed.GetRequiredValue(_run), cancel);
                var taken = await session.Get<LabelPairs>().ImportAsync(row, BenchmarkOf(row, parsed), parsed.GetRequiredValue(file), cancel);
                Console.WriteLine($"{row.Id}: {taken} {(taken == 1 ? "label" : "labels")} taken. 'showdown report {row.Id}' renders the page anew.");
                return ExitCode.Done;
            }
        );
        return new Command("labels", "Exports and imports what people say of a run's pairs of answers") { export, import };
    }

    private static string BenchmarkOf(RunRow run, ParseResult parsed) =>
        parsed.GetValue(_benchmark)
        ?? (LabelPairs.Benchmarks(run) is [var first, ..] ? first : null)
        ?? throw new SettingsException($"Run {run.Id} compares no answers: none of its benchmarks says 'compare: pairwise'.");
}
