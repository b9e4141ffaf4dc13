using System.Buffers;
using System.Collections.Frozen;

namespace Showdown.Scoring.Text;

/// <summary>Tells a text that ends in the middle of a formula or a sentence: what merely stands last there is no answer.</summary>
internal static class CutOff
{
    private const int LongestTail = 3000;

    private static readonly SearchValues<char> _calculation = SearchValues.Create("0123456789 +-*/=×÷.,()$%");

    internal static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> OpenWords = (
        "the a an of and or is are was were be to in on at by for from with as that which than then so we it this if when where has have had not need needs must can will would into per each every its their his her our your i he she they there but because since "
        + "der die das und oder ist sind von zu mit für le la les un une de du et ou est sont à el los las una y o es son"
    )
        .Split(' ')
        .Distinct()
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    internal static readonly string[] Conclusions =
    [
        "so ",
        "thus",
        "therefore",
        "hence",
        "altogether",
        "in total",
        "total",
        "in all",
        "finally",
        "answer",
        "this gives",
        "that gives",
        "which gives",
        "we get",
    ];

    /// <summary>No full stop, bracket or formula closes the text, and it does not end as a statement of a result does.</summary>
    public static bool Is(string text)
    {
        var tail = text.AsSpan(Math.Max(0, text.Length - LongestTail)).TrimEnd();
        if (tail.IsEmpty)
            return false;
        if (IsInFormula(text) || EndsInSign(tail) || EndsInListMark(tail))
            return true;
        if (!char.IsLetterOrDigit(tail[^1]))
            return false;
        var sentence = LastSentence(tail, out var isPunctuated);
        return OpenWords.Contains(LastWord(sentence)) || (isPunctuated && !IsStatement(sentence));
    }

    /// <summary>A formula or an environment has been opened and not closed.</summary>
    public static bool IsInFormula(string text)
    {
        var tail = text.AsSpan(Math.Max(0, text.Length - LongestTail));
        var paragraph = tail[Math.Max(0, tail.LastIndexOf("\n\n"))..];
        if (
            tail.LastIndexOf("\\[") > tail.LastIndexOf("\\]") && !tail[Math.Max(0, tail.LastIndexOf("\\["))..].StartsWith("\\[1")
            || paragraph.LastIndexOf("\\(") > paragraph.LastIndexOf("\\)")
            || tail.LastIndexOf("\\begin{") > tail.LastIndexOf("\\end{")
        )
            return true;
        var dollars = 0;
        var braces = 0;
        var last = -1;
        for (var i = 0; i < paragraph.Length; i++)
        {
            if (paragraph[i] == '\\')
            {
                i++;
            }
            else if (paragraph[i] == '$')
            {
                dollars++;
                last = i;
            }
            else if (paragraph[i] is '{' or '}')
            {
                braces += paragraph[i] == '{' ? 1 : -1;
            }
        }

        return braces > 0
            || (
                dollars % 2 == 1
                && paragraph[last..].IndexOfAny(paragraph[last..] is [_, >= '0' and <= '9', ..] ? "\\^_" : "\\^_=") >= 0
                && paragraph[last..].IndexOf('\n') < 0
            );
    }

    private static bool EndsInSign(ReadOnlySpan<char> text) =>
        text[^1] is '=' or '+' or '×' or '÷' or '<' or '≤' or '≥' or '^' or '(' or '&' or ',' or ':' or ';' or '，' or '、'
        || text.EndsWith(" -")
        || text.EndsWith(" /")
        || text.EndsWith(" *");

    // "... The second. 3."
    private static bool EndsInListMark(ReadOnlySpan<char> text)
    {
        if (text[^1] is not ('.' or ')'))
            return false;
        var number = text[..^1];
        var start = number.LastIndexOfAnyExceptInRange('0', '9') + 1;
        if (start == number.Length || number.Length - start > 2)
            return false;
        var before = number[..start];
        return before.EndsWith(". ")
            || (
                before.EndsWith("\n")
                && before.TrimEnd().Length > 0
                && before.TrimEnd()[^1] is '.' or ':'
                && text[^1] == '.'
                && before.Contains("1.", StringComparison.Ordinal)
            );
    }

    /// <param name="text">Not empty.</param>
    /// <param name="isPunctuated">The sentence before has its full stop: so would this one.</param>
    private static ReadOnlySpan<char> LastSentence(ReadOnlySpan<char> text, out bool isPunctuated)
    {
        for (var i = text.Length - 2; i > 0; i--)
        {
            if (text[i] is '\n' or '。' or '！' || (text[i] is '.' or '!' or '?' && char.IsWhiteSpace(text[i + 1])))
            {
                isPunctuated = text[i] != '\n' || text[..i].TrimEnd() is [.., '.' or '!' or '?' or '。'];
                return text[(i + 1)..].Trim();
            }
        }

        isPunctuated = false;
        return text;
    }

    private static ReadOnlySpan<char> LastWord(ReadOnlySpan<char> sentence) => sentence[(sentence.LastIndexOfAny(' ', '\n') + 1)..];

    // "So there are 12 ways": the number stands among the last words, behind a link or a word that concludes. Also a line of mathematics alone.
    private static bool IsStatement(ReadOnlySpan<char> sentence)
    {
        var digit = sentence.LastIndexOfAnyInRange('0', '9');
        if (digit < 0)
            return sentence.Length < 40 && !sentence.Contains(' '); // one word is no sentence that stops
        var words = 0;
        foreach (var c in sentence[digit..])
            words += c == ' ' ? 1 : 0;
        if (words > 3)
            return false;
        var start = digit;
        while (start > 0 && !char.IsWhiteSpace(sentence[start - 1]))
            start--;
        var before = sentence[..start].TrimEnd(" $*\\");
        if (before is "minus" or "Minus" or "negative" or "Negative")
            before = default; // the sign of the number
        if (before.IsEmpty || sentence[start..digit].Contains('=') || before[^1] is '=' or ':' || before.IndexOfAnyExcept(_calculation) < 0)
            return true;
        if (
            LastWord(before)
            is "is"
                or "are"
                or "equals"
                or "be"
                or "was"
                or "gives"
                or "gets"
                or "get"
                or "makes"
                or "earns"
                or "of"
                or "beträgt"
                or "lautet"
                or "est"
                or "es"
                or "sind"
                or "ist"
        )
            return true;
        foreach (var conclusion in Conclusions)
        {
            if (sentence.StartsWith(conclusion, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
