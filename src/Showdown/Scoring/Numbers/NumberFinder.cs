using System.Text.RegularExpressions;
using Showdown.Scoring.Maths;
using Showdown.Scoring.Text;

namespace Showdown.Scoring.Numbers;

/// <param name="Value">Null when no number was found.</param>
/// <param name="Shown">The number as the text has it.</param>
/// <param name="How">Where it was found, or why none was; ready for a reason.</param>
internal readonly record struct NumberFinding(NumberReading? Value, string? Shown, string How);

/// <summary>
/// Finds the number that a completion ends up with: last box, else last "####", else "answer is", else the last line when it is a number, else the
/// number that the last line has in bold, else the last number that stands alone.
/// </summary>
/// <remarks>
/// The order of MathArena (last box, else last standalone integer) with GSM8K's "####" (openai/grade-school-math) and spoken answers in between.
/// </remarks>
internal static partial class NumberFinder
{
    private const int MostCues = 6;
    private const int LongestTail = 400;

    /// <param name="integersOnly">Of the numbers that merely stand there, only whole ones count.</param>
    /// <param name="cutOff">The text stopped at the output cap: only boxes and statements count.</param>
    public static NumberFinding Find(string text, bool integersOnly, bool cutOff = false)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new NumberFinding(null, null, "the completion is empty");
        string? unread = null;
        var boxes = Boxes.Find(text);
        if (boxes is [.., var box])
        {
            var content = box.Content(text);
            if (!cutOff && SecondThought(text, box.ContentEnd) is { } other)
                return other;
            if (NamesAnotherBox(text, boxes) is { } several)
                return several;
            if (NumberText.Read(content) is { } boxed)
                return new NumberFinding(boxed, Show(content), $"the last box holds {Quote.Of(content)}");
            // "18-19" is a range.
            if (ExactNumber.Of(content.ToString()) is { } exact && !(exact.Numerator.Sign < 0 && content is [>= '0' and <= '9', ..]))
                return new NumberFinding(new NumberReading(exact, false), Show(content), $"the last box holds {Quote.Of(content)}");
            unread = $"the last box holds {Quote.Of(content)}, which is no number";
        }

        if (AnswerCues.LastHashes(text) is { } hashes && After(text, hashes, "'####' is followed by") is { } marked)
            return marked;
        foreach (var cue in AnswerCues.FromLast(text).Take(MostCues))
        {
            if (
                !AnswerCues.IsRemark(text.AsSpan(cue))
                && !(cutOff && text.AsSpan(cue).TrimEnd() is [.. var rest, >= '0' and <= '9'] && rest.IndexOf('\n') < 0)
                && After(text, cue, "the stated answer is") is { } stated
            )
                return (cutOff ? null : SecondThought(text, cue)) ?? stated;
        }

