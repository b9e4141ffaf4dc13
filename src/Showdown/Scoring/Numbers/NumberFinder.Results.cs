using System.Text.RegularExpressions;
using Showdown.Scoring.Maths;
using Showdown.Scoring.Text;

namespace Showdown.Scoring.Numbers;

/// <content>What a statement comes to: the result of a calculation, and what is said instead of it behind.</content>
internal static partial class NumberFinder
{
    // "Wait, that's wrong. It is 45." Nothing is calculated behind it, and it is not about what would be.
    private static NumberFinding? SecondThought(string text, int from)
    {
        var behind = text.AsSpan(Math.Max(from, text.Length - LongestTail));
        return
            TakesBack().IsMatch(behind)
            && !Supposes().IsMatch(behind)
            && SecondThoughts.Last(text, from) is { } thought
            && NumberText.Read(thought.Answer) is { } number
            && behind[(behind.LastIndexOf(thought.Answer) + thought.Answer.Length)..].IndexOfAnyInRange('0', '9') < 0
            ? new NumberFinding(number, Show(thought.Answer), $"{thought.How} {Quote.Of(thought.Answer)}")
            : null;
    }

    [GeneratedRegex(
        @"(?:^|[.!?;:,…—–\n)*}$-])[ *]*(?:(?:oh|no|hmm|hold on|but|and|well)[, …—–-]+)*(?:wait|actually|correction|oops|sorry|scratch that)\b|\bmade a mistake\b|\bactually\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex TakesBack();

    [GeneratedRegex(
        @"\b(?:if|would|could|had|suppose|suppos\w+|common|check|per|each)\b|[?]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Supposes();

    // "\boxed{1} and \boxed{2}"
    private static NumberFinding? NamesAnotherBox(string text, List<Box> boxes)
    {
        if (
            boxes is not [.., var first, var last]
            || NumberText.Read(first.Content(text)) is not { } one
            || NumberText.Read(last.Content(text)) == one
        )
            return null;
        var gap = text.AsSpan(first.ContentEnd + 1, Math.Max(0, last.Start - first.ContentEnd - 1)).Trim(" $*\\(),");
        return gap is "" or "and" or "or" or "und" or "oder" or "et" or "ou" or "y" or "o" or "和" or "或"
            ? new NumberFinding(
                null,
                null,
                $"the last boxes hold {Quote.Of(first.Content(text))} and {Quote.Of(last.Content(text))}, which are no single number"
            )
            : null;
    }

    // "2 × 3, which is 6"
    private static ReadOnlySpan<char> Result(ReadOnlySpan<char> line)
    {
        if (PlainEquation.Result(line) is { IsEmpty: false } result)
            return result;
        if (Equated(line) is { IsEmpty: false } equated)
            return equated;
        if (Leads().Match(line.ToString()) is not { Success: true } lead)
            return default;
        var led = line[(lead.Index + lead.Length)..];
        return led.TrimStart(" $*(-−") is [>= '0' and <= '9', ..] ? led : default;
    }

    // The 15 of "5*3 = 15 tablespoons, since each cup takes 3"
    private static ReadOnlySpan<char> Equated(ReadOnlySpan<char> line)
    {
        var rest = line[(line.LastIndexOf('=') + 1)..].TrimStart(" $");
        if (rest.Length == line.Length)
            return default;
        var start = rest.IndexOfAnyExcept('-', '−');
        return
            start is 0 or 1 && char.IsAsciiDigit(rest[start]) && AloneAt(rest, start, out var stop) is not null && !PartOfMore.Is(rest, start, stop)
            ? rest[..stop]
            : default;
    }

    // The 42 of "42 because 42 - 12 = 30" and of "42 (n = 6)": an equation behind a reason or a condition is not the answer.
    private static ReadOnlySpan<char> WithoutReason(ReadOnlySpan<char> line) =>
        line.Length <= 300 && line.Contains('=') && Reasoned().Match(line.ToString()) is { Success: true } said
            ? line[..said.Groups["said"].Length]
            : line;

    [GeneratedRegex(
        @"^(?<said>[\\$*( ]*(?:[A-Za-z]{1,12}[ ]?=[ ]?)?[\\$*]*[-−]?[$€£]?\d[\d.,]*[%°]?[\\$*)]*(?:[ ](?!(?:is|are|was|equals)\b)[A-Za-z]{1,12}[\\$*]*){0,2}?)"
            + @"(?:[ *$]+\((?:[^()]|\([^()]*\))*=(?:[^()]|\([^()]*\))*\)[ .!*$]*$"
            + @"|[ ,;:—–*$-]*[ ,](?:because|since|when|where|if|as|attained|reached|check)\b[^=]*[A-Za-z0-9 )][ $]?=)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Reasoned();

    // Nothing but a calculation; with a minus it may be a range. No bracket behind a number: in "6 (2 × 3)" it explains.
    [GeneratedRegex(
        @"^(?=.*(?:[×·⋅÷+√]|\d ?\* ?\d|\\(?:times|cdot|div|sqrt)))(?!.*\d(?:[ $]|\*\*)*[ $*]\()(?!.*\d\()(?:[\d .,+*×·⋅÷/√$²³¹⁰⁴-⁹{}()]|\\(?:times|cdot|div|[dt]?frac|sqrt|left|right|,|;))+$",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Calculation();

    [GeneratedRegex(
        @"(?:\b(?:which|that|this) (?:is|equals|gives|makes|comes to)|\b(?:equals|gives|makes|or)|→|⇒|[-=]>) ",
        RegexOptions.RightToLeft | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Leads();

    // "44, no wait, 45."
    [GeneratedRegex(
        @"^\D{0,40}[\d.,]*\d[ ,.;:…—–*$-]*\b(?:no(?=[ ]*[,;:.…—–-]|[ ]wait|[ ]sorry|[ ]actually|[ ]it)|wait|sorry|oops|actually|correction|scratch that|I mean)\b"
            + @"(?:[ ,.;:…—–*$-]|\b(?:no|wait|sorry|actually|rather|I|mean|it|is|it['’]s|that|that['’]s|should|be|make|the|answer)\b)*"
            + @"(?<number>[-−]?\$?\d[\d.,]*)[ .!*$]*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Corrected();
}
