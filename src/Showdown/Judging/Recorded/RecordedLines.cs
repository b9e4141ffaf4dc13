using System.Text.Json;
using System.Text.RegularExpressions;
using Showdown.Domain;

namespace Showdown.Judging.Recorded;

/// <summary>A file's rows: lines of JSON, one list, or one object whose lists are columns.</summary>
internal static partial class RecordedLines
{
    /// <exception cref="SettingsException">There is no such file, or it is no JSON.</exception>
    public static async Task<IReadOnlyList<RecordedRow>> ReadAsync(string path, CancellationToken cancel)
    {
        if (!File.Exists(path))
            throw new SettingsException($"There is no file '{path}'.");
        var (name, text) = (Path.GetFileName(path), NotANumber().Replace(await File.ReadAllTextAsync(path, cancel), ": null"));
        if (text.AsSpan().TrimStart().StartsWith("["))
            return [.. Parsed(text, name).EnumerateArray().Select((row, i) => new RecordedRow(path, $"{name}[{i}]", row))];
        // An object over several lines.
        if (text.AsSpan().TrimStart().StartsWith("{") && !IsObject(text.AsSpan().TrimStart().ToString().Split('\n', 2)[0]))
            return [.. Columns(Parsed(text, name)).Select((row, i) => new RecordedRow(path, $"{name}[{i}]", row))];
        return
        [
            .. text.Split('\n')
                .Select((line, i) => (Line: line, Place: $"{name}({i + 1})"))
                .Where(l => !string.IsNullOrWhiteSpace(l.Line))
                .SelectMany(l => Columns(Parsed(l.Line, l.Place)).Select(row => new RecordedRow(path, l.Place, row))),
        ];
    }

    /// <summary>RewardBench writes one object of columns; whatever else is a row.</summary>
    private static IEnumerable<JsonElement> Columns(JsonElement row)
    {
        if (
            row.ValueKind != JsonValueKind.Object
            || !row.TryGetProperty("subset", out var subsets)
            || subsets.ValueKind != JsonValueKind.Array
            || !row.TryGetProperty("results", out var results)
            || results.ValueKind != JsonValueKind.Array
            || results.GetArrayLength() != subsets.GetArrayLength()
        )
            return [row];
        var judge = RecordedRow.Optional(row, "model");
        return subsets
            .EnumerateArray()
            .Zip(
                results.EnumerateArray(),
                (subset, result) =>
                    JsonSerializer.SerializeToElement(
                        new
                        {
                            model = judge,
                            subset,
                            results = result,
                        }
                    )
            );
    }

    private static bool IsObject(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonElement Parsed(string text, string place)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new SettingsException($"{place}: is no JSON: {e.Message}", e);
        }
    }

    // Python writes what is no number so, which is no JSON. Where a text holds the same, it is one that no figure is made of.
    [GeneratedRegex(@":\s*NaN(?=\s*[,}])")]
    private static partial Regex NotANumber();
}
