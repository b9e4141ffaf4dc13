using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Showdown.Judging;

/// <summary>Finds the JSON object with a verdict in a judge's reply.</summary>
internal static partial class VerdictJson
{
    /// <summary>A reply that opens more braces than this is not looked at further.</summary>
    private const int MostBraces = 400;

    /// <summary>
    /// The last object that has the field and carries the nonce; where none does, the last that carries no id at all and is no quotation.
    /// </summary>
    /// <param name="reply">What the judge wrote.</param>
    /// <param name="field">That holds the verdict.</param>
    /// <param name="nonce">Of the request.</param>
    /// <param name="quotations">Of that reply.</param>
    /// <returns>Null when there is none.</returns>
    public static JsonElement? Find(string reply, string field, string nonce, Quotations quotations)
    {
        JsonElement? unsigned = null;
        var braces = 0;
        for (var at = reply.LastIndexOf('{'); at >= 0 && braces < MostBraces; at = at == 0 ? -1 : reply.LastIndexOf('{', at - 1), braces++)
        {
            if (Read(reply, at, out var length) is not { } found || !found.TryGetProperty(field, out _))
                continue;
            if (!found.TryGetProperty("id", out var id))
                unsigned ??= quotations.Hold(at, length) ? null : found;
            else if (id.ValueKind == JsonValueKind.String && id.GetString() == nonce)
                return found;
        }

        return unsigned;
    }

    /// <summary>The text of a field, on one line of at most 2,000 characters; null when it is no text.</summary>
    public static string? TextOf(JsonElement found, string field) =>
        found.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? OneLine(value.GetString()!) : null;

    /// <summary>Words for a table: on one line, and bounded.</summary>
    public static string OneLine(string text)
    {
        var line = Blanks().Replace(text, " ").Trim();
        return line.Length <= 2000 ? line : $"{line[..1999]}…";
    }

    private static JsonElement? Read(string text, int at, out int length)
    {
        length = 0;
        // A verdict is short: what is longer is something else, and not worth the time.
        var piece = text.AsSpan(at, Math.Min(text.Length - at, 20_000));
        var bytes = Encoding.UTF8.GetBytes(piece.ToString());
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        try
        {
            if (!JsonDocument.TryParseValue(ref reader, out var document))
                return null;
            using (document)
            {
                length = Encoding.UTF8.GetCharCount(bytes.AsSpan(0, (int)reader.BytesConsumed));
                return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
