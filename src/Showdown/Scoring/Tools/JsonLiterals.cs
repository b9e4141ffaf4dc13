using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Showdown.Scoring.Tools;

/// <summary>JSON as literals: a number with a decimal point or an exponent is real, all others are whole.</summary>
internal static class JsonLiterals
{
    private const int LongestText = 1_000_000;

    /// <exception cref="FormatException">It is no JSON, or more than anyone means.</exception>
    public static Literal Read(string json)
    {
        if (json.Length > LongestText)
            throw new FormatException($"there are {json.Length} characters, and {LongestText} are read at most");
        try
        {
            using var document = JsonDocument.Parse(json);
            return Of(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new FormatException($"it is no JSON: {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException("it holds half a character", e); // such as \ud83d without its other half
        }
    }

    public static Literal Of(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => new Literal.Text(value.GetString()!),
            JsonValueKind.Number => Number(value.GetRawText()),
            JsonValueKind.True or JsonValueKind.False => new Literal.Flag(value.ValueKind == JsonValueKind.True),
            JsonValueKind.Array => new Literal.Items([.. value.EnumerateArray().Select(Of)]),
            JsonValueKind.Object => new Literal.Map(Entries(value)),
            _ => new Literal.Nothing(),
        };

    /// <summary>A number as Python's and JSON's grammars have it.</summary>
    /// <exception cref="FormatException">It has more digits than anyone means.</exception>
    public static Literal Number(string text)
    {
        if (text.Length > 1000)
            throw new FormatException("a number has more than 1,000 digits");
        return text.AsSpan().ContainsAny(".eE")
            ? new Literal.Real(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture))
            : new Literal.Whole(BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }

    // The last of two that have the same name counts, as in Python.
    private static Dictionary<string, Literal> Entries(JsonElement value)
    {
        var entries = new Dictionary<string, Literal>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
            entries[property.Name] = Of(property.Value);
        return entries;
    }
}
