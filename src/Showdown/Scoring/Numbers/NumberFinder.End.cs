using System.Text.RegularExpressions;
using Showdown.Scoring.Maths;
using Showdown.Scoring.Text;

namespace Showdown.Scoring.Numbers;

/// <content>Where no box and no statement names it: the number that the text ends with.</content>
internal static partial class NumberFinder
{
    // "Forty-two", and "The total comes to forty-two." where the text has no digit at all
    private static NumberFinding? InWords(string text)
    {
        var line = EndLine(text);
        if (line.Length > 300 || line.IndexOfAnyInRange('0', '9') >= 0)
            return null;
        var words = TextForm.Words(line.ToString());
        if (NumberWords.Value(words) is null)
            words = text.AsSpan().IndexOfAnyInRange('0', '9') < 0 ? NumberWords.Last(LastSentence(text).ToString()) : null;
        return words is not null && ExactNumber.Of(words) is { } value
            ? new NumberFinding(new NumberReading(value, false), words, $"the last sentence names the number {Quote.Of(words)}")
            : null;
    }

    private static ReadOnlySpan<char> LastSentence(string text)
    {
        var line = EndLine(text).TrimEnd(".!");
        return line[(line.LastIndexOf(". ") + 1)..];
    }

    private static ReadOnlySpan<char> EndLine(string text)
    {
        var end = text.AsSpan().TrimEnd();
        return end[(end.LastIndexOfAny('\n', '\r') + 1)..];
    }

    // "- 45 eggs" below other such lines
    private static ReadOnlySpan<char> WithoutListMark(string text, ReadOnlySpan<char> line)
    {
        var before = text.AsSpan(0, text.AsSpan().TrimEnd().Length - line.Length);
        return line.StartsWith("- ") && (before.StartsWith("- ") || before.Contains("\n- ", StringComparison.Ordinal)) ? line[2..] : line;
    }

    private static NumberFinding? LastLine(string text)
    {
        var line = WithoutReason(WithoutListMark(text, EndLine(text)));
        if (NumberText.NamesSeveral(line))
            return new NumberFinding(null, null, $"the last line is {Quote.Of(line)}, which is no single number");
        return NumberText.Read(line) is { } whole ? new NumberFinding(whole, Show(line), $"the last line is {Quote.Of(line)}") : null;
    }

    // "After 4 hours, John is **45 miles** from home at the end of those 4 hours."
    private static NumberFinding? LastBold(string text)
    {
        var line = EndLine(text);
        var close = line.LastIndexOf("**");
        var open = close > 0 ? line[..close].LastIndexOf("**") : -1;
        if (open < 0 || close - open > 60)
            return null;
        var bold = line[(open + 2)..close];
        if (NumberText.Read(bold) is { } whole)
            return new NumberFinding(whole, Show(bold), $"the last words in bold are {Quote.Of(bold)}");
        var first = bold.IndexOfAnyInRange('0', '9');
        if (
            first < 0
            || AloneAt(bold, first, out var stop) is not { } number
            || bold[stop..].IndexOfAnyInRange('0', '9') >= 0
            || PartOfMore.Is(bold, SignAt(bold, first), stop)
        )
            return null;
        return new NumberFinding(number, Show(bold[SignAt(bold, first)..stop]), $"the last words in bold are {Quote.Of(bold)}");
    }

    private static NumberFinding? LastResult(string text)
    {
        var line = EndLine(text);
        if (line.TrimEnd('.').LastIndexOf(". ") is >= 0 and var stop)
            line = line[(stop + 2)..];
        return PlainEquation.Result(line) is { IsEmpty: false } result && NumberText.Read(result) is { } value
            ? new NumberFinding(value, Show(result), $"the last sentence computes {Quote.Of(result)}")
            : null;
    }

    private static NumberFinding? LastAlone(string text, bool integersOnly)
    {
        var span = text.AsSpan();
        for (var i = span.Length - 1; i >= 0; )
        {
            if (!char.IsAsciiDigit(span[i]))
            {
                i--;
                continue;
            }

            var start = i;
            while (
                start > 0
                && (char.IsAsciiDigit(span[start - 1]) || (span[start - 1] is ',' or '.' or '/' && start > 1 && char.IsAsciiDigit(span[start - 2])))
            )
                start--;
            if (start > 1 && span[start - 1] == ':' && char.IsAsciiDigit(span[start - 2]) && span[start..(i + 1)] is "00")
            {
                i = start - 2; // "at 7:00 pm"
                continue;
            }

            if (AloneAt(span, start, out var stop) is { } found && stop > i && (!integersOnly || found.Value.IsInteger))
            {
                var sign = SignAt(span, start);
                var shown = span[sign..stop];
                if (IsAlternative(span, start, found))
                    return new NumberFinding(null, null, $"no answer found: the last number in the text, {Quote.Of(shown)}, is one of several");
                var isDenied = Denials.Are(span[..sign], span[stop..]);
                if (isDenied || PartOfMore.Is(span, sign, stop))
                {
                    // "45, not 44", "45 eggs (9 × 5)"
                    if ((isDenied ? sign : Bracket(span[..start])) is var aside and > 0 && HasNumber(span[..aside]))
                    {
                        i = aside - 1;
                        continue;
                    }

                    var why = isDenied ? "is denied" : "is only part of one";
                    return new NumberFinding(null, null, $"no answer found: the last number in the text, {Quote.Of(shown)}, {why}");
                }

                return new NumberFinding(found, Show(shown), $"the last number in the text is {Quote.Of(shown)}");
            }

            i = start - 1;
        }

        return null;
    }

    // "18 or 19 apples", but not "30 + 160 or 190"; a line "18, 19" or "18 to 19"
    private static bool IsAlternative(ReadOnlySpan<char> text, int start, NumberReading number)
    {
        var before = text[Math.Max(0, start - 40)..start];
        before = before[(before.LastIndexOfAny('\n', '\r') + 1)..];
        return !number.IsPercent // "3/4 or 75%"
            && Alternatives().Match(before.ToString()) is { Success: true } other
            && NumberText.Read(other.Groups["other"].ValueSpan) is { } first
            && first.Value != number.Value;
    }

    [GeneratedRegex(
        @"(?<![\w.,:%$€£/+*×÷=−-]|[\d/+*×÷=−-][ ]|\b(?:[xX]|of|times|minus|plus|by|less|than|over)[ ])\$?(?<other>\d[\d.,/]*(?<![.,]))(?:[ ](?:or|oder|ou)(?:[ ](?:maybe|perhaps|possibly|even))?[ ](?:[$*])*$|(?<=^[ $*]*\d[\d.,/]*)(?:,[ ]|[ ]to[ ])[$*]*$)",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Alternatives();

    // Where the bracket opens that the text ends in; 0 when it is in none.
    private static int Bracket(ReadOnlySpan<char> before) =>
        before.LastIndexOf('(') is > 0 and var open && before[open..].IndexOfAny(")\n\r") < 0 ? open : 0;

    // In its last line.
    private static bool HasNumber(ReadOnlySpan<char> before) => before[(before.LastIndexOfAny('\n', '\r') + 1)..].IndexOfAnyInRange('0', '9') >= 0;
}
