using System.Collections.Frozen;

namespace Showdown.Scoring.Maths;

/// <summary>Tells a sentence from a formula by the little words outside of formulas.</summary>
internal static class Prose
{
    internal static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = (
        "the is are was were of so we it its that this these those there here have has had gives give get gets got find found thus hence therefore which who from into than then now since because total number answer value values points "
        + "probability area volume length solution solutions equals equal must can be by on at to he she they her his their our us you your sum product difference increases decreases"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Is(ReadOnlySpan<char> text)
    {
        var formula = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '$')
            {
                formula = !formula;
            }
            else if (c == '\\')
            {
                while (i + 1 < text.Length && char.IsAsciiLetter(text[i + 1]))
                    i++;
            }
            else if (char.IsAsciiLetter(c))
            {
                var end = i + 1;
                while (end < text.Length && char.IsAsciiLetter(text[end]))
                    end++;
                if (!formula && end - i > 1 && Words.Contains(text[i..end]) && !(end < text.Length && text[end] == '}') && Spaced(text, i, end))
                    return true;
                i = end - 1;
            }
        }

        return false;
    }

    /// <summary>
    /// "Ann will owe $84": two words and then a number, in any language; one word before a formula ("Il y a $120$ façons"), and one where words
    /// follow the number as well ("Hay 120 maneras"). "Total cost: 84" and "approximately 84" are answers.
    /// </summary>
    public static bool StartsInWords(ReadOnlySpan<char> text)
    {
        var at = 0;
        var words = 0;
        for (; at < text.Length && !char.IsDigit(text[at]); at++)
        {
            if (text[at] == '$' && words > 0 && !char.IsDigit(text[Math.Min(at + 1, text.Length - 1)]) || OpensFormula(text[at..]))
                return words > 0;
            if (text[at] is '\\' or '=' or ':' or '{' or '(' or '[' or '√' or '+' or '<' or '>')
                return false;
            if (!char.IsLetter(text[at]) || (at > 0 && char.IsLetter(text[at - 1])))
                continue;
            var end = at;
            while (end < text.Length && char.IsLetter(text[end]))
                end++;
            var word = text[at..end];
            if (
                word is "a" or "y" or "A" or "à" or "é" or "è" or "e" or "o"
                && (words > 0 || end < text.Length && text[end] == ' ' && StartsWord(text[(end + 1)..]))
            )
                continue; // a little word of another language
            if (
                word.Length < 2
                || word is "pi" or "sqrt" or "minus" or "negative" or "approximately" or "about" or "and" or "or"
                || LatexWords.Functions.Contains(word.ToString())
                || LatexWords.Greek.Contains(word.ToString())
            )
                return false;
            words++;
        }

        return at < text.Length && (words > 1 || (words == 1 && WordsFollow(text[at..])));
    }

    // "$120$", "\(x\)": a formula that has its end.
    private static bool OpensFormula(ReadOnlySpan<char> text) =>
        text is ['$', not ' ', ..] && text[1..].IndexOf('$') > 0 || text.StartsWith("\\(") || text.StartsWith("\\[");

    private static bool StartsWord(ReadOnlySpan<char> text) =>
        text is [var first, var second, var third, ..] && char.IsLetter(first) && char.IsLetter(second) && char.IsLetter(third);

    private static bool WordsFollow(ReadOnlySpan<char> number)
    {
        var end = number.IndexOfAnyExceptInRange('0', '9');
        return end > 0 && number[end] == ' ' && StartsWord(number[(end + 1)..]) && number.IndexOfAny('=', ',', '\\') < 0;
    }

    private static bool Spaced(ReadOnlySpan<char> text, int start, int end) =>
        (start == 0 || text[start - 1] is ' ' or '\n' or '*' or '(' or '"')
        && (end == text.Length || text[end] is ' ' or ',' or '.' or ':' or '\n' or '*');
}
