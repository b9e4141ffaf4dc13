using System.Text;
using System.Text.RegularExpressions;

namespace Showdown.Scoring.Maths;

/// <param name="Words">Normal form of the unit as written.</param>
/// <param name="Dimension">What it measures; empty for counted things ("apples") and units we do not know.</param>
/// <param name="Scale">How many of the dimension's base unit it is.</param>
internal sealed record Unit(string Words, string Dimension, Rational Scale);

/// <summary>Units of measure, so far as answers use them. Unknown words are counted things and never make two answers differ.</summary>
internal static partial class Units
{
    private const int Longest = 60;

    /// <summary>Never null: words that are no known unit are counted things.</summary>
    public static Unit Read(string words) => Find(words) ?? new Unit(Plain(words).ToLowerInvariant(), "", 1);

    /// <summary>The unit that the whole text names ("g/mol", "\mathrm{m\,s^{-2}}", "square feet", "a.m."); null when it names none.</summary>
    public static Unit? Find(string text)
    {
        if (text.Length > Longest)
            return null;
        var plain = Plain(text);
        switch (plain.ToLowerInvariant())
        {
            case "am" or "midnight":
                return new Unit(plain.ToLowerInvariant(), "clock am", 1);
            case "pm" or "noon":
                return new Unit(plain.ToLowerInvariant(), "clock pm", 1);
        }

        var total = new Measure(default, 1);
        var below = false; // behind a slash, up to the end of its brackets
        var bracketed = false;
        var next = 1;
        var words = plain.Replace("sq ", "square ", StringComparison.OrdinalIgnoreCase).Replace("cu ", "cubic ", StringComparison.OrdinalIgnoreCase);
        foreach (Match part in Part().Matches(words))
        {
            switch (part.Value)
            {
                case "/" or "per" or "Per":
                    below = true;
                    continue;
                case "·" or "*":
                    below &= bracketed;
                    continue;
                case "(":
                    bracketed = true;
                    continue;
                case ")":
                    (bracketed, below) = (false, false);
                    continue;
                case "square" or "Square":
                    next = 2;
                    continue;
                case "cubic" or "Cubic":
                    next = 3;
                    continue;
            }

            if (UnitTable.Find(part.Groups["name"].Value) is not { } unit)
                return null;
            var power = part.Groups["power"].Value is { Length: > 0 } written
                ? int.Parse(written, System.Globalization.CultureInfo.InvariantCulture)
                : next;
            if (Math.Abs(power) > 6)
                return null;
            total = total.Times(unit, below ? -power : power);
            next = 1;
        }

        return total.Powers == default || !Whole().IsMatch(words) ? null : new Unit(plain, Dimension(total), total.Scale);
    }

    // "mass·length^-3"
    private static string Dimension(Measure measure)
    {
        var p = measure.Powers;
        var named = new (string Name, int Power)[]
        {
            ("mass", p.Mass),
            ("length", p.Length),
            ("time", p.Time),
            ("current", p.Current),
            ("temperature", p.Temperature),
            ("amount", p.Amount),
            ("money", p.Money),
            ("angle", p.Angle),
            ("information", p.Information),
        };
        return string.Join('·', named.Where(n => n.Power != 0).Select(n => n.Power == 1 ? n.Name : $"{n.Name}^{n.Power}"));
    }

    // LaTeX commands, braces and full stops taken away: "\mathrm{m\,s^{-2}}" is "m s^-2".
    private static string Plain(string words)
    {
        var text = new StringBuilder(words.Length);
        for (var i = 0; i < words.Length; i++)
        {
            var c = words[i];
            if (c == '\\')
            {
                var end = i + 1;
                while (end < words.Length && char.IsAsciiLetter(words[end]))
                    end++;
                var name = words.AsSpan((i + 1)..end);
                Append(
                    text,
                    name is "mu" ? "μ"
                        : name is "Omega" ? "Ω"
                        : name is "AA" ? "Å"
                        : name is "cdot" or "times" ? "·"
                        : name is "frac" or "dfrac" or "tfrac" ? ""
                        : LatexWords.TextCommands.Contains(name.ToString()) ? (text.Length > 0 && text[^1] is 'μ' or 'k' ? "" : " ")
                        : " "
                );
                i = Math.Max(i, name.IsEmpty ? i + 1 : end - 1);
            }
            else if (c is '}' && i + 1 < words.Length && words[i + 1] == '{')
            {
                text.Append('/'); // \frac{km}{h}
                i++;
            }
            else if (c is '²' or '³')
            {
                text.Append('^').Append(c == '²' ? '2' : '3');
            }
            else if (
                char.IsLetterOrDigit(c)
                || c is '/' or '^' or '(' or ')' or '·' or '*' or '⋅'
                || (c is '-' or '−' && i + 1 < words.Length && char.IsAsciiDigit(words[i + 1]))
            )
            {
                text.Append(
                    c is '⋅' ? '·'
                    : c is '−' ? '-'
                    : c
                );
            }
            else if (c is ' ' or '~' or '\t' or '-')
            {
                Append(text, " ");
            }
        }

        return text.ToString().Trim();
    }

    private static void Append(StringBuilder text, string what)
    {
        if (what != " " || text.Length > 0 && text[^1] != ' ')
            text.Append(what);
    }

    [GeneratedRegex(
        @"/|\bper\b|·|\*|\(|\)|\bsquare\b|\bcubic\b|(?<name>[A-Za-zμµΩÅ]+)\s?\^?\s?(?<power>-?\d)?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Part();

    [GeneratedRegex(@"^(?:[\s/·*()]|[A-Za-zμµΩÅ]+(?:\s?\^?\s?-?\d)?)+$", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
