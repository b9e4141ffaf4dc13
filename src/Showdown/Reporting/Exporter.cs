using Showdown.Domain;
using Showdown.Reporting.Export;
using Showdown.Results;

namespace Showdown.Reporting;

/// <summary>Writes a run for other programs. Says of every attempt whether it is simulated; leaves the texts of redacted benchmarks out.</summary>
public sealed class Exporter(RunReader reader)
{
    private static readonly Dictionary<string, Func<IAsyncEnumerable<ExportRow>, Stream, CancellationToken, Task>> _tables = new(StringComparer.Ordinal)
    {
        ["jsonl"] = JsonlExport.WriteAsync,
        ["csv"] = CsvExport.WriteAsync,
    };

    /// <summary>Names of the formats.</summary>
    public static IReadOnlyList<string> Formats { get; } = [.. _tables.Keys];

    /// <summary>Streams all attempts of a run, benchmark by benchmark, sample by sample. The same results give the same bytes.</summary>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="output">Is written to and left open.</param>
    /// <exception cref="SettingsException">There is no such format.</exception>
    /// <exception cref="KeyNotFoundException">There is no such run.</exception>
    public async Task ExportAsync(string runId, string format, Stream output, CancellationToken cancel)
    {
        if (!_tables.ContainsKey(format))
            throw new SettingsException($"There is no export format '{format}'. Known: {string.Join(", ", Formats)}.");
        var run = await reader.RunAsync(runId, cancel) ?? throw new KeyNotFoundException($"There is no run '{runId}'.");
        var evaluations = await reader.EvaluationsAsync(runId, cancel);
        await ExportAsync(run, evaluations, (benchmark, token) => reader.AttemptsAsync(runId, benchmark, token), format, output, cancel);
    }

    internal static Task ExportAsync(
        RunRow run, IReadOnlyList<EvaluationRow> evaluations, Func<string, CancellationToken, IAsyncEnumerable<AttemptView>> attempts, string format, Stream output, CancellationToken cancel) =>
        _tables[format](ExportRows.ReadAsync(run, evaluations, attempts, cancel), output, cancel);
}
