using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Showdown.Scoring.Instructions;

/// <summary>What the checks of instructions need besides the text.</summary>
public sealed class InstructionKit
{
    private readonly PunktSentences _sentences;
    private readonly WordTokens _tokens;
    private readonly LanguageDetector? _languages;
    private readonly FrozenSet<string> _stopWords;
    private readonly FrozenDictionary<string, int> _syllables;
    private readonly FrozenSet<int> _emoji;

    private InstructionKit(
        PunktParameters punkt,
        LanguageDetector? languages,
        IEnumerable<string> stopWords,
        IEnumerable<string> syllables,
        IEnumerable<string> emoji
    )
    {
        _sentences = new PunktSentences(punkt);
        _tokens = new WordTokens(_sentences);
        _languages = languages;
        _stopWords = stopWords.Select(w => w.Trim()).Where(w => w.Length > 0).ToFrozenSet(StringComparer.Ordinal);
        _syllables = syllables
            .Select(line => line.Split(','))
            .Where(cells => cells.Length == 2 && int.TryParse(cells[1], CultureInfo.InvariantCulture, out _))
            .DistinctBy(cells => cells[0])
            .ToFrozenDictionary(cells => cells[0].Trim(), cells => int.Parse(cells[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
        _emoji = emoji.Where(l => l.Trim().Length > 0).Select(CodePoint).ToFrozenSet();
    }

    /// <summary>Names of the auxiliary data by which a benchmark gives them; those after the first are needed by some kinds alone.</summary>
    public static IReadOnlyList<string> DataNames { get; } = ["punkt", "language_profiles", "language_groups", "stop_words", "syllables", "emoji"];

    public bool TellsLanguages => _languages is not null;

    public bool HasStopWords => _stopWords.Count > 0;

    public bool HasSyllables => _syllables.Count > 0;

    public bool HasEmoji => _emoji.Count > 0;

    /// <param name="open">Opens the files of a name of <see cref="DataNames"/>, in their order; none where they are not given.</param>
    /// <exception cref="System.Text.Json.JsonException">A file is not what it should be.</exception>
    public static InstructionKit Read(Func<string, IReadOnlyList<Func<Stream>>> open)
    {
        using var punkt = open("punkt")[0]();
        return new InstructionKit(
            PunktParameters.Read(punkt),
            Languages(open),
            Lines(open("stop_words")),
            Lines(open("syllables")),
            Lines(open("emoji"))
        );
    }

    internal List<string> Sentences(string text) => _sentences.Split(text);

    /// <summary>Words and marks as the Treebank parts them.</summary>
    internal List<string> Tokens(string text) => _tokens.Split(text);

    /// <returns>Null when the text has nothing to go by.</returns>
    internal string? Language(string text) => _languages!.Detect(text);

    /// <param name="word">In lower case.</param>
    internal bool IsStopWord(string word) => _stopWords.Contains(word);

    internal bool IsEmoji(Rune rune) => _emoji.Contains(rune.Value);

    /// <summary>By the list, else by groups of vowels.</summary>
    /// <param name="word">In lower case.</param>
    internal int Syllables(string word)
    {
        if (_syllables.TryGetValue(word, out var known))
            return known;
        if (word.Any(char.IsDigit) || word.Length == 0)
            return 0;
        if (word.Contains('-'))
            return word.Split('-', StringSplitOptions.RemoveEmptyEntries).Sum(Syllables);
        var count = 0;
        for (var i = 0; i < word.Length; i++)
            count += IsVowel(word[i]) && (i == 0 || !IsVowel(word[i - 1])) ? 1 : 0;
        if (word.EndsWith('e'))
            count--;
        if (word.Length > 2 && word.EndsWith("le", StringComparison.Ordinal) && !IsVowel(word[^3]))
            count++;
        return Math.Max(1, count);
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    private static LanguageDetector? Languages(Func<string, IReadOnlyList<Func<Stream>>> open)
    {
        if (open("language_profiles") is not [_, ..] profiles || open("language_groups") is not [var groups, ..])
            return null;
        using var reader = new StreamReader(groups());
        return new LanguageDetector(LanguageProfiles.Read(Opened(profiles), reader));
    }

    private static IEnumerable<Stream> Opened(IReadOnlyList<Func<Stream>> files)
    {
        foreach (var file in files)
        {
            using var stream = file();
            yield return stream;
        }
    }

    private static IEnumerable<string> Lines(IReadOnlyList<Func<Stream>> files)
    {
        foreach (var file in files)
        {
            using var reader = new StreamReader(file());
            while (reader.ReadLine() is { } line)
                yield return line;
        }
    }

    private static int CodePoint(string line) => int.Parse(line.Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
