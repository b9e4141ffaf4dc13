using System.Text.Json;
using Showdown.Domain;

namespace Showdown.Judging.Recorded;

/// <summary>Reads a file of verdicts that somebody else's judge gave, and tells what it is by its fields.</summary>
public static class RecordedFile
{
    private const string Known =
        "Known are Arena-Hard's judgements (a line with 'games'), MT-Bench's (with 'score' and 'turn', or 'g1_winner' and 'g2_winner'), LLMBar's result.json (a list with 'results') and JudgeBench's outputs (with 'judgments').";

    /// <exception cref="SettingsException">The file is not there, is no JSON, or of no known format: place and fix are named.</exception>
    public static async Task<RecordedVerdicts> ReadAsync(string path, CancellationToken cancel)
    {
        if (!File.Exists(path))
            throw new SettingsException($"There is no file '{path}'. {Known}");
        var rows = await RowsAsync(path, cancel);
        if (rows.Count == 0)
            throw new SettingsException($"'{path}' holds no verdict. {Known}");
        var read = Reader(rows[0].Row) ?? throw new SettingsException($"{rows[0].Place}: is no recorded verdict. {Known}");
        foreach (var (place, row) in rows)
        {
            if (Reader(row) != read)
                throw new SettingsException($"{place}: is not of the same format as the first. {Known}");
        }

        try
        {
            return read(rows);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException)
        {
            throw new SettingsException($"'{path}' lacks what its format has: {e.Message} {Known}", e);
        }
    }

    private static Func<IReadOnlyList<RecordedRow>, RecordedVerdicts>? Reader(JsonElement row) =>
        row.ValueKind != JsonValueKind.Object ? null
        : row.TryGetProperty("games", out _) ? ArenaHardFigures.Of
        : row.TryGetProperty("g1_winner", out _) ? MtBenchFigures.OfPairs
        : row.TryGetProperty("turn", out _) && row.TryGetProperty("score", out _) ? MtBenchFigures.OfRatings
        : row.TryGetProperty("results", out _) ? LlmBarFigures.Of
        : row.TryGetProperty("judgments", out _) ? JudgeBenchFigures.Of
        : null;

    private static async Task<IReadOnlyList<RecordedRow>> RowsAsync(string path, CancellationToken cancel)
    {
        var name = Path.GetFileName(path);
        var text = await File.ReadAllTextAsync(path, cancel);
        if (text.AsSpan().TrimStart().StartsWith("["))
            return [.. Parsed(text, name).EnumerateArray().Select((row, i) => new RecordedRow($"{name}[{i}]", row))];
        return
        [
            .. text.Split('\n')
                .Select((line, i) => (Line: line, Place: $"{name}({i + 1})"))
                .Where(l => !string.IsNullOrWhiteSpace(l.Line))
                .Select(l => new RecordedRow(l.Place, Parsed(l.Line, l.Place))),
        ];
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
            throw new SettingsException($"{place}: is no JSON: {e.Message} {Known}", e);
        }
    }
}

/// <summary>One recorded verdict, or pair of them.</summary>
/// <param name="Place">File and line, for what is wrong.</param>
internal sealed record RecordedRow(string Place, JsonElement Row)
{
    /// <exception cref="SettingsException">It is missing, or is no text.</exception>
    public string Text(string name) => Optional(Row, name) ?? throw new SettingsException($"{Place}: '{name}' is missing, or is no text.");

    public static string? Optional(JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object
        && row.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? value.ToString()
            : null;

    /// <summary>The list of such a name.</summary>
    /// <exception cref="SettingsException">There is none, or it is empty.</exception>
    public IReadOnlyList<JsonElement> List(string name) =>
        Row.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0
            ? [.. list.EnumerateArray()]
            : throw new SettingsException($"{Place}: '{name}' is no list, or is empty.");
}
