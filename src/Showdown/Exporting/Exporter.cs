using Showdown.Analysis.Facts;
using Showdown.Analysis.Gating;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Exporting;

/// <summary>Writes a run for other programs. Says of every attempt whether it is simulated; leaves the texts of redacted benchmarks out.</summary>
/// <param name="datasets">Lets Inspect's log hold prompts as they were sent; null: it holds only the questions.</param>
public sealed class Exporter(RunReader reader, DatasetCache? datasets = null)
{
    private const string JUnit = "junit";
    private const string Inspect = "inspect";

    private static readonly Dictionary<string, Func<IAsyncEnumerable<ExportRow>, Stream, CancellationToken, Task>> _tables = new(
        StringComparer.Ordinal
    )
    {
        ["jsonl"] = (rows, output, cancel) => JsonlExport.WriteAsync(rows, ExportColumns.All, output, cancel),
        ["csv"] = (rows, output, cancel) => CsvExport.WriteAsync(rows, ExportColumns.All, output, cancel),
        ["parquet"] = ParquetExport.WriteAsync,
    };

    /// <summary>Names of the formats.</summary>
    public static IReadOnlyList<string> Formats { get; } = [.. _tables.Keys, JUnit, Inspect];

    /// <summary>True when a format fills a folder and not one file.</summary>
    public static bool IsFolder(string format) => format == Inspect;

    /// <summary>True when a format is no text: it does not belong on a terminal, and its writer may have to go back.</summary>
    public static bool IsBinary(string format) => format == "parquet";

    /// <summary>Streams a run: of tables all attempts, benchmark by benchmark, sample by sample. The same results give the same bytes.</summary>
    /// <param name="format">One of <see cref="Formats"/> that is no folder.</param>
    /// <param name="output">Is written to and left open.</param>
    /// <exception cref="SettingsException">There is no such format.</exception>
    /// <exception cref="KeyNotFoundException">There is no such run.</exception>
    public async Task ExportAsync(string runId, string format, Stream output, CancellationToken cancel)
    {
        if (!Formats.Contains(format) || IsFolder(format))
            throw new SettingsException(
                $"There is no export format '{format}' for one file. Known: {string.Join(", ", Formats.Where(f => !IsFolder(f)))}."
            );
        if (format == JUnit)
        {
            var results = RunResults.Of(await RunFacts.ReadAsync(reader, runId, cancel));
            await JUnitExport.WriteAsync(results, await new GateCheck(reader).CheckAsync(results, cancel), output, cancel);
            return;
        }
        var run = await reader.RunAsync(runId, cancel) ?? throw new KeyNotFoundException($"There is no run '{runId}'.");
        var evaluations = await reader.EvaluationsAsync(runId, cancel);
        await ExportAsync(run, evaluations, (benchmark, token) => reader.AttemptsAsync(runId, benchmark, token), format, output, cancel);
    }

    /// <summary>Streams what judges said of a run's pairs: a line for each pair and judge.</summary>
    /// <param name="format">jsonl or csv.</param>
    /// <exception cref="SettingsException">The format is another one, or the run compares no answers.</exception>
    /// <exception cref="KeyNotFoundException">There is no such run.</exception>
    public async Task ExportPairsAsync(string runId, string format, Stream output, CancellationToken cancel)
    {
        var run = await reader.RunAsync(runId, cancel) ?? throw new KeyNotFoundException($"There is no run '{runId}'.");
        if (!run.Settings.Benchmarks.Any(b => b.IsPairwise))
            throw new SettingsException($"Run {runId} compares no answers: none of its benchmarks says 'compare: pairwise'.");
        var rows = PairExport.ReadAsync(reader, run, cancel);
        await (
            format switch
            {
                "jsonl" => JsonlExport.WriteAsync(rows, PairExport.Columns, output, cancel),
                "csv" => CsvExport.WriteAsync(rows, PairExport.Columns, output, cancel),
                _ => throw new SettingsException($"Pairs are exported as jsonl or csv, not as '{format}'."),
            }
        );
    }

    /// <summary>Writes a run as files in a folder: Inspect AI's logs, one for each evaluation.</summary>
    /// <returns>The files written.</returns>
    /// <exception cref="KeyNotFoundException">There is no such run.</exception>
    public async Task<IReadOnlyList<string>> ExportFolderAsync(string runId, string folder, CancellationToken cancel)
    {
        var facts = await RunFacts.ReadAsync(reader, runId, cancel);
        return await InspectExport.WriteAsync(
            RunResults.Of(facts),
            (benchmark, token) => reader.AttemptsAsync(runId, benchmark, token),
            await PromptSources.OpenAsync(facts.Run, datasets, cancel),
            folder,
            cancel
        );
    }

    internal static Task ExportAsync(
        RunRow run,
        IReadOnlyList<EvaluationRow> evaluations,
        Func<string, CancellationToken, IAsyncEnumerable<AttemptView>> attempts,
        string format,
        Stream output,
        CancellationToken cancel
    ) => _tables[format](ExportRows.ReadAsync(run, evaluations, attempts, cancel), output, cancel);
}
