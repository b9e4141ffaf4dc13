using System.Globalization;
using CsvHelper;

namespace Showdown.Exporting;

/// <summary>Comma-separated values (RFC 4180) with a header line.</summary>
/// <remarks>
/// A text that a spreadsheet would take for a formula gets an apostrophe in front, as OWASP advises: models write these texts.
/// Whoever needs them exactly as they came reads JSONL or Parquet.
/// </remarks>
internal static class CsvExport
{
    private static readonly CsvWriterOptions _options = new()
    {
        Injection = CsvInjection.Escape,
        TrueValue = "true",
        FalseValue = "false",
    };

    public static async Task WriteAsync<TRow>(
        IAsyncEnumerable<TRow> rows,
        IReadOnlyList<ExportColumn<TRow>> columns,
        Stream output,
        CancellationToken cancel
    )
    {
        await using var csv = CsvWriter.Create(output, _options, leaveOpen: true);
        await csv.WriteRecordAsync([.. columns.Select(c => c.Name)], cancel);
        await foreach (var row in rows.WithCancellation(cancel))
        {
            foreach (var column in columns)
                Write(csv, column.Value(row));
            await csv.EndRecordAsync(cancel);
        }
    }

    /// <summary>One line without its ending, for tests.</summary>
    internal static string Line(params IReadOnlyList<object?> values)
    {
        using var line = new StringWriter();
        using (var csv = CsvWriter.Create(line, _options, leaveOpen: true))
        {
            foreach (var value in values)
                Write(csv, value);
            csv.EndRecord();
        }
        return line.ToString().TrimEnd('\r', '\n');
    }

    private static void Write(CsvWriter csv, object? value)
    {
        switch (value)
        {
            case null:
                csv.WriteField((string?)null);
                break;
            // An answer below zero is a number and no formula.
            case string text
                when text.StartsWith('-')
                    && decimal.TryParse(text, CultureInfo.InvariantCulture, out var number)
                    && number.ToString(CultureInfo.InvariantCulture) == text:
                csv.WriteField(number);
                break;
            case string text:
                csv.WriteField(text);
                break;
            case bool yes:
                csv.WriteField(yes);
                break;
            case int whole:
                csv.WriteField(whole);
                break;
            case double number:
                csv.WriteField(number);
                break;
            case decimal money:
                csv.WriteField(money);
                break;
            case DateTimeOffset time:
                csv.WriteField(time.UtcDateTime, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
                break;
            default:
                throw new InvalidOperationException($"A column has a value of type {value.GetType()}.");
        }
    }
}
