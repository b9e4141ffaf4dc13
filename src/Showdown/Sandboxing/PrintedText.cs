using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Showdown.Sandboxing;

/// <summary>LiveCodeBench's comparison of printed text: line by line, each as text or else as a list of exact decimal numbers. There is no tolerance.</summary>
public static partial class PrintedText
{
    private const int MaxNumberChars = 10_000;

    /// <returns>Null when they are the same; else what differs.</returns>
    public static string? Difference(string expected, string printed)
    {
        var want = Lines(expected);
        var have = Lines(printed);
        if (want.Length != have.Length)
            return $"{have.Length} lines in place of {want.Length}";
        for (var i = 0; i < want.Length; i++)
        {
            if (want[i] != have[i] && !SameNumbers(want[i], have[i]))
                return $"line {i + 1} is {Quoted(have[i])}, not {Quoted(want[i])}";
        }
        return null;
    }

    private static string[] Lines(string text) => [.. Strip(text).Split('\n').Select(Strip)];

    private static bool SameNumbers(string a, string b)
    {
        var left = Words(a);
        var right = Words(b);
        return left.Length == right.Length && left.Zip(right).All(pair => Number(pair.First) is { } x && Number(pair.Second) is { } y && x == y);
    }

    /// <summary>A number as Python's Decimal reads it, so that equal numbers are equal; null for text and for NaN, which equals nothing.</summary>
    private static (BigInteger Digits, long Exponent, int Infinity)? Number(string word)
    {
        if (word.Length > MaxNumberChars)
            return null;
        var match = Decimal().Match(word.Replace("_", "", StringComparison.Ordinal));
        if (!match.Success)
            return null;
        var negative = match.Groups["sign"].Value == "-";
        if (match.Groups["inf"].Success)
            return (BigInteger.Zero, 0, negative ? -1 : 1);
        var whole = match.Groups["whole"].Value;
        var part = match.Groups["part"].Value;
        if (whole.Length + part.Length == 0)
            return null;
        var exponent = 0L;
        if (match.Groups["exp"].Success && !long.TryParse(match.Groups["exp"].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            return null;
        var digits = (whole + part).TrimStart('0');
        var kept = digits.TrimEnd('0');
        if (kept.Length == 0)
            return (BigInteger.Zero, 0, 0);
        var value = BigInteger.Parse(kept, CultureInfo.InvariantCulture);
        return (negative ? -value : value, exponent - part.Length + digits.Length - kept.Length, 0);
    }

    private static string[] Words(string text) => [.. Space().Split(text).Where(word => word.Length > 0)];

    private static string Strip(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsSpace(text[start]))
            start++;
        while (end > start && IsSpace(text[end - 1]))
            end--;
        return text[start..end];
    }

    /// <summary>Python counts the four separators below the space among the spaces; .NET does not.</summary>
    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001c' and <= '\u001f';

    private static string Quoted(string text) => $"\"{Values.PyRepr.Cut(text, 120)}\"";

    [GeneratedRegex(@"[\s\u001c-\u001f]+")]
    private static partial Regex Space();

    [GeneratedRegex(@"\A(?<sign>[-+])?(?:(?<inf>inf(?:inity)?)|(?<whole>[0-9]*)(?:\.(?<part>[0-9]*))?(?:e(?<exp>[-+]?[0-9]+))?)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Decimal();
}
