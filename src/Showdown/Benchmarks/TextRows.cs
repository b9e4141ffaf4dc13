using System.Runtime.CompilerServices;
using System.Text;
using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Benchmarks;

/// <summary>Reads plain text: tab-separated lines, in which a quote is a character like any other, and files that are one record as a
/// whole.</summary>
internal static class TextRows
{
    public static async IAsyncEnumerable<Row> TabSeparatedAsync(DataFile file, bool noHeader, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var stream = RowReader.Open(file);
        var lines = new ByteLines(stream);
        Dictionary<string, int>? columns = null;
        while (await RowReader.NextLineAsync(file, lines, cancel) is { } line)
        {
            if (SoundText.Mistake(line.Span) is { } mistake)
                throw new SettingsException($"{file.Name}({lines.Number}): {mistake}");
            if (line.Span.IndexOfAnyExcept(" \t\r"u8) < 0)
                continue;
            var cells = Encoding.UTF8.GetString(line.Span).TrimEnd('\r').Split('\t');
            if (columns is null)
            {
                columns = TableRow.Columns(cells, noHeader);
                if (!noHeader)
                    continue;
            }

            if (cells.Length != columns.Count)
                throw new SettingsException($"{file.Name}({lines.Number}): {cells.Length} columns, and the first row has {columns.Count}.");
            yield return new TableRow(columns, cells) { File = file.Name, Place = lines.Number.ToString() };
        }
    }

    /// <summary>One record a file, with the one field 'text'.</summary>
    public static async IAsyncEnumerable<Row> WholeAsync(DataFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        var bytes = await RowReader.WholeAsync(file, cancel);
        if (SoundText.Mistake(bytes.Span) is { } mistake)
            throw new SettingsException($"{file.Name}: {mistake}");
        var text = Encoding.UTF8.GetString(bytes.Span).TrimStart('\uFEFF').ReplaceLineEndings("\n");
        yield return new TableRow(new Dictionary<string, int>(StringComparer.Ordinal) { ["text"] = 0 }, [text]) { File = file.Name, Place = "1" };
    }
}
