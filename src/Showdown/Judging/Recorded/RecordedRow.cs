using System.Globalization;
using System.Text.Json;
using Showdown.Domain;

namespace Showdown.Judging.Recorded;

/// <summary>One recorded verdict, or the two of a pair.</summary>
/// <param name="File">As it was named.</param>
/// <param name="Place">File and line, for what is wrong.</param>
internal sealed record RecordedRow(string File, string Place, JsonElement Row)
{
    /// <summary>Who judged, where the row tells; of a list, such as ["gpt-4", "pair-v2"], the first: the rest names a prompt.</summary>
    public string? Judge =>
        Row.TryGetProperty("judge", out var judge) && judge.ValueKind == JsonValueKind.Array && judge.GetArrayLength() > 0
            ? judge[0].ToString()
            : Optional(Row, "judge");

    /// <exception cref="SettingsException">It is missing, or is no text.</exception>
    public string Text(string name) => Optional(Row, name) ?? throw new SettingsException($"{Place}: '{name}' is missing, or is no text.");

    public string? Text(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Optional(Row, name) is { } text)
                return text;
        }

        return null;
    }

    /// <summary>A number, also one that is written as a text; null where there is none.</summary>
    public double? Number(string name) =>
        double.TryParse(Optional(Row, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;

    /// <summary>The list of such a name.</summary>
    /// <exception cref="SettingsException">There is none, or it is empty.</exception>
    public IReadOnlyList<JsonElement> List(string name) =>
        Row.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0
            ? [.. list.EnumerateArray()]
            : throw new SettingsException($"{Place}: '{name}' is no list, or is empty.");

    /// <summary>A text, or a number as it is written; null where there is neither.</summary>
    public static string? Optional(JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object
        && row.TryGetProperty(name, out var value)
        && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? value.ToString()
            : null;
}
