using System.Text.Encodings.Web;
using System.Text.Json;

namespace Showdown.Exporting;

/// <summary>One JSON object a line, texts exactly as they came.</summary>
internal static class JsonlExport
{
    private const int FlushAt = 1 << 16;

    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync<TRow>(
        IAsyncEnumerable<TRow> rows,
        IReadOnlyList<ExportColumn<TRow>> columns,
        Stream output,
        CancellationToken cancel
    )
    {
        using var buffer = new MemoryStream();
        await using var json = new Utf8JsonWriter(buffer, _options);
        await foreach (var row in rows.WithCancellation(cancel))
        {
            Write(json, row, columns);
            buffer.WriteByte((byte)'\n');
            json.Reset();
            if (buffer.Length > FlushAt)
                await MoveAsync(buffer, output, cancel);
        }
        await MoveAsync(buffer, output, cancel);
        await output.FlushAsync(cancel);
    }

    private static void Write<TRow>(Utf8JsonWriter json, TRow row, IReadOnlyList<ExportColumn<TRow>> columns)
    {
        json.WriteStartObject();
        foreach (var column in columns)
        {
            json.WritePropertyName(column.Name);
            switch (column.Value(row))
            {
                case null:
                    json.WriteNullValue();
                    break;
                case string text:
                    json.WriteStringValue(text);
                    break;
                case bool yes:
                    json.WriteBooleanValue(yes);
                    break;
                case int whole:
                    json.WriteNumberValue(whole);
                    break;
                case double number:
                    json.WriteNumberValue(number);
                    break;
                case decimal money:
                    json.WriteNumberValue(money);
                    break;
                case DateTimeOffset time:
                    json.WriteStringValue(time.UtcDateTime);
                    break;
                case var other:
                    throw new InvalidOperationException($"Column {column.Name} has a value of type {other.GetType()}.");
            }
        }
        json.WriteEndObject();
        json.Flush();
    }

    private static async Task MoveAsync(MemoryStream buffer, Stream output, CancellationToken cancel)
    {
        await output.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancel);
        buffer.SetLength(0);
    }
}
