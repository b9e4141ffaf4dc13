using System.Globalization;

namespace Showdown.Benchmarks.Generated;

/// <summary>One value is asked for by its key: in sentences that say nothing, or among sentences of its own kind.</summary>
internal sealed class NeedleTask(string name, double charactersPerToken, bool amongNeedles, bool longValues)
    : LongContextTask(name, charactersPerToken)
{
    protected override (LongContextQuestion Asked, Func<string> Text) Make(int characters, int tokens, Draws draws)
    {
        var (key, value) = (Key(draws), Value(draws));
        var place = draws.Below(10_000);
        var what = longValues ? "code" : "number";
        return (
            new LongContextQuestion($"What is the secret {what} of {key}? Reply with the {what} alone.", [value]),
            () =>
            {
                var lines = amongNeedles ? Needles(characters, draws, key) : Noise.Lines(characters);
                lines.Insert((int)((long)lines.Count * place / 10_000), Line(key, value));
                return string.Join('\n', lines);
            }
        );
    }

    private List<string> Needles(int characters, Draws draws, string besides)
    {
        var lines = new List<string>();
        var keys = new HashSet<string>(StringComparer.Ordinal) { besides };
        for (var length = 0; length < characters; length += lines[^1].Length + 1)
        {
            string key;
            do key = Key(draws);
            while (!keys.Add(key));
            lines.Add(Line(key, Value(draws)));
        }

        return lines;
    }

    private string Key(Draws draws) => longValues ? Hexadecimal(draws) : $"{draws.Word(2)}-{draws.Word(3)}";

    private string Value(Draws draws) =>
        longValues ? Hexadecimal(draws) : (1_000_000 + draws.Below(9_000_000)).ToString(CultureInfo.InvariantCulture);

    private string Line(string key, string value) => $"The secret {(longValues ? "code" : "number")} of {key} is {value}.";

    // The form of a UUID of version 4.
    private static string Hexadecimal(Draws draws)
    {
        string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => "0123456789abcdef"[draws.Below(16)]));
        return $"{Digits(8)}-{Digits(4)}-4{Digits(3)}-{"89ab"[draws.Below(4)]}{Digits(3)}-{Digits(12)}";
    }
}

/// <summary>Of a chain of variables, each set to the one before, all are asked for.</summary>
internal sealed class VariablesTask(string name, double charactersPerToken) : LongContextTask(name, charactersPerToken)
{
    private const int Variables = 5;

    protected override (LongContextQuestion Asked, Func<string> Text) Make(int characters, int tokens, Draws draws)
    {
        var names = Draws.Different(Variables, () => string.Concat(Enumerable.Range(0, 5).Select(_ => (char)('A' + draws.Below(26)))));
        var value = (10_000 + draws.Below(90_000)).ToString(CultureInfo.InvariantCulture);
        var places = Enumerable.Range(0, Variables).Select(_ => draws.Below(10_000)).Order().ToList();
        return (
            new LongContextQuestion(
                $"In the text variables are set to numbers, or to the value of other variables. Name all {Variables} variables whose value is {value}.",
                names
            ),
            () =>
            {
                var lines = Noise.Lines(characters);
                var count = lines.Count;
                for (var i = Variables - 1; i >= 0; i--) // from the end, so that places before stay what they are
                    lines.Insert((int)((long)count * places[i] / 10_000), $"VAR {names[i]} = {(i == 0 ? value : $"VAR {names[i - 1]}")}");
                return string.Join('\n', lines);
            }
        );
    }
}

/// <summary>Of a numbered list the ten words that come thirty times are asked for, where all others come three times.</summary>
internal sealed class CommonWordsTask(string name) : LongContextTask(name, charactersPerToken: 1)
{
    private const int Asked = 10;
    private const int ShortText = 4096;

    /// <summary>Items whose number has one token, and the tokens of such an item and of a later one.</summary>
    private const int ShortNumbers = 999;
    private const double PerItem = 5.14;
    private const double PerLaterItem = 6.17;

    protected override (LongContextQuestion Asked, Func<string> Text) Make(int characters, int tokens, Draws draws)
    {
        var (often, seldom) = tokens < ShortText ? (6, 1) : (30, 3);
        var common = Draws.Different(Asked, () => draws.Word(3));
        return (
            new LongContextQuestion($"Which {Asked} words are the most common in the list? Reply with these words alone.", common),
            () =>
            {
                var others = Math.Max(Asked, (Items(tokens) - (Asked * often)) / seldom);
                var known = common.ToHashSet(StringComparer.Ordinal);
                var items = common.SelectMany(word => Enumerable.Repeat(word, often)).ToList();
                items.AddRange(
                    Draws
                        .Different(others + Asked, () => draws.Word(3))
                        .Where(word => !known.Contains(word))
                        .Take(others)
                        .SelectMany(word => Enumerable.Repeat(word, seldom))
                );
                draws.Shuffle(items);
                return string.Join(' ', items.Select((word, i) => $"{i + 1}. {word}"));
            }
        );
    }

    private static int Items(int tokens) =>
        tokens <= ShortNumbers * PerItem ? (int)(tokens / PerItem) : ShortNumbers + (int)((tokens - (ShortNumbers * PerItem)) / PerLaterItem);
}

/// <summary>Of made-up words in a text, as often as Zipf's law has it with exponent 2, the three most frequent are asked for.</summary>
internal sealed class FrequentWordsTask(string name, double charactersPerToken) : LongContextTask(name, charactersPerToken)
{
    private const int Asked = 3;
    private const int TokensPerWord = 50;
    private const double Zeta2 = Math.PI * Math.PI / 6;

    /// <summary>Characters of a word with its blank; the most frequent, which is noise, has four.</summary>
    private const double PerWord = 5.2;

    protected override (LongContextQuestion Asked, Func<string> Text) Make(int characters, int tokens, Draws draws)
    {
        var words = Draws.Different(Math.Max(2 * Asked, tokens / TokensPerWord), () => draws.Word(3));
        return (
            new LongContextQuestion(
                $"Leave the dots out of account. Which {Asked} words are the most frequent in the text? Reply with these words alone.",
                words[1..(Asked + 1)]
            ),
            () =>
            {
                var total = characters / PerWord;
                var text = words.SelectMany((word, i) => Enumerable.Repeat(i == 0 ? "..." : word, (int)(total / Zeta2 / (i + 1) / (i + 1)))).ToList();
                draws.Shuffle(text);
                return string.Join(' ', text);
            }
        );
    }
}

/// <summary>Sentences that say nothing and repeat.</summary>
internal static class Noise
{
    private static readonly string[] _sentences =
    [
        "The grass is long.",
        "The sky is wide.",
        "The sun is warm.",
        "The road goes on.",
        "It leads there and back.",
    ];

    public static List<string> Lines(int characters)
    {
        var lines = new List<string>();
        for (var length = 0; length < characters; length += lines[^1].Length + 1)
            lines.Add(_sentences[lines.Count % _sentences.Length]);
        return lines;
    }
}
