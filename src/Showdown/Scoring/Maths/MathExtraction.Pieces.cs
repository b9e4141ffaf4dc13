namespace Showdown.Scoring.Maths;

/// <summary>The pieces of a text that an answer may stand in: formulas, lines, sentences, blocks.</summary>
internal static partial class MathExtraction
{
    /// <summary>The formula that the text starts with; empty when it does not start with one.</summary>
    private static ReadOnlySpan<char> Formula(ReadOnlySpan<char> text)
    {
        foreach (var (open, close) in (ReadOnlySpan<(string, string)>)[("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]")])
        {
            if (!text.StartsWith(open))
                continue;
            var end = Closing(text, open.Length, close);
            return end < 0 || open == "$" && IsMoney(text[1..end]) ? default : text[open.Length..end].Trim();
        }

        return default;
    }

    // "$4 and then 4*4 = $16": two prices are no formula.
    private static bool IsMoney(ReadOnlySpan<char> between) =>
        between is [>= '0' and <= '9', ..]
        && !between.Contains('\\')
        && (
            between.TrimEnd() is [.., '=' or '+' or '-' or '*' or '/' or '>' or '<']
            || between.IndexOf(' ') is > 0 and var space && between[(space + 1)..] is [>= 'a' and <= 'z', >= 'a' and <= 'z', ..]
        );

    private static int Closing(ReadOnlySpan<char> text, int from, string close)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (text[i..].StartsWith(close))
                return i;
            if (text[i] == '\\')
                i++;
        }

        return -1;
    }

    private static ReadOnlySpan<char> LastFormula(ReadOnlySpan<char> text)
    {
        var last = default(ReadOnlySpan<char>);
        var (lastStart, lastEnd) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] == '$')
            {
                i++;
                continue;
            }

            if (text[i] != '$' && !(text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '(' or '['))
                continue;
            var formula = Formula(text[i..]);
            if (formula.IsEmpty)
            {
                i++;
                continue;
            }

            // "$x = 6$ or $x = -2$" are one answer.
            if (!last.IsEmpty && OnlySeparates(text[lastEnd..i]))
            {
                last = text[lastStart..(i + text[i..].IndexOf(formula) + formula.Length)];
            }
            else
            {
                last = formula;
                lastStart = i;
            }

            i += formula.Length + 1;
            while (i < text.Length && text[i] is not ('$' or ')' or ']'))
                i++;
            if (i + 1 < text.Length && text[i] == '$' && text[i + 1] == '$')
                i++;
            lastEnd = Math.Min(i + 1, text.Length);
        }

        return last;
    }

    private static ReadOnlySpan<char> Line(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny('\n', '\r');
        return (end < 0 ? text : text[..end]).Trim();
    }

    /// <summary>Up to the end of the line or a full stop outside formulas.</summary>
    internal static ReadOnlySpan<char> Sentence(ReadOnlySpan<char> text)
    {
        var formula = false;
        var limit = Math.Min(text.Length, LongestAnswer);
        for (var i = 0; i < limit; i++)
        {
            var c = text[i];
            if (c == '$' && (i == 0 || text[i - 1] != '\\'))
                formula = !formula;
            else if (c is '\n' or '\r' or '。' or '！' or '।' && !formula)
                return text[..i].Trim();
            else if (
                c is '.' or '!'
                && !formula
                && (i + 1 >= text.Length || char.IsWhiteSpace(text[i + 1]) || text[i + 1] is '*')
                && !(i > 1 && text[i - 1] == 'm' && text[i - 2] is '.' or 'p' or 'a')
            )
                return text[..i].Trim();
        }

        return text[..limit].Trim();
    }

    // Full stops and line breaks end a sentence, but not inside a formula.
    private static ReadOnlySpan<char> LastSentence(ReadOnlySpan<char> body)
    {
        var formula = body.EndsWith("$") || body.EndsWith("$.");
        body = body.TrimEnd(SentenceEnds);
        if (body.EndsWith("\\]") || body.EndsWith("$$") || body.EndsWith("\\)"))
            return LastBlock(body);
        for (var i = body.Length - 1; i > 0; i--)
        {
            if (body[i] == '$' && i < body.Length - 1)
                formula = !formula;
            if (!formula && (body[i] is '\n' or '\r' or '。' or '！' or '।' || (body[i - 1] is '.' or '!' && body[i] == ' ')))
                return body[(i + 1)..];
        }

        return body;
    }

    private static ReadOnlySpan<char> LastBlock(ReadOnlySpan<char> body)
    {
        var open =
            body.EndsWith("\\]") ? body.LastIndexOf("\\[")
            : body.EndsWith("\\)") ? body.LastIndexOf("\\(")
            : body[..^2].LastIndexOf("$$");
        return open < 0 ? body : body[open..];
    }
}
