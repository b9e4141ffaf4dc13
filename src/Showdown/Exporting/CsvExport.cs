using System.Globalization;
using System.Text;

namespace Showdown.Exporting;

/// <summary>Comma-separated values (RFC 4180) with a header line.</summary>
/// <remarks>
/// A text that a spreadsheet would take for a formula gets an apostrophe in front, as OWASP advises: models write these texts.
/// Whoever needs them exactly as they came reads JSONL or Parquet.
/// </remarks>
internal static class CsvExport
{
    public static async Task WriteAsync(IAsyncEnumerable<ExportRow> rows, Stream output, CancellationToken cancel)
    {
        await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(string.Join(',', ExportColumns.All.Select(c => c.Name)));
        var line = new StringBuilder();
        await foreach (var row in rows.WithCancellation(cancel))
        {
            line.Clear();
            foreach (var column in ExportColumns.All)
                line.Append(line.Length > 0 || column != ExportColumns.All[0] ? "," : "").Append(Field(column.Value(row)));
            await writer.WriteLineAsync(line, cancel);
        }
    }

    internal static string Field(object? value) => value switch
    {
        null => "",
        string text => Quoted(IsFormula(text) ? "'" + text : text),
        bool yes => yes ? "true" : "false",
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"A column has a value of type {value.GetType()}."),
    };

    private static bool IsFormula(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
