using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Benchmarks;

/// <summary>Reads the records of a dataset file in any of the formats, one at a time.</summary>
internal static class RowReader
{
    /// <summary>
    /// Records of all files that fit the source's 'where', numbered over all files. A record is valid until the next one is asked for.
    /// </summary>
    /// <exception cref="SettingsException">A file is not what its format says; the message names file and line.</exception>
    public static async IAsyncEnumerable<Row> ReadAsync(PinnedSource data, [EnumeratorCancellation] CancellationToken cancel)
    {
        var number = 0;
        var filter = new RowFilter(data.Source.Where);
        foreach (var file in data.Files)
        {
            var rows = data.Source.Format switch
            {
                "jsonl" => JsonLinesAsync(file, gzip: false, cancel),
                "jsonl.gz" => JsonLinesAsync(file, gzip: true, cancel),
                "json" => JsonArrayAsync(file, cancel),
                "csv" => CsvRows.ReadAsync(file, SourceColumns.AreNumbers(data.Source), cancel),
                "parquet" => ParquetRows.ReadAsync(file, cancel),
                _ => throw new SettingsException($"{file.Name}: there is no format '{data.Source.Format}'."),
            };
            await foreach (var row in rows)
            {
                row.Number = ++number;
                if (filter.Fits(row))
                    yield return row;
            }
        }
    }

    private static async IAsyncEnumerable<Row> JsonLinesAsync(DataFile file, bool gzip, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var stream = Open(file);
        await using var unpacked = gzip ? new GZipStream(stream, CompressionMode.Decompress) : (Stream)stream;
        var lines = new ByteLines(unpacked);
        while (await NextLineAsync(file, lines, cancel) is { } line)
        {
            if (line.Span.IndexOfAnyExcept(" \t\r"u8) < 0)
                continue;
            if (SoundText.Mistake(line.Span) is { } mistake)
                throw new SettingsException($"{file.Name}({lines.Number}): {mistake}");
            using var document = Parse(file, lines.Number, line);
            yield return JsonRow.Of(file.Name, lines.Number.ToString(), document.RootElement, line, lines.Offset);
        }
    }

    internal static async Task<ReadOnlyMemory<byte>?> NextLineAsync(DataFile file, ByteLines lines, CancellationToken cancel)
    {
        try
        {
            return await lines.NextAsync(cancel);
        }
        catch (InvalidDataException e)
        {
            throw new SettingsException($"{file.Name} is no gzip file: {e.Message}", e);
        }
        catch (RecordTooLongException e)
        {
            throw new SettingsException($"{file.Name}{e.Message}", e);
        }
    }

    private static JsonDocument Parse(DataFile file, int line, ReadOnlyMemory<byte> text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException e)
        {
            if (PythonNumbers.AsText(text.Span) is { } mended)
            {
                try
                {
                    return JsonDocument.Parse(mended);
                }
                catch (JsonException)
                {
                    // The first message tells more: it is about the line as it stands.
                }
            }

            throw new SettingsException($"{file.Name}({line}) is not valid JSON: {e.Message}", e);
        }
    }

    private static async IAsyncEnumerable<Row> JsonArrayAsync(DataFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var stream = Open(file);
        using var record = new BoundedRecord(stream, ByteLines.Longest);
        await using var items = JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(record, cancellationToken: cancel).GetAsyncEnumerator(cancel);
        for (var item = 1; ; item++)
        {
            record.Begin();
            try
            {
                if (!await items.MoveNextAsync())
                    yield break;
            }
            catch (RecordTooLongException e)
            {
                throw new SettingsException($"{file.Name}(item {item}): {e.Message}", e);
            }
            catch (JsonException e)
            {
                throw new SettingsException($"{file.Name}({e.LineNumber + 1}) is not valid JSON, or no list: {e.Message}", e);
            }

            yield return JsonRow.Of(file.Name, $"item {item}", items.Current);
        }
    }

    internal static FileStream Open(DataFile file) =>
        new(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan | FileOptions.Asynchronous);
}

/// <summary>Whether a file's columns go by number: then it has no header row.</summary>
internal static class SourceColumns
{
    public static bool AreNumbers(DatasetSource source) =>
        source.Map.Values.SelectMany(rules => rules.Split('\n')).Any(rule => int.TryParse(rule.Split(" | ")[0], out _));
}
