using System.Text;
using System.Text.Json;

namespace Showdown.Scoring.Matching;

/// <summary>Finds the JSON in an answer: all of it, else the last block between fences that is JSON, else the last object or list in the
/// text.</summary>
internal static class JsonText
{
    private const string Fence = "```";
    private const int MostBlocks = 100;

    // Bytes read in vain: a text of nothing but opening brackets would otherwise cost its length squared.
    private const long MostInVain = 20_000_000;

    /// <returns>The value and how it was found; null when there is none.</returns>
    public static (JsonElement Value, string How)? Find(string text)
    {
        if (Parse(text) is { } whole)
            return (whole, "the answer is");
        if (InFences(text) is { } fenced)
            return (fenced, "the last block of JSON is");
        return InText(text) is { } inside ? (inside, "the last JSON in the answer is") : null;
    }

    /// <returns>Null when the text is not one JSON value.</returns>
    public static JsonElement? Parse(string text)
    {
        if (text.AsSpan().TrimStart() is not [var start, ..] || !(start is '{' or '[' or '"' or '-' or 't' or 'f' or 'n' || char.IsAsciiDigit(start)))
            return null;
        try
        {
            // As bytes, in which half a character has become U+FFFD: the parser of text throws at it.
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(text), new JsonDocumentOptions { AllowDuplicateProperties = false });
            return HasHalfACharacter(text) && !IsReadable(document.RootElement) ? null : document.RootElement.Clone();
        }
        catch (Exception unread) when (unread is JsonException or InvalidOperationException) // the second at half a character in a name
        {
            return null;
        }
    }

    private static bool HasHalfACharacter(string text) => text.Contains("\\ud", StringComparison.OrdinalIgnoreCase);

    // "\ud83d" alone is a string that nobody can read.
    private static bool IsReadable(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString() is not null,
                JsonValueKind.Array => value.EnumerateArray().All(IsReadable),
                JsonValueKind.Object => value.EnumerateObject().All(p => p.Name.Length >= 0 && IsReadable(p.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static JsonElement? InFences(string text)
    {
        var end = text.Length;
        for (var blocks = 0; blocks < MostBlocks && end > 0; blocks++)
        {
            var close = text.LastIndexOf(Fence, end - 1, StringComparison.Ordinal);
            var open = close <= 0 ? -1 : text.LastIndexOf(Fence, close - 1, StringComparison.Ordinal);
            if (open < 0)
                return null;
            var block = text[(open + Fence.Length)..close];
            var line = block.IndexOf('\n');
            if (line >= 0 && Parse(block[(line + 1)..]) is { } value)
                return value;
            end = close;
        }

        return null;
    }

    private static JsonElement? InText(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var half = HasHalfACharacter(text);
        JsonElement? last = null;
        var inVain = 0L;
        for (var at = 0; at < bytes.Length && inVain < MostInVain; )
        {
            var next = bytes.AsSpan(at).IndexOfAny((byte)'{', (byte)'[');
            if (next < 0)
                break;
            at += next;
            var reader = new Utf8JsonReader(bytes.AsSpan(at));
            try
            {
                var value = JsonElement.ParseValue(ref reader);
                last = half && !IsReadable(value) ? last : value;
                at += (int)reader.BytesConsumed;
            }
            catch (JsonException)
            {
                inVain += 1 + reader.BytesConsumed;
                at++;
            }
        }

        return last;
    }
}
