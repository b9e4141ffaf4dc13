using System.Collections.Frozen;
using System.Text;

namespace Showdown.Scoring.Maths;

/// <summary>Normal forms of answers as text: of words, and of LaTeX that is no expression we know.</summary>
internal static class TextForm
{
    private static readonly FrozenDictionary<string, string> _synonyms = new Dictionary<string, string>
    {
        ["no solution"] = "none",
        ["no solutions"] = "none",
        ["no real solution"] = "none",
        ["no real solutions"] = "none",
        ["empty set"] = "none",
        ["emptyset"] = "none",
        ["there are no solutions"] = "none",
        ["there is no solution"] = "none",
        ["does not exist"] = "dne",
        ["undefined"] = "dne",
        ["not defined"] = "dne",
        ["infinite"] = "infinity",
        ["infinitely many"] = "infinity",
        ["infinitely many solutions"] = "infinity",
        ["all real numbers"] = "all reals",
        ["real numbers"] = "all reals",
        ["all real number"] = "all reals",
        ["set of all real numbers"] = "all reals",
        ["all x"] = "all reals",
        ["all real x"] = "all reals",
        ["all real"] = "all reals",
        ["all positive real numbers"] = "positive reals",
        ["all positive reals"] = "positive reals",
        ["positive real numbers"] = "positive reals",
        ["all negative real numbers"] = "negative reals",
        ["negative real numbers"] = "negative reals",
        ["all nonnegative real numbers"] = "nonnegative reals",
        ["all non negative real numbers"] = "nonnegative reals",
        ["nonnegative real numbers"] = "nonnegative reals",
        ["all nonzero real numbers"] = "nonzero reals",
        ["all non zero real numbers"] = "nonzero reals",
        ["all integers"] = "integers",
        ["set of all integers"] = "integers",
        ["not possible"] = "impossible",
        ["it is impossible"] = "impossible",
        ["it is not possible"] = "impossible",
        ["noon"] = "12 00 pm",
        ["12 noon"] = "12 00 pm",
        ["12 pm"] = "12 00 pm",
        ["midnight"] = "12 00 am",
        ["12 midnight"] = "12 00 am",
        ["12 am"] = "12 00 am",
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _unseen = LatexWords
        .Ignored.Except(LatexWords.Accents.Keys)
        .Concat(LatexWords.TextCommands)
        .ToFrozenSet()
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Lower case, letters and digits only, single spaces, no articles.</summary>
    public static string Words(string text)
    {
        var words = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\')
            {
                while (i + 1 < text.Length && char.IsAsciiLetter(text[i + 1]))
                    i++;
                if (words.Length > 0 && words[^1] != ' ')
                    words.Append(' ');
            }
            else if (char.IsLetterOrDigit(c))
            {
                words.Append(char.ToLowerInvariant(c));
            }
            else if (c is not ('\'' or '’' or '.') && words.Length > 0 && words[^1] != ' ')
            {
                words.Append(' ');
            }
        }

        var all = words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var kept = string.Join(' ', all.Where((w, i) => w is not ("the" or "an") && !(w is "a" && i + 1 < all.Length && all[i + 1].Length > 1))); // "a" alone is a letter
        if (kept.Length == 0)
            kept = words.ToString().Trim();
        return _synonyms.GetValueOrDefault(kept) ?? Date(kept) ?? kept;
    }