        if (unread is not null)
            return new NumberFinding(null, null, unread);
        if (cutOff || CutOff.Is(text))
            return new NumberFinding(null, null, "no answer found: the text was cut off before it stated one");
        if (Refusals.Are(LastSentence(text)))
            return new NumberFinding(null, null, "no answer found: the last sentence says that there is none");
        return SecondThought(text, text.AsSpan().TrimEnd().LastIndexOfAny('\n', '\r') + 1)
            ?? LastLine(text)
            ?? InWords(text)
            ?? LastBold(text)
            ?? LastResult(text)
            ?? LastAlone(text, integersOnly)
            ?? new NumberFinding(null, null, "no answer found: no number in the text");
    }

    private static NumberFinding? After(string text, int from, string how)
    {
        var line = text.AsSpan(from);
        var end = line.IndexOfAny('\n', '\r');
        line = line[..Math.Min(end < 0 ? line.Length : end, 300)];
        for (var i = 0; i + 1 < line.Length; i++)
        {
            if ((line[i] == ';' || line[i] == '.' && !(i > 0 && line[i - 1] == '.')) && line[i + 1] is ' ' or '*' || line[i] is '。' or '।')
            {
                line = line[..i];
                break;
            }
        }

        // "Answer:", and below it a list of one
        if (line.StartsWith("- ") && text.AsSpan(0, from).TrimEnd(" *") is [.., '\n' or '\r'])
            line = line[2..];
        line = Denials.InItsStead(WithoutReason(line.TrimEnd("。।")));
        if (
            Corrected().Match(line.ToString()) is { Success: true } correction
            && NumberText.Read(correction.Groups["number"].ValueSpan) is { } mended
        )
            return new NumberFinding(mended, Show(correction.Groups["number"].ValueSpan), $"{how} {Quote.Of(line)}");
        if (NumberText.NamesSeveral(line))
            return new NumberFinding(null, null, $"{how} {Quote.Of(line)}, which is no single number");
        if (NumberText.Read(line) is { } whole)
            return new NumberFinding(whole, Show(line), $"{how} {Quote.Of(line)}");
        if (line.Length < 80 && (line.Contains('^') || Calculation().IsMatch(line)) && ExactNumber.Of(line.ToString()) is { } power)
            return new NumberFinding(new NumberReading(power, false), Show(line), $"{how} {Quote.Of(line)}");
        if (line.IndexOfAnyInRange('0', '9') < 0)
            return line.Length < 80 && ExactNumber.Of(line.ToString()) is { } spoken
                ? new NumberFinding(new NumberReading(spoken, false), Show(line), $"{how} {Quote.Of(line)}")
                : null;
        for (var start = 0; start < line.Length; start++)
        {
            if (!char.IsAsciiDigit(line[start]))
                continue;
            var found = AloneAt(line, start, out var stop);
            if (found is not null && Denials.Are(line[..SignAt(line, start)], line[stop..]))
                return null;
            if (found is not null && (PartOfMore.Is(line, SignAt(line, start), stop) || PartOfMore.IsRange(line[stop..])))
                return Result(line) is { IsEmpty: false } result && NumberText.Read(result) is { } value
                    ? new NumberFinding(value, Show(result), $"{how} {Quote.Of(line)}")
                    : new NumberFinding(null, null, $"{how} {Quote.Of(line)}, which is no single number");
            if (found is { } number && NamesAnother(line, start, stop, number))
                return new NumberFinding(null, null, $"{how} {Quote.Of(line)}, which is no single number");
            if (found is { } single)
                return new NumberFinding(single, Show(line[SignAt(line, start)..stop]), $"{how} {Quote.Of(line)}");
            start = stop;
        }

        return null;
    }

    // "42 or 43", "between 42 and 44", "1, 2."
    private static bool NamesAnother(ReadOnlySpan<char> line, int start, int stop, NumberReading number)
    {
        var behind = line[stop..].TrimStart();
        var or = behind.StartsWith("or ", StringComparison.OrdinalIgnoreCase) ? WithoutHedge(behind[3..]) : default;
        var isBetween = line[..start].TrimEnd().EndsWith("between", StringComparison.OrdinalIgnoreCase) && behind.StartsWith("and ");
        return isBetween
            || NumbersToTheEnd().Match(line[stop..].ToString()) is { Success: true } list
                && number.IsPercent == list.Value.Contains('%') // "3/4 or 75%"
                && list.Groups["other"].Captures.Any(c => NumberText.Read(c.ValueSpan) is not { } listed || listed.Value != number.Value)
            || or is [>= '0' and <= '9', ..]
                && AloneAt(or, 0, out _) is { } other
                && other.IsPercent == number.IsPercent
                && other.Value != number.Value;
    }

    // "or maybe 19"
    private static ReadOnlySpan<char> WithoutHedge(ReadOnlySpan<char> alternative)
    {
        foreach (var hedge in (ReadOnlySpan<string>)["maybe ", "perhaps ", "possibly ", "even "])
        {
            if (alternative.StartsWith(hedge, StringComparison.OrdinalIgnoreCase))
                return alternative[hedge.Length..];
        }

        return alternative;
    }

    // ", 2.", " and 2." and ", 2 and 3", but not ", 3 of which are red": that goes on about the number before the comma.
    [GeneratedRegex(
        @"^[\\%$*)\]}]*(?:(?:, (?:and |or )?| (?:and|or|und|oder|et|ou|y|o) |[ ]?[和或、][ ]?)[\\$*(]*(?<other>[-−]?\d[\d.,/]*)[\\%$*)\]}]*)+[ .!]*$"
    )]
    private static partial Regex NumbersToTheEnd();

    /// <summary>The number whose first digit stands at <paramref name="start"/>, when no letter or further number clings to it.</summary>
    private static NumberReading? AloneAt(ReadOnlySpan<char> text, int start, out int stop)
    {
        stop = start;
        while (
            stop < text.Length
            && (char.IsAsciiDigit(text[stop]) || (text[stop] is ',' or '.' && stop + 1 < text.Length && char.IsAsciiDigit(text[stop + 1])))
        )
            stop++;
        if (stop + 1 < text.Length && text[stop] == '/' && char.IsAsciiDigit(text[stop + 1]))
        {
            stop++;
            while (stop < text.Length && char.IsAsciiDigit(text[stop]))
                stop++;
        }
        else if (stop < text.Length && text[stop] is >= '\u2150' and <= '\u215E' or '½' or '¼' or '¾')
        {
            stop++;
        }

        if (stop - start > 300)
            return null;
        if (start > 0 && (Scripts.Clings(text[start - 1]) || text[start - 1] is '_' or '^'))
            return null;
        if (stop < text.Length && NumberText.Magnitude(text[stop..], out var length) is { } times && NumberText.Read(text[start..stop]) is { } few)
        {
            stop += length;
            return new NumberReading((SignAt(text, start) < start ? -few.Value : few.Value) * times, false);
        }

        if (stop < text.Length && (Scripts.Clings(text[stop]) || text[stop] is '_' or '^' or '²' or '³' or '¹' or (>= '⁰' and <= '⁾')))
            return null;
        var percentAt = stop < text.Length && text[stop] == '\\' ? stop + 1 : stop;
        var percent = percentAt < text.Length && text[percentAt] == '%';
        if (NumberText.Read(text[start..stop]) is not { } number)
            return null;
        return new NumberReading(SignAt(text, start) < start ? -number.Value : number.Value, percent);
    }

    // Where the number's sign begins, else its digits: "is -5", "is negative 5" and "is minus 5" have a sign, "10-5" and "10 minus 5" do not.
    private static int SignAt(ReadOnlySpan<char> text, int start)
    {
        var line = text[Math.Max(0, start - 60)..start];
        line = line[(line.LastIndexOfAny('\n', '\r') + 1)..];
        if (SignWords.Of(line, text[start..Math.Min(text.Length, start + 40)], out var length) == SpokenSign.Negative)
            return start - length;
        var isSigned =
            start > 0
            && text[start - 1] is '-' or '−'
            && (start == 1 || !(Scripts.Clings(text[start - 2]) || char.IsDigit(text[start - 2]) || text[start - 2] is ')' or '}'));
        return isSigned ? start - 1 : start;
    }

    private static string Show(ReadOnlySpan<char> text)
    {
        var quoted = Quote.Of(text);
        return quoted[1..^1];
    }
}
