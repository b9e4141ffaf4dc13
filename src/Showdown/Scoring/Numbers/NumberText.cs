using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Showdown.Scoring.Maths;
using Showdown.Scoring.Text;

namespace Showdown.Scoring.Numbers;

/// <param name="Value">Exact; of "25%" it is 25 and <paramref name="IsPercent"/> is set.</param>
internal readonly record struct NumberReading(Rational Value, bool IsPercent);

/// <summary>
/// Reads one number as models write it: "\$1{,}234.50", "070", "-\frac{3}{4}", "1 1/2", "1.5 \times 10^{3}", "**70**", "x = 5", "25\%", "70 \text{
/// degrees}".
/// </summary>
internal static partial class NumberText
{
    private const int Longest = 400;
    private const char Parting = '\u0002';

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _skippedCommands = new[]
    {
        "text",
        "textbf",
        "textit",
        "textrm",
        "mathrm",
        "mathbf",
        "mathit",
        "mbox",
        "boxed",
        "fbox",
        "left",
        "right",
        "circ",
        "degree",
        "displaystyle",
        "quad",
        "qquad",
        "bf",
        "rm",
        "boldsymbol",
        "large",
        "Large",
        "underline",
    }
        .ToFrozenSet()
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The number that the whole text stands for, units and wrappers aside; null when it is no single number.</summary>
    public static NumberReading? Read(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length is 0 or > Longest)
            return null;
        if (Plain(text) is { } plain)
            return new NumberReading(plain, false);
        if (Compact(text) is not { } compact)
            return null;
        var rest = compact.AsSpan();
        var equals = rest.LastIndexOf('=');
        if (equals >= 0 && NamesSeveral(text))
            return null;
        if (equals >= 0)
            rest = rest[(equals + 1)..];
        if (!SkipLeadingWords(rest.Trim(), out rest, out var negative))
            return null;
        var number = Number(rest.Trim());
        return number is { } positive && negative ? positive with { Value = -positive.Value } : number;
    }

    // The ordinary case, without any allocation but the number's own.
    private static Rational? Plain(ReadOnlySpan<char> text) =>
        text.Length <= 18 && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? new Rational(value)
            : null;

    private static string? Compact(ReadOnlySpan<char> text)
    {
        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '\\':
                    var end = i + 1;
                    while (end < text.Length && char.IsAsciiLetter(text[end]))
                        end++;
                    var name = text[(i + 1)..end];
                    if (name.IsEmpty)
                    {
                        if (end < text.Length && text[end] == '%')
                            kept.Append('%');
                        i = end;
                        continue;
                    }

                    if (name is "frac" or "dfrac" or "tfrac" or "cfrac")
                        kept.Append('\u0001');
                    else if (name is "times" or "cdot")
                        kept.Append('×');
                    else if (name is "approx")
                        kept.Append('=');
                    else if (!_skippedCommands.Contains(name))
                        return null;
                    i = end - 1;
                    continue;
                case '€' when kept.Length > 0 && (char.IsAsciiDigit(kept[^1]) || kept[^1] == ' '):
                    kept.Append(" euro");
                    continue;
                case '$' or '£' or '€' or '¥' or '₹' or '*' or '_' or '`' or '"' or '°' or '~' or '\'' or '’' or '(' or ')' or '[' or ']':
                    if (c != '~' && PartsNumbers(kept, text, i))
                        kept.Append(Parting);
                    else if (c == '~')
                        kept.Append(' ');
                    else if (c == '’' && !(kept.Length > 0 && char.IsAsciiDigit(kept[^1])))
                        kept.Append(c); // "it’s 5"
                    continue;
                case '½' or '⅓' or '⅔' or '¼' or '¾' or '⅕' or '⅖' or '⅗' or '⅘' or '⅙' or '⅚' or '⅛' or '⅜' or '⅝' or '⅞':
                    kept.Append(kept.Length > 0 && char.IsAsciiDigit(kept[^1]) ? " " : "").Append(VulgarFraction(c));
                    continue;
                case '⁻' or '⁺' or '⁰' or '¹' or '²' or '³' or (>= '⁴' and <= '⁹') when IsPowerOfTen(kept):
                    kept.Append(kept[^1] == '0' && text[i - 1] == '0' ? "^" : "").Append(Superscript(c));
                    continue;
                case '−' or '–' or '\u2011':
                    kept.Append('-');
                    continue;
                case '≈':
                    kept.Append('=');
                    continue;
                default:
                    kept.Append(char.IsWhiteSpace(c) ? ' ' : c);
                    continue;
            }
        }

        return kept.ToString();
    }

    private static bool SkipLeadingWords(ReadOnlySpan<char> text, out ReadOnlySpan<char> rest, out bool negative)
    {
        rest = text;
        negative = false;
        var at = 0;
        while (at < text.Length && (char.IsLetter(text[at]) || text[at] is ' ' or ':' or '{' or '}' or ',' or '’'))
            at++;
        var words = text[..at].Trim(" {}:");
        if (words.Length is 0 || at == text.Length)
            return true;
        var sign = SignWords.Of(text[..at], text[at..], out _);
        if (sign == SpokenSign.Subtracts || IsTerm(words, text[at..]) || Denials.Are(text[..at], text[at..]))
            return false;
        negative = sign == SpokenSign.Negative;
        if ((text[..at].Contains(':') || words.Length > 2) && text[..at][^1] is ' ' or '}' or ':')
            rest = text[at..];
        return true;
    }

    // The "- 5" of "it is x - 5" and of "total - 5": taken away from what stands before, or behind a dash.
    private static bool IsTerm(ReadOnlySpan<char> words, ReadOnlySpan<char> number) =>
        words[(words.LastIndexOf(' ') + 1)..] is "log" or "ln" or "sin" or "cos" or "tan" or "sqrt"
        || number[0] is '-' or '+'
            && char.IsLetter(words[^1])
            && (words.Length > 1 && words[^2] == ' ' || number is [_, ' ', ..] && !SignWords.IsLink(words[(words.LastIndexOf(' ') + 1)..]));

    private static NumberReading? Number(ReadOnlySpan<char> text)
    {
        var at = 0;
        var negative = false;
        while (at < text.Length && text[at] is '-' or '+' or ' ' or '{')
        {
            negative ^= text[at] == '-';
            at++;
        }

        if (at < text.Length && text[at] == '\u0001')
        {
            if (Fraction(text, ref at) is not { } fraction)
                return null;
            return Finish(text, at, fraction, negative);
        }

        if (OtherGroups.Read(text[at..]) is { } grouped)
            return Finish(text, at + grouped.Length, grouped.Value, negative);
        if (Digits(text, ref at) is not { } value)
            return null;
        var after = at;
        while (after < text.Length && text[after] is ' ' or '}')
            after++;
        if (after < text.Length && text[after] == '/' && Denominator(text, after + 1, out var end) is { } denominator)
            return denominator.IsZero ? null : Finish(text, end, value / denominator, negative);
        if (after < text.Length && value.IsInteger && MixedPart(text, after, out end) is { } part)
            return Finish(text, end, value + part, negative);
        if (Exponent(text, after, out end) is { } power)
            return Finish(text, end, value * power, negative);
        return Finish(text, at, value, negative);
    }

    private static NumberReading? Finish(ReadOnlySpan<char> text, int at, Rational value, bool negative)
    {
        if (value.IsTooLarge)
            return null;
        if (Magnitude(text[at..], out var length) is { } times)
            (value, at) = (value * times, at + length);
        var rest = text[at..].Trim(" {}.,;");
        if (rest is ['²' or '³', ..] or ['^', '{' or (>= '0' and <= '9'), ..])
            return null; // a power, not a unit
        var percent = false;
        if (rest.StartsWith('%'))
        {
            percent = true;
            rest = rest[1..].Trim(" {}.,;");
        }
        else if (rest.StartsWith("percent", StringComparison.OrdinalIgnoreCase))
        {
            percent = true;
            rest = rest["percent".Length..].Trim(" {}.,;");
        }

        return rest.IsEmpty || IsUnit(rest) ? new NumberReading(negative ? -value : value, percent) : null;
    }

    /// <summary>
    /// 1000 for "k", "thousand" and the like at the start of what stands behind a number, spaces and braces before it included; null when there is
    /// none.
    /// </summary>
    public static Rational? Magnitude(ReadOnlySpan<char> behind, out int length)
    {
        var start = 0;
        while (start < behind.Length && behind[start] is ' ' or '{' or '}')
            start++;
        length = start;
        while (length < behind.Length && char.IsAsciiLetter(behind[length]))
            length++;
        var word = behind[start..length];
        if (word is "k" or "K" && start == 0)
            return 1000;
        return word.Length is > 3 and < 9 ? NumberWords.Magnitude(word.ToString()) : null;
    }

    // Words such as "cm", "square units" or "dollars"; no variable, no second number, no "or".
    private static bool IsUnit(ReadOnlySpan<char> rest)
    {
        if (rest.Length > 60 || Denials.Are(default, rest))
            return false;
        var words = 0;
        foreach (var range in rest.Split(' '))
        {
            if (rest[range].TrimStart("{}.,") is [>= '0' and <= '9', ..])
                return false; // the 2 of "1, 2"
            var word = rest[range].Trim("{}.,^23²³/");
            if (word.IsEmpty)
                continue;
            foreach (var c in word)
            {
                if (!char.IsLetter(c) && c is not ('-' or '/' or '.' or '^'))
                    return false;
            }

            if (
                word is "or" or "and" or "to" or "times" or "plus" or "minus"
                || (word.Length == 1 && word[0] is not ('m' or 'g' or 's' or 'h' or 'L' or 'C' or 'F' or 'K' or 'J' or 'N' or 'V' or 'W' or 'A'))
                || ++words > 5
            )
                return false;
        }

        return true;
    }

    private static Rational? Denominator(ReadOnlySpan<char> text, int from, out int end)
    {
        end = from;
        while (end < text.Length && text[end] is ' ' or '{')
            end++;
        return Digits(text, ref end);
    }

    // \frac{3}{4}, \frac34
    private static Rational? Fraction(ReadOnlySpan<char> text, ref int at)
    {
        at++;
        var negative = false;
        if (Part(text, ref at, ref negative) is not { } top || Part(text, ref at, ref negative) is not { IsZero: false } bottom)
            return null;
        return negative ? -(top / bottom) : top / bottom;
    }

    private static Rational? Part(ReadOnlySpan<char> text, ref int at, ref bool negative)
    {
        while (at < text.Length && text[at] is ' ' or '}')
            at++;
        if (at < text.Length && char.IsAsciiDigit(text[at]))
            return text[at++] - '0';
        var braced = false;
        while (at < text.Length && text[at] is '{' or '-' or ' ')
        {
            braced |= text[at] == '{';
            negative ^= text[at] == '-';
            at++;
        }

        var value = braced ? Digits(text, ref at) : null;
        while (at < text.Length && text[at] == ' ')
            at++;
        if (at >= text.Length || text[at] != '}')
            return null;
        at++;
        return value;
    }

    // The "1/2" of "1 1/2" and of "1\frac{1}{2}"
    private static Rational? MixedPart(ReadOnlySpan<char> text, int from, out int end)
    {
        end = from;
        if (text[from] == '\u0001')
            return Fraction(text, ref end);
        if (text[from - 1] != ' ' || Digits(text, ref end) is not { IsInteger: true } top || end >= text.Length || text[end] != '/')
            return null;
        return Denominator(text, end + 1, out end) is { IsZero: false } bottom ? top / bottom : null;
    }

    // "e3", "× 10^{3}", "x 10^3"
    private static Rational? Exponent(ReadOnlySpan<char> text, int from, out int end)
    {
        end = from;
        if (from >= text.Length)
            return null;
        var rest = text[from..];
        int sign;
        if (rest[0] is 'e' or 'E' && from > 0 && char.IsAsciiDigit(text[from - 1]))
        {
            sign = 1;
        }
        else if (rest[0] is '×' or 'x' or '·')
        {
            var ten = rest[1..].TrimStart();
            if (!ten.StartsWith("10^"))
                return null;
            sign = rest.Length - ten.Length + 3;
        }
        else
        {
            return null;
        }

        var at = sign;
        var negative = false;
        while (at < rest.Length && rest[at] is '{' or '-' or '+' or ' ')
        {
            negative |= rest[at] == '-';
            at++;
        }

        var digits = at;
        while (at < rest.Length && char.IsAsciiDigit(rest[at]))
            at++;
        if (at == digits || at - digits > 3)
            return null;
        end = from + at;
        var power = int.Parse(rest[digits..at], CultureInfo.InvariantCulture);
        return Rational.PowerOfTen(negative ? -power : power);
    }
}
