using System.Text.Json;
using Showdown.Domain;

namespace Showdown.Judging.Passports;

/// <summary>A user's own labelled pairs: a file with one JSON object a line.</summary>
/// <remarks>
/// Fields: prompt, first, second and better ("first", "second", "tie", or 1 and 2); set, id and reference where there are. Others are passed over.
/// </remarks>
public static class LabelFile
{
    private const string Form = """A line looks like {"prompt": "...", "first": "...", "second": "...", "better": "first"}.""";

    /// <exception cref="SettingsException">The file cannot be read, or a line holds no labelled pair: file and line are named.</exception>
    public static async Task<LabelledPairs> ReadAsync(string path, CancellationToken cancel)
    {
        if (!File.Exists(path))
            throw new SettingsException($"There is no file '{path}'. --labels takes a JSONL file. {Form}");
        var pairs = new List<LabelledPair>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var line = 0;
        await foreach (var text in File.ReadLinesAsync(path, cancel))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text))
                continue;
            var pair = Read(text, line, $"{Path.GetFileName(path)}({line})");
            if (!ids.Add(pair.Id))
                throw new SettingsException($"{Path.GetFileName(path)}({line}): the id '{pair.Id}' was there before. Ids are unique.");
            pairs.Add(pair);
        }

        return pairs.Count > 0 ? new LabelledPairs(Path.GetFileName(path), pairs) : throw new SettingsException($"'{path}' holds no pair. {Form}");
    }

    private static LabelledPair Read(string text, int line, string place)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                throw new SettingsException($"{place}: is no JSON object. {Form}");
            return new LabelledPair(
                Optional(root, "set") ?? "own",
                Optional(root, "id") ?? $"line {line}",
                new PairToJudge
                {
                    Prompt = Required(root, "prompt", place),
                    First = Required(root, "first", place),
                    Second = Required(root, "second", place),
                    Reference = Optional(root, "reference"),
                    Better = Label(root, place),
                }
            );
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the second: half a character in an escape
        {
            throw new SettingsException($"{place}: is no JSON: {e.Message} {Form}", e);
        }
    }

    private static PairOutcome Label(JsonElement root, string place)
    {
        if (!root.TryGetProperty("better", out var value))
            throw new SettingsException($"{place}: 'better' is missing. {Form}");
        return value.ToString().ToUpperInvariant() switch
        {
            "FIRST" or "1" or "A" => PairOutcome.First,
            "SECOND" or "2" or "B" => PairOutcome.Second,
            "TIE" or "0" => PairOutcome.Tie,
            _ => throw new SettingsException($"{place}: 'better' is {value.GetRawText()}, and must be \"first\", \"second\" or \"tie\"."),
        };
    }

    private static string Required(JsonElement root, string name, string place) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new SettingsException($"{place}: '{name}' is missing, or is no text. {Form}");

    private static string? Optional(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;
}
