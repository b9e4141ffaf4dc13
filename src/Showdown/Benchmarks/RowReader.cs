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
            var second = file.Joined is null ? null : await JoinedRows.ReadAsync(file.Joined, cancel);
            await foreach (var row in ReadAsync(file, data.Source, cancel))
            {
                row.Number = ++number;
                row.Joined = second?.Of(row);
                if (filter.Fits(row))
                    yield return row;
            }
        }
    }

    /// <summary>The records of one file, in the order of the file, not numbered yet.</summary>
    public static IAsyncEnumerable<Row> ReadAsync(DataFile file, DatasetSource source, CancellationToken cancel) =>
        source.Format switch
        {
            "jsonl" => JsonLinesAsync(file, gzip: false, cancel),
            "jsonl.gz" => JsonLinesAsync(file, gzip: true, cancel),
            "json" => source.ListKey is { } key ? JsonListAsync(file, key, cancel) : JsonArrayAsync(file, cancel),
            "csv" => CsvRows.ReadAsync(file, SourceColumns.AreNumbers(source), source.Separator, cancel),
            "tsv" => TextRows.TabSeparatedAsync(file, SourceColumns.AreNumbers(source), cancel),
            "text" => TextRows.WholeAsync(file, cancel),
            "parquet" => ParquetRows.ReadAsync(file, cancel),
            _ => throw new SettingsException($"{file.Name}: there is no format '{source.Format}'."),
        };

    /// <summary>All bytes of a file that is read as one record.</summary>
    /// <exception cref="SettingsException">It is longer than any record may be.</exception>
    public static async Task<ReadOnlyMemory<byte>> WholeAsync(DataFile file, CancellationToken cancel)
    {
        await using var stream = Open(file);
        if (stream.Length > ByteLines.Longest)
            throw new SettingsException($"{file.Name} is longer than {ByteLines.Longest >> 20} MB, and no record is. Is this the right file?");
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes, cancel);
        return bytes;
    }

    // The list that an object holds under a key: such files are small, and are read whole.
    private static async IAsyncEnumerable<Row> JsonListAsync(DataFile file, string key, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var document = Parse(file, 1, await WholeAsync(file, cancel));
        var top = document.RootElement;
        if (top.ValueKind != JsonValueKind.Object || !top.TryGetProperty(key, out var list) || list.ValueKind != JsonValueKind.Array)
            throw new SettingsException($"{file.Name} is no object with a list under '{key}', as 'list' says.");
        var item = 0;
        foreach (var record in list.EnumerateArray())
            yield return JsonRow.Of(file.Name, $"item {++item}", record);
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

            throw new SettingsException($"{file.Name}({line}) is not valid JSON, at character {e.BytePositionInLine + 1}: {InWords(e)}", e);
        }
    }

    // Without the parser's own places, which count from 0 and within one line: "… | LineNumber: 0 | BytePositionInLine: 38."
    private static string InWords(JsonException e) =>
        e.Message.Contains("depth to be zero", StringComparison.Ordinal)
            ? "it ends before its last { or [ is closed."
            : e.Message.Split([" LineNumber:", " Path:"], StringSplitOptions.None)[0];

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
                throw new SettingsException($"{file.Name}({e.LineNumber + 1}) is not valid JSON, or no list: {InWords(e)}", e);
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
