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

    private static NumberFinding? LastLine(string text)
    {
        var line = EndLine(text);
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
        if (first < 0 || AloneAt(bold, first, out var stop) is not { } number || bold[stop..].IndexOfAnyInRange('0', '9') >= 0)
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
                && (char.IsAsciiDigit(span[start - 1]) || (span[start - 1] is ',' or '.' && start > 1 && char.IsAsciiDigit(span[start - 2])))
            )
                start--;
            if (AloneAt(span, start, out var stop) is { } found && stop > i && (!integersOnly || found.Value.IsInteger))
            {
                var shown = span[SignAt(span, start)..stop];
                return new NumberFinding(found, Show(shown), $"the last number in the text is {Quote.Of(shown)}");
            }

            i = start - 1;
        }

        return null;
    }
}
