using System.Text;
using System.Text.Json;

namespace Showdown.Scoring.Instructions;

/// <summary>How often each n-gram is in the texts of each language, and which characters count as one.</summary>
internal sealed class LanguageProfiles
{
    private readonly Dictionary<string, (int Language, double Share)[]> _shares = new(StringComparer.Ordinal);
    private readonly Dictionary<Rune, Rune> _ideographs = [];
    private readonly HashSet<Rune> _excluded = [];

    private LanguageProfiles(IReadOnlyList<string> languages) => Languages = languages;

    public IReadOnlyList<string> Languages { get; }

    /// <param name="profiles">JSON of each language: name, freq (n-gram to count), n_words (all counts by length).</param>
    /// <param name="groups">A properties file: groups of ideographs that count as one, and characters of Latin-1 that count as a blank.</param>
    /// <exception cref="JsonException">A profile is not what it should be.</exception>
    public static LanguageProfiles Read(IEnumerable<Stream> profiles, TextReader groups)
    {
        var languages = new List<string>();
        var counted = new Dictionary<string, List<(int, double)>>(StringComparer.Ordinal);
        foreach (var stream in profiles)
        {
            using var document = JsonDocument.Parse(stream);
            var root = document.RootElement;
            var totals = root.GetProperty("n_words").EnumerateArray().Select(n => n.GetDouble()).ToList();
            foreach (var gram in root.GetProperty("freq").EnumerateObject())
            {
                if (PythonText.Length(gram.Name) is >= 1 and <= 3 and var length)
                    (counted.TryGetValue(gram.Name, out var shares) ? shares : counted[gram.Name] = []).Add(
                        (languages.Count, gram.Value.GetDouble() / totals[length - 1])
                    );
            }

            languages.Add(root.GetProperty("name").GetString()!);
        }

        var read = new LanguageProfiles(languages);
        foreach (var (gram, shares) in counted)
            read._shares[gram] = [.. shares];
        read.ReadGroups(groups);
        return read;
    }

    /// <returns>The share of the n-gram in each language that has it; null when none has.</returns>
    public (int Language, double Share)[]? SharesOf(string gram) => _shares.GetValueOrDefault(gram);

    /// <summary>The character that stands for this one: a blank for marks, one letter for a script in which each letter says the same.</summary>
    public Rune Folded(Rune rune) =>
        rune.Value switch
        {
            < 0x80 => Rune.IsLetter(rune) ? rune : new Rune(' '),
            < 0x100 => _excluded.Contains(rune) ? new Rune(' ') : rune,
            0x219 => new Rune('\u015F'),
            0x21B => new Rune('\u0163'),
            0x6CC => new Rune('\u064A'),
            >= 0x1EA0 and <= 0x1EFF => new Rune('\u1EC3'),
            >= 0x2000 and <= 0x206F => new Rune(' '),
            >= 0x3040 and <= 0x309F => new Rune('\u3042'),
            >= 0x30A0 and <= 0x30FF => new Rune('\u30A2'),
            (>= 0x3100 and <= 0x312F) or (>= 0x31A0 and <= 0x31BF) => new Rune('\u3105'),
            >= 0x4E00 and <= 0x9FFF => _ideographs.GetValueOrDefault(rune, rune),
            >= 0xAC00 and <= 0xD7AF => new Rune('\uAC00'),
            _ => rune,
        };

    private void ReadGroups(TextReader groups)
    {
        while (groups.ReadLine() is { } line)
        {
            var equals = line.IndexOf('=');
            if (equals < 0)
                continue;
            var members = Unescaped(line[(equals + 1)..]).EnumerateRunes().ToList();
            if (line.StartsWith("NGram.LATIN1_EXCLUDE", StringComparison.Ordinal))
                _excluded.UnionWith(members);
            else if (line.StartsWith("NGram.KANJI_", StringComparison.Ordinal))
            {
                foreach (var member in members)
                    _ideographs[member] = members[0];
            }
        }
    }

    private static string Unescaped(string text)
    {
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 5 < text.Length && text[i + 1] == 'u')
            {
                plain.Append((char)Convert.ToInt32(text.Substring(i + 2, 4), 16));
                i += 5;
            }
            else
            {
                plain.Append(text[i]);
            }
        }

        return plain.ToString();
    }
}
