using System.Globalization;
using System.Text.Json;
using Showdown.Benchmarks;

namespace Showdown.Importing.Reading;

/// <summary>Steps in the JSON of other programs: what is missing, or is something else than was looked for, is null.</summary>
internal static class JsonFields
{
    extension(JsonElement json)
    {
        /// <summary>The value under a path of names; null where it is missing or null.</summary>
        public JsonElement? At(params ReadOnlySpan<string> path)
        {
            var here = json;
            foreach (var name in path)
            {
                if (here.ValueKind != JsonValueKind.Object || !here.TryGetProperty(name, out here))
                    return null;
            }

            return here.ValueKind == JsonValueKind.Null ? null : here;
        }

        /// <summary>A text, or a number or flag as it is written; null where there is none.</summary>
        public string? Text(params ReadOnlySpan<string> path) => json.At(path)?.AsText();

        public double? Number(params ReadOnlySpan<string> path) => json.At(path)?.AsNumber();

        public int? Whole(params ReadOnlySpan<string> path) =>
            json.Number(path) is { } number and >= 0 and <= int.MaxValue ? (int)Math.Round(number) : null;

        public bool Has(string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out _);

        public bool HasAll(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (!json.Has(name))
                    return false;
            }

            return true;
        }

        /// <summary>The items of a list; none where it is no list.</summary>
        public IEnumerable<JsonElement> Items(params ReadOnlySpan<string> path) =>
            json.At(path) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : Enumerable.Empty<JsonElement>();

        /// <summary>The members of an object; none where it is no object.</summary>
        public IEnumerable<JsonProperty> Members(params ReadOnlySpan<string> path) =>
            json.At(path) is { ValueKind: JsonValueKind.Object } record ? record.EnumerateObject() : Enumerable.Empty<JsonProperty>();

        public string? AsText() =>
            json.ValueKind switch
            {
                JsonValueKind.String => Sound(json),
                JsonValueKind.Number => json.GetRawText(),
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                _ => null,
            };

        /// <summary>A text as it is, anything else as JSON.</summary>
        public string AsTextOrJson() => json.AsText() ?? json.GetRawText();

        /// <summary>A number, a flag as 1 or 0, or a text that is a number.</summary>
        public double? AsNumber() =>
            json.ValueKind switch
            {
                JsonValueKind.Number when json.TryGetDouble(out var number) && double.IsFinite(number) => number,
                JsonValueKind.True => 1,
                JsonValueKind.False => 0,
                JsonValueKind.String
                    when double.TryParse(Sound(json), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) =>
                    number,
                _ => null,
            };
    }

    // The parser looks into texts only when they are asked for.
    private static string Sound(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new RowException(
                "a text holds half a character (such as \\ud83d without its other half). Write the whole character, or remove it."
            );
        }
    }
}
