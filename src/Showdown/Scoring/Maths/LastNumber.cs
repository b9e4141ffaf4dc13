using Showdown.Scoring.Text;

namespace Showdown.Scoring.Maths;

/// <summary>The last number of a sentence as written: "2/3", "1,000.99", "100%", "3:1", "-5"; no digit out of the middle of a word.</summary>
internal static class LastNumber
{
    internal static readonly string[] Before =
    [
        "in",
        "after",
        "within",
        "for",
        "during",
        "on",
        "until",
        "every",
        "next",
        "day",
        "week",
        "month",
        "year",
        "step",
        "case",
        "part",
        "question",
    ];

    internal static readonly string[] Times = ["second", "minute", "hour", "day", "week", "month", "year", "step"];

    /// <summary>The only sum of money, else the last number that is no time or place beside the statement ("will owe $84 in 12 months").</summary>
    public static ReadOnlySpan<char> In(ReadOnlySpan<char> sentence)
    {
        if (Money(sentence) is { IsEmpty: false } money)
            return money;
        var aside = default(ReadOnlySpan<char>);
        for (var rest = sentence; Last(rest, out var start) is { IsEmpty: false } number; rest = sentence[..start])
        {
            if (!IsAside(sentence[..start], sentence[(start + number.Length)..]))
                return number;
            if (aside.IsEmpty)
                aside = number;
            if (start == 0)
                break;
        }

        return aside;
    }

    private static ReadOnlySpan<char> Money(ReadOnlySpan<char> sentence)
    {
        var sign = sentence.IndexOfAny('$', '€', '£');
        if (
            sign < 0
            || sign + 1 >= sentence.Length
            || !char.IsAsciiDigit(sentence[sign + 1])
            || sentence[(sign + 1)..].IndexOfAny('$', '€', '£') >= 0
        )
            return default;
        var end = sign + 1;
        while (end < sentence.Length && (char.IsAsciiDigit(sentence[end]) || sentence[end] is ',' or '.'))
            end++;
        return sentence[sign..end].TrimEnd(",.");
    }

    private static bool IsAside(ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        before = before.TrimEnd();
        var word = before[(before.LastIndexOf(' ') + 1)..];
        var known = false;
        foreach (var candidate in Before)
            known |= word.Equals(candidate, StringComparison.OrdinalIgnoreCase);
        if (!known)
            return false;
        if (word is "day" or "week" or "month" or "year" or "step" or "case" or "part" or "question")
            return true;
        after = after.TrimStart();
        foreach (var time in Times)
        {
            if (after.StartsWith(time, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static ReadOnlySpan<char> Last(ReadOnlySpan<char> sentence, out int from)
    {
        from = 0;
        for (var i = sentence.Length - 1; i >= 0; i--)
        {
            if (!char.IsAsciiDigit(sentence[i]))
                continue;
            var start = i;
            while (start > 0 && IsPart(sentence[start - 1]))
                start--;
            var end = i + 1;
            while (
                end < sentence.Length
                && sentence[end] is '%' or '°' or '½' or '⅓' or '⅔' or '¼' or '¾' or '\\'
                && (sentence[end] != '\\' || (end + 1 < sentence.Length && sentence[end + 1] == '%'))
            )
                end++;
            var glued =
                (start > 0 && (Scripts.Clings(sentence[start - 1]) || sentence[start - 1] == '_'))
                || (end < sentence.Length && Scripts.Clings(sentence[end]) && !IsUnit(sentence[end..]));
            if (!glued)
            {
                while (start < end && sentence[start] is ',' or ':' or '/' or '.')
                    start++;
                from = start;
                return sentence[start..end].TrimEnd(",:/.\\");
            }

            i = start;
        }

        return default;
    }

    private static bool IsPart(char c) => char.IsAsciiDigit(c) || c is '.' or ',' or '/' or ':' or '-' or '−' or '√' or 'π' or '$' or '€' or '^';

    private static bool IsUnit(ReadOnlySpan<char> rest)
    {
        var end = 0;
        while (end < rest.Length && char.IsLetter(rest[end]))
            end++;
        return rest[..end]
            is "m"
                or "cm"
                or "km"
                or "mm"
                or "g"
                or "kg"
                or "s"
                or "h"
                or "ft"
                or "in"
                or "mph"
                or "am"
                or "pm"
                or "th"
                or "st"
                or "nd"
                or "rd"
                or "x";
    }
}
