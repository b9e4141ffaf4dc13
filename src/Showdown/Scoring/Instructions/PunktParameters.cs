using System.Collections.Frozen;
using System.Text.Json;

namespace Showdown.Scoring.Instructions;

/// <summary>What the Punkt sentence splitter has learnt of a language.</summary>
internal sealed record PunktParameters
{
    /// <summary>Abbreviations in lower case, without their final stop.</summary>
    public required FrozenSet<string> Abbreviations { get; init; }

    public required FrozenSet<string> SentenceStarters { get; init; }

    /// <summary>Pairs of words between which a stop ends no sentence.</summary>
    public required FrozenSet<(string, string)> Collocations { get; init; }

    /// <summary>How each word was seen: bits for upper (2, 4, 8) and lower case (16, 32, 64), each at a sentence's start, inside, and
    /// anywhere.</summary>
    public required FrozenDictionary<string, int> Orthography { get; init; }

    /// <exception cref="JsonException">The text is not what it should be.</exception>
    public static PunktParameters Read(Stream json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new PunktParameters
        {
            Abbreviations = Texts(root, "abbrev_types").ToFrozenSet(StringComparer.Ordinal),
            SentenceStarters = Texts(root, "sentence_starters").ToFrozenSet(StringComparer.Ordinal),
            Collocations = root.GetProperty("collocations").EnumerateArray().Select(c => (c[0].GetString()!, c[1].GetString()!)).ToFrozenSet(),
            Orthography = root.GetProperty("ortho_context")
                .EnumerateObject()
                .ToFrozenDictionary(o => o.Name, o => o.Value.GetInt32(), StringComparer.Ordinal),
        };
    }

    private static IEnumerable<string> Texts(JsonElement root, string name) => root.GetProperty(name).EnumerateArray().Select(t => t.GetString()!);
}