    private static readonly string[] _months =
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];

    // "14 march", "march 14th" and "14th of march" are "march 14".
    private static string? Date(string words)
    {
        if (
            words.Length is 0 or > 40
            || !char.IsAsciiDigit(words[0]) && !char.IsAsciiDigit(words[^1]) && !words.EndsWith('h') && !words.EndsWith('t') && !words.EndsWith('d')
        )
            return null;
        var parts = words
            .Split(' ')
            .Where(w => w != "of")
            .Select(w => char.IsAsciiDigit(w[0]) && w.Length > 2 && w[^2..] is "st" or "nd" or "rd" or "th" ? w[..^2] : w)
            .ToArray();
        var month = Array.FindIndex(
            parts,
            p => p.Length > 2 && Array.Exists(_months, m => m == p || (p.Length == 3 && m.StartsWith(p, StringComparison.Ordinal)))
        );
        if (month is < 0 or > 1 || parts.Length is < 2 or > 3)
            return null;
        if (month == 1)
            (parts[0], parts[1]) = (parts[1], parts[0]);
        parts[0] = Array.Find(_months, m => m.StartsWith(parts[0], StringComparison.Ordinal))!;
        return string.Join(' ', parts);
    }

    /// <summary>The same words, and where digits are among them also the same signs: "x - 1" and "x + 1)" have the same letters.</summary>
    public static bool SameWords(string words, string source, string otherWords, string otherSource) =>
        words == otherWords
        && Charges(source) == Charges(otherSource)
        && (words.Length > 1 && !words.Any(char.IsAsciiDigit) && words.Split(' ').All(w => w.Length > 1) || Signs(source) == Signs(otherSource));

    // The signs that cling to a word: Na⁺ is not Na⁻. No hyphens, no dashes between words, no list marks.
    private static string Charges(string text)
    {
        var charges = new StringBuilder();
        for (var i = 1; i < text.Length; i++)
        {
            var sign = text[i] switch
            {
                '+' or '⁺' => '+',
                '-' or '−' or '⁻' => '-',
                _ => '\0',
            };
            if (sign != '\0' && !char.IsWhiteSpace(text[i - 1]) && (i + 1 == text.Length || !char.IsLetter(text[i + 1])))
                charges.Append(sign);
        }

        return charges.ToString();
    }

    // Operators and commands that mean something, in their order.
    private static string Signs(string text)
    {
        var signs = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                var end = i + 1;
                while (end < text.Length && char.IsAsciiLetter(text[end]))
                    end++;
                var name = text.AsSpan((i + 1)..end);
                if (!name.IsEmpty && !_unseen.Contains(name) && name is not ("begin" or "end"))
                    signs.Append(
                        name is "dfrac" or "tfrac" ? "frac"
                        : LatexWords.Ellipses.Contains(name.ToString()) ? "…"
                        : name
                    );
                i = Math.Max(i, end - 1);
            }
            else if (text[i] == '…' || (text[i] == '.' && text.AsSpan(i).StartsWith("...")))
            {
                signs.Append('…');
                i += text[i] == '.' ? 2 : 0;
            }
            else if (
                text[i] is '+' or '=' or '<' or '>' or '^' or '/' or '*' or '!' or '[' or ']' or '−' or '√' or '%'
                || (text[i] == '-' && !(i > 0 && char.IsLetter(text[i - 1]) && i + 1 < text.Length && char.IsLetter(text[i + 1])))
            )
            {
                signs.Append(text[i]);
            }
        }

        return signs.ToString().TrimEnd('!');
    }

    /// <summary>LaTeX without spacing, sizing and styling; equal forms are the same answer whatever it means.</summary>
    public static string Formula(string text)
    {
        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c != '\\')
            {
                if (!char.IsWhiteSpace(c) && c is not ('$' or '~' or '*' or '\u200B'))
                    kept.Append(c);
                continue;
            }

            var end = i + 1;
            while (end < text.Length && char.IsAsciiLetter(text[end]))
                end++;
            var name = text.AsSpan((i + 1)..end);
            if (end == i + 1)
            {
                if (end < text.Length && text[end] is not (',' or '!' or ';' or ':' or ' ' or '(' or ')' or '[' or ']' or '$'))
                    kept.Append('\\').Append(text[end]);
                i = end;
                continue;
            }

            i = end - 1;
            if (name is "dfrac" or "tfrac" or "cfrac")
                kept.Append("\\frac");
            else if (LatexWords.Accents.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var accent))
                kept.Append('\\').Append(accent);
            else if (name is "left" or "right" && end < text.Length && text[end] == '.')
                i++;
            else if (!_unseen.Contains(name))
                kept.Append('\\').Append(name);
        }

        var form = WithoutIdleBraces(kept).TrimEnd(',', ';');
        return form.EndsWith('.') && !form.EndsWith("..", StringComparison.Ordinal) ? form[..^1] : form;
    }

    // {5} is 5; {31} is not 31, for \frac{31}{6} is not \frac316.
    private static string WithoutIdleBraces(StringBuilder text)
    {
        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '{' && i + 2 < text.Length && text[i + 2] == '}' && char.IsLetterOrDigit(text[i + 1]) && (i == 0 || text[i - 1] != '\\'))
            {
                kept.Append(text[i + 1]);
                i += 2;
            }
            else
            {
                kept.Append(text[i]);
            }
        }

        return kept.ToString();
    }
}
