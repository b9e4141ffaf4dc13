using System.Buffers;
using Showdown.Scoring.Text;

namespace Showdown.Scoring.Maths;

/// <summary>"six" is 6, "twenty-one" 21, "three hundred" 300, "two thirds" ⅔; "million" is a factor.</summary>
internal static class NumberWords
{
    private static readonly string[] _small =
    [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];

    private static readonly string[] _tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly SearchValues<char> _letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ -,");

    private static readonly string[] _parts = ["half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

    private const int MostWords = 8;

    /// <param name="words">Lower case, single spaces.</param>
    public static Node? Value(string words)
    {
        if (words.Length is 0 or > 60)
            return null;
        var parts = words.Split(' ');
        if (parts is ["minus" or "negative", _, ..])
            return Unsigned(parts[1..]) is { } value ? new Node.Negative(value) : null;
        return Unsigned(parts);
    }

    private static Node? Unsigned(string[] parts)
    {
        var and = Array.LastIndexOf(parts, "and");
        if (and > 0 && Fraction(parts[(and + 1)..]) is { } fraction && Whole(parts[..and]) is { } full)
            return new Node.Sum([new Node.Number(new Rational(full)), fraction]);
        if (Fraction(parts) is { } quotient)
            return quotient;
        return Whole(parts) is { } whole ? new Node.Number(new Rational(whole)) : null;
    }

    // "two thirds", "one half", and the "half" of "two and a half", whose article is no more there
    private static Node.Quotient? Fraction(string[] parts) =>
        parts is ["half"] ? new Node.Quotient(new Node.Number(1), new Node.Number(2))
        : parts.Length == 2 && Whole(parts[..1]) is { } top && Part(parts[1]) is { } bottom
            ? new Node.Quotient(new Node.Number(new Rational(top)), new Node.Number(bottom))
        : null;

    /// <summary>7 for "seven apples": a number word in front of one or two others.</summary>
    public static Node? Counted(string words)
    {
        var parts = words.Split(' ');
        for (var length = Math.Min(4, parts.Length - 1); length > 0; length--)
        {
            if (
                parts.Length - length <= 2
                && parts[length] is not ("of" or "and" or "or" or "out")
                && Magnitude(parts[length]) is null
                && Value(string.Join(' ', parts[..length])) is { } value
            )
                return value;
        }

        return null;
    }

    /// <summary>1000 for "thousand"; null for other words.</summary>
    public static Rational? Magnitude(string word) =>
        word.ToLowerInvariant() switch
        {
            "dozen" or "dozens" => 12,
            "hundred" => 100,
            "thousand" => 1000,
            "million" => 1_000_000,
            "billion" => 1_000_000_000,
            "trillion" => Rational.PowerOfTen(12),
            _ => null,
        };

    /// <summary>
    /// The last number word of a sentence with its sign, "one" left out; null when there is none, or when it is only part of a number.
    /// </summary>
    public static string? Last(string sentence)
    {
        var words = TextForm.Words(sentence).Split(' ');
        for (var i = words.Length - 1; i >= 0; i--)
        {
            if (words[i] is "one" or "and" || (Whole(words[i..(i + 1)]) is null && words[i] is not ("hundred" or "thousand" or "million")))
                continue;
            var from = i + 1;
            for (var start = i; start >= Math.Max(0, i - MostWords); start--)
            {
                if (words[start] is not "and" && Whole(words[start..(i + 1)]) is not null)
                    from = start;
            }

            if (from <= i)
                return Signed(words, from, i + 1);
        }

        return null;
    }

    // "negative five", but not the "five" of "ten minus five", of "five thirds" and of "five and a half".
    private static string? Signed(string[] words, int from, int to)
    {
        if (from > 0 && words[from - 1] is "minus" or "negative")
        {
            if (!SignWords.IsSign(words, --from))
                return null;
        }

        for (var end = Math.Min(to + 3, words.Length); end > to; end--)
        {
            if (Value(string.Join(' ', words[from..end])) is not null)
                return string.Join(' ', words[from..end]);
        }

        var isPart =
            to < words.Length && (words[to] is "halves" or "plus" or "minus" or "times" || words[to].EndsWith('s') && Part(words[to]) is not null);
        return isPart ? null : string.Join(' ', words[from..to]);
    }

    private static int? Part(string word) =>
        Array.IndexOf(
            _parts,
            word.EndsWith('s') ? word[..^1]
                : word == "halves" ? "half"
                : word
        )
            is >= 0
                and var place
            ? place + 2
            : null;

    // "two and a half"
    private static Rational? Mixed(string[] words) =>
        Array.LastIndexOf(words, "and") is > 0 and var and
        && Whole(words[..and]) is { } whole
        && Fraction(words[(and + 1)..]) is { Top: Node.Number top, Bottom: Node.Number bottom }
            ? new Rational(whole) + (top.Value / bottom.Value)
            : null;

    /// <summary>The number that an answer of nothing but number words stands for: "one hundred and five"; null for all others.</summary>
    public static Rational? Spoken(string source)
    {
        if (source.Length is < 9 or > 90 || !char.IsAsciiLetter(source[0]) || source.AsSpan().IndexOfAnyExcept(_letters) >= 0)
            return null;
        var words = source
            .ToLowerInvariant()
            .Replace('-', ' ')
            .Replace(",", "", StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || words[0] is "and" or "a")
            return null;
        return Whole(words) is { } whole ? new Rational(whole) : Mixed([.. words.Where(w => w != "a")]);
    }

    // [group thousand] group, with millions and billions before.
    private static long? Whole(string[] words)
    {
        var total = 0L;
        var from = 0;
        var least = long.MaxValue;
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] is not ("thousand" or "million" or "billion"))
                continue;
            var scale = (long)Magnitude(words[i])!.Value.Numerator;
            if (scale >= least || Group(words[from..i]) is not { } group)
                return null;
            total += group * scale;
            (from, least) = (i + 1, scale);
        }

        if (from == words.Length)
            return from > 0 && least != long.MaxValue ? total : null;
        var rest = least != long.MaxValue && words[from] == "and" ? words[(from + 1)..] : words[from..];
        return Group(rest) is { } last ? total + last : null;
    }

    // [digit hundred [and]] [tens] [digit]
    private static int? Group(string[] words)
    {
        var total = 0;
        var room = 1000;
        foreach (var word in words)
        {
            if (word == "and" && room == 100)
                continue;
            var small = Array.IndexOf(_small, word);
            var tens = Array.IndexOf(_tens, word);
            if (word == "hundred" && (total is > 0 and < 10 || total % 10 != 0 && total is > 10 and < 100) && room < 100)
                (total, room) = (total * 100, 100);
            else if (small >= 0 && small < room && (room != 10 || small > 0))
                (total, room) = (total + small, 1);
            else if (tens >= 0 && room >= 100)
                (total, room) = (total + ((tens + 2) * 10), 10);
            else
                return null;
        }

        return words.Length > 0 ? total : null;
    }
}
