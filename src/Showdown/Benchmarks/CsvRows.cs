using System.Runtime.CompilerServices;
using CsvHelper;
using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Benchmarks;

/// <summary>Reads CSV: cells may hold quoted commas, doubled quotes and line breaks, line ends of either kind.</summary>
internal static class CsvRows
{
    public static async IAsyncEnumerable<Row> ReadAsync(
        DataFile file,
        bool noHeader,
        char separator,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await CheckEncodingAsync(file, cancel);
        var problem = "";
        await using var csv = CsvReader.Create(
            RowReader.Open(file),
            new CsvReaderOptions
            {
                Separator = separator,
                HasHeader = false,
                TrimWhitespace = false,
                TrackLineNumbers = true,
                // A lone quote inside an unquoted cell is text, as Python's csv module has it: the benchmarks' CSV files come from there.
                OnMalformedRecord = r =>
                    problem =
                        r.Reason == CsvMalformedReason.UnterminatedQuote
                            ? $"{file.Name}({r.LineNumber}): a quote is opened and never closed."
                            : problem,
            }
        );
        Dictionary<string, int>? columns = null;
        while (await csv.ReadAsync(cancel))
        {
            if (problem.Length > 0)
                throw new SettingsException(problem);
            var cells = new string[csv.FieldCount];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = csv.GetString(i);
            if (columns is null)
            {
                columns = TableRow.Columns(cells, noHeader);
                if (!noHeader)
                    continue;
            }

            if (cells.Length != columns.Count)
                throw new SettingsException(
                    $"{file.Name}({csv.LineNumber}): {cells.Length} columns, and the first row has {columns.Count}. Is a quote missing or too many?"
                );
            yield return new TableRow(columns, cells) { File = file.Name, Place = csv.LineNumber.ToString() };
        }
    }

    // The package puts a mark in place of what is no UTF-8, and nobody would notice.
    private static async Task CheckEncodingAsync(DataFile file, CancellationToken cancel)
    {
        await using var stream = RowReader.Open(file);
        var lines = new ByteLines(stream);
        while (await RowReader.NextLineAsync(file, lines, cancel) is { } line)
        {
            if (SoundText.Mistake(line.Span) is { } mistake)
                throw new SettingsException($"{file.Name}({lines.Number}): {mistake}");
        }
    }
}
