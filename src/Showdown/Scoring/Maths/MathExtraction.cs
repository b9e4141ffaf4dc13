using System.Buffers;
using Showdown.Scoring.Text;

namespace Showdown.Scoring.Maths;

/// <summary>
/// Finds the final answer of a completion: a "final answer is" behind the last box, else the last balanced box, else what follows "answer is", else
/// the end of the last
/// sentence, else the last formula, else the last number.
/// </summary>
internal static partial class MathExtraction
{
    private const int LongestAnswer = 1500;
    private const int LongestLine = 400;
    private const string SentenceEnds = ". !\r\n。！।";

    /// <param name="several">The target is a list: the boxes of the last statement are taken together.</param>
    /// <param name="words">The target is words: so is the end of the last sentence.</param>
    /// <param name="cutOff">The text stopped at the output cap: only boxes and statements count.</param>
    public static Extracted? Find(string text, bool several, Func<bool>? words = null, bool cutOff = false)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var boxes = Boxes.Find(text);
        if (boxes.Count > 0)
        {
            if (FinalBehind(text, boxes[^1].ContentEnd) is { } stated)
                return new Extracted(stated, "the final answer stated behind the last box is");
            return SecondThoughts.Last(text, boxes[^1].ContentEnd) is { } other ? other : FromBoxes(text, boxes, several);
        }

        if (AnswerCues.LastHashes(text) is { } hashes)
            return new Extracted(Cut(Line(text.AsSpan(hashes))), "'####' is followed by");
        if (FromCues(text, words, cutOff) is { } announced)
            return announced;
        return !cutOff && !CutOff.Is(text) && FromEnd(text, several, words) is { } last && !IsDenied(text, 0, last.Answer) ? last : null;
    }

    // One "final answer is ..." that says it at once; a recap of several values under each other does not override a box.
    private static string? FinalBehind(string text, int box)
    {
        if (
            !text.AsSpan(box).Contains("final answer", StringComparison.OrdinalIgnoreCase)
            || AnswerCues.Last(text) is not { } after
            || after <= box
            || !IsFinalAnswer(text, after)
            || IsListed(text, after)
        )
            return null;
        var sentence = BeforeReason(Sentence(text.AsSpan(after)));
        return !sentence.IsEmpty && ReadsAsMathematics(sentence.ToString()) && FromCue(text, after) is { } stated && ReadsAsMathematics(stated)
            ? stated
            : null;
    }

    private static bool IsListed(string text, int at)
    {
        var start = text.LastIndexOf('\n', at - 1) + 1;
        var mark = text.AsSpan(start, at - start).Trim();
        var rest = text.AsSpan(at);
        var digits = rest.IndexOfAnyExceptInRange('0', '9');
        return mark is "*" or "-" or "•"
            || rest.StartsWith("- ")
            || rest.StartsWith("• ")
            || rest.StartsWith("* ")
            || (digits is 1 or 2 && rest[digits] is '.' or ')' && rest.Length > digits + 1 && rest[digits + 1] == ' ');
    }

    // The last announcement that is followed by an answer; remarks about the answer are passed over.
    private static Extracted? FromCues(string text, Func<bool>? words, bool cutOff)
    {
        var inWords = (bool?)null;
        foreach (var at in AnswerCues.FromLast(text).Take(6))
        {
            if (FromCue(text, at) is not { } answer || (cutOff || CutOff.IsInFormula(text)) && ReachesTheEnd(text, at))
                continue;
            if (
                !ReadsAsMathematics(answer) && NumberWords.Value(TextForm.Words(answer)) is null && !(inWords ??= words is null || words())
                || AnswerCues.IsRemark(text.AsSpan(at)) && !(inWords ??= words is null || words())
            )
                continue;
            if (IsDenied(text, at, answer))
                continue;
            return SecondThoughts.Last(text, at) ?? new Extracted(answer, "the stated answer is");
        }

        return null;
    }

    // A number at the very end may have lost its last digits.
    private static bool ReachesTheEnd(string text, int at) =>
        Sentence(text.AsSpan(at)) is var sentence
        && text.AsSpan(at).TrimEnd().Length <= sentence.Length
        && text.TrimEnd() is [.., not ('$' or ')' or ']' or '}' or '*')];

    private static Extracted FromBoxes(string text, List<Box> boxes, bool several)
    {
        var last = boxes[^1];
        if (!several || boxes.Count == 1)
            return new Extracted(Cut(last.Content(text)), "the last box holds");
        var first = boxes.Count - 1;
        while (
            first > 0
            && OnlySeparates(text.AsSpan(boxes[first - 1].ContentEnd + 1, Math.Max(0, boxes[first].Start - boxes[first - 1].ContentEnd - 1)))
        )
            first--;
        if (first == boxes.Count - 1)
            return new Extracted(Cut(last.Content(text)), "the last box holds");
        var joined = string.Join(", ", boxes.Skip(first).Select(b => b.Content(text).ToString()));
        return new Extracted(Cut(joined), $"the last {boxes.Count - first} boxes hold");
    }

    // "$, $", " \quad \text{and} \quad ", "$ or $x = "
    private static bool OnlySeparates(ReadOnlySpan<char> gap)
    {
        if (gap.Length > 60 || gap.Contains("\n\n", StringComparison.Ordinal))
            return false;
        Span<char> letters = stackalloc char[60];
        var count = 0;
        for (var i = 0; i < gap.Length; i++)
        {
            if (gap[i] == '\\')
            {
                var end = i + 1;
                while (end < gap.Length && char.IsAsciiLetter(gap[end]))
                    end++;
                if (gap[(i + 1)..end] is not ("text" or "quad" or "qquad" or "textbf" or "mathrm" or ""))
                    return false;
                i = Math.Max(i, end - 1);
            }
            else if (char.IsLetter(gap[i]))
            {
                letters[count++] = char.ToLowerInvariant(gap[i]);
            }
            else if (char.IsDigit(gap[i]) && i > 0 && (gap[i - 1] == '_' || gap[i - 1] == '{' && i > 1 && gap[i - 2] == '_'))
            {
                continue; // the index of x_2
            }
            else if (char.IsDigit(gap[i]) || gap[i] is '.' or '+' or '!' or '?')
            {
                return false;
            }
        }

        var words = letters[..count];
        return words is "" or "and" or "or" or "und" or "oder" or "et" or "ou" or "y" or "o" or "e" or "и" or "или" or "和" or "或" or "と"
            || (count <= 4 && gap.Contains('='))
            || (words.StartsWith("and") && count == 4)
            || (words.StartsWith("or") && count == 3);
    }

    private static bool IsFinalAnswer(string text, int cue)
    {
        var before = text.AsSpan(Math.Max(0, cue - 60), Math.Min(60, cue));
        return before.Contains("final answer", StringComparison.OrdinalIgnoreCase)
            && !before.Contains("final answers", StringComparison.OrdinalIgnoreCase);
    }

    internal static bool ReadsAsMathematics(string answer) =>
        !Prose.Is(answer) && !Prose.StartsInWords(answer) && !AnswerReader.Read(answer).Items.Any(i => i.Node is Node.Text);

    private static string? FromCue(string text, int cue)
    {
        var rest = text.AsSpan(cue);
        if (Formula(rest) is { Length: > 0 } display && (rest.StartsWith("$$") || rest.StartsWith("\\[")))
            return Cut(display);
        var sentence = Sentence(rest);
        if (sentence.IsEmpty)
            return null;
        return Cut(BestOf(sentence));
    }

    // The whole sentence when it reads as mathematics, else what follows its last "is" or "=", else its last formula, else its last number.
    private static ReadOnlySpan<char> BestOf(ReadOnlySpan<char> sentence)
    {
        sentence = BeforeReason(sentence);
        if (ReadsAsMathematics(sentence.ToString()))
            return sentence;
        if (Tail(sentence) is { IsEmpty: false } tail)
            return tail;
        if (LastFormula(sentence) is { IsEmpty: false } formula)
            return formula;
        return LastNumber.In(sentence) is { IsEmpty: false } number ? number : sentence;
    }

    private static readonly string[] _reasons =
    [
        " because ",
        " since ",
        ", where ",
        ", which ",
        " as ",
        " (since ",
        " (because ",
        ", not ",
        " (approx",
        " (about ",
        " (≈",
        " (or ",
        " (i.e",
        " (that is",
        ", or approx",
        ", or about",
        ", approximately",
        ", including ",
        ", i.e.",
    ];

    /// <param name="conclusions">What follows ", so" counts: the sentence ends in its result.</param>
    private static ReadOnlySpan<char> BeforeReason(ReadOnlySpan<char> sentence, bool conclusions = false)
    {
        if (!conclusions && sentence.IndexOf(", so ", StringComparison.OrdinalIgnoreCase) is > 0 and var so)
            sentence = sentence[..so];
        foreach (var reason in _reasons)
        {
            var at = sentence.IndexOf(reason, StringComparison.OrdinalIgnoreCase);
            if (at > 0)
                sentence = sentence[..at];
        }

        return sentence.Trim();
    }

    // "there are 12 sequences that meet the conditions": the clause behind is dropped when the whole says nothing.
    private static ReadOnlySpan<char> Tail(ReadOnlySpan<char> sentence)
    {
        if (AfterLastIs(sentence) is { IsEmpty: false } whole && (ReadsAsMathematics(whole.ToString()) || IsRatio(whole)))
            return whole;
        var clause = sentence.IndexOf(" that ");
        return clause > 0 && AfterLastIs(sentence[..clause]) is { IsEmpty: false } part && ReadsAsMathematics(part.ToString()) ? part : default;
    }

    private static readonly SearchValues<char> _ofRatio = SearchValues.Create("0123456789 to.");

    // "1 to 2"
    private static bool IsRatio(ReadOnlySpan<char> text) =>
        text.IndexOf(" to ") is > 0 and var to && !text.ContainsAnyExcept(_ofRatio) && char.IsAsciiDigit(text[to - 1]) && char.IsAsciiDigit(text[0]);

    private static ReadOnlySpan<char> AfterLastIs(ReadOnlySpan<char> sentence, bool words = false)
    {
        var best = -1;
        foreach (
            var link in (ReadOnlySpan<string>)
                [
                    " is ",
                    " are ",
                    " equals ",
                    " be ",
                    " was ",
                    ": ",
                    " of ",
                    " by ",
                    " to ",
                    " sind ",
                    " ist ",
                    " sont ",
                    " est ",
                    " est de ",
                    " es de ",
                    " son ",
                    " sono ",
                    " são ",
                ]
        )
        {
            var at = sentence.LastIndexOf(link, StringComparison.Ordinal);
            if (at >= 0 && !(link == " to " && at > 0 && char.IsAsciiDigit(sentence[at - 1]))) // "1 to 2" is a ratio
                best = Math.Max(best, at + link.Length);
        }

        foreach (var link in words ? (ReadOnlySpan<string>)[" has ", " have "] : [])
        {
            if (sentence.LastIndexOf(link, StringComparison.Ordinal) is >= 0 and var at)
                best = Math.Max(best, at + link.Length);
        }

        return best < 0 ? default : sentence[best..].Trim();
    }

    // The last line when it is mathematics, else the last sentence that holds a formula or a number.
    private static Extracted? FromEnd(string text, bool several, Func<bool>? words)
    {
        var body = WithoutClosingWords(text);
        if (several && ListItems(body) is { } items)
            return new Extracted(Cut(items), "the last lines are");
        if (SecondThoughts.Last(text, Math.Max(0, text.Length - LongestLine)) is { } other)
            return other;
        var line = body[(body.LastIndexOfAny('\n', '\r') + 1)..].Trim();
        if (line.Length is > 0 and <= LongestLine && !line.EndsWith("$$") && !line.EndsWith("\\]") && ReadsAsMathematics(line.ToString()))
            return new Extracted(Cut(line), "the last line is");
        if (words?.Invoke() == true && AfterLastIs(BeforeReason(LastSentence(body)), words: true) is { IsEmpty: false, Length: < 60 } end)
            return IsDenied(body, end) ? null : new Extracted(Cut(end), "the last sentence ends in");
        if (Refusals.Are(LastSentence(body)))
            return null;
        for (var tries = 0; tries < 6 && !body.IsEmpty; tries++)
        {
            var sentence = LastSentence(body);
            if (
                sentence.LastIndexOf("answer is ", StringComparison.OrdinalIgnoreCase) is >= 0 and var remark
                && AnswerCues.IsRemark(sentence[(remark + "answer is ".Length)..])
            )
            {
                body = body[..^sentence.Length].TrimEnd(SentenceEnds);
                continue;
            }

            if (PlainEquation.Result(sentence) is { IsEmpty: false } result)
                return new Extracted(Cut(result), "the last sentence computes");
            if (BoldAtEnd(sentence) is { IsEmpty: false } stressed)
                return new Extracted(Cut(stressed), "the last words in bold are");
            if (
                sentence.LastIndexOf('≈') is > 0 and var about
                && Tail(BeforeReason(sentence[..about], conclusions: true)) is { IsEmpty: false } exact
                && exact.IndexOfAnyInRange('0', '9') >= 0
            )
                return new Extracted(Cut(exact), "the last sentence ends in");
            if (Tail(BeforeReason(sentence, conclusions: true)) is { IsEmpty: false } tail && tail.Length <= LongestLine)
                return new Extracted(Cut(tail), "the last sentence ends in");
            if (LastBold(sentence) is { IsEmpty: false } bold)
                return new Extracted(Cut(bold), "the last words in bold are");
            if (LastFormula(sentence) is { IsEmpty: false } formula)
                return new Extracted(Cut(formula), "the last formula is");
            if (LastNumber.In(BeforeReason(sentence, conclusions: true)) is { IsEmpty: false } number)
                return new Extracted(Cut(number), "the last number is");
            if (LastNumber.In(sentence) is { IsEmpty: false } any)
                return new Extracted(Cut(any), "the last number is");
            if (tries == 0 && sentence.Length < 200 && IsClosed(text) && NumberWords.Last(sentence.ToString()) is { } word)
                return new Extracted(word, "the last sentence names the number");
            body = body[..^sentence.Length].TrimEnd(SentenceEnds);
        }

        return line.Length is > 0 and <= 80 ? new Extracted(Cut(line), "the last line is") : null;
    }

    // "... 3 out of 4, that is, **3/4**"
    private static ReadOnlySpan<char> BoldAtEnd(ReadOnlySpan<char> sentence) => sentence.TrimEnd(" .!").EndsWith("**") ? LastBold(sentence) : default;

    // A number in words at the end of a sentence that has no full stop may be of anything.
    private static bool IsClosed(string text) => text.AsSpan().TrimEnd() is [.., not (>= 'a' and <= 'z')];

    // "- $x = 2$" and "2. $x = -3$" under each other.
    private static string? ListItems(ReadOnlySpan<char> body)
    {
        var items = new List<string>();
        while (!body.IsEmpty && items.Count < 12)
        {
            var start = body.LastIndexOfAny('\n', '\r') + 1;
            var line = body[start..].Trim();
            var mark =
                line.IsEmpty ? 0
                : line[0] is '-' or '*' or '•' ? 1
                : line.IndexOfAnyExceptInRange('0', '9') is > 0 and var digits && line[digits] is '.' or ')' ? digits + 1
                : 0;
            if (mark == 0 || mark >= line.Length || line[mark] != ' ' || line.Length > 80 || !ReadsAsMathematics(line[mark..].Trim().ToString()))
                break;
            items.Insert(0, line[mark..].Trim().ToString());
            body = body[..start].TrimEnd();
        }

        return items.Count > 1 ? string.Join(", ", items) : null;
    }

    private static ReadOnlySpan<char> LastBold(ReadOnlySpan<char> sentence)
    {
        var close = sentence.LastIndexOf("**");
        var open = close > 0 ? sentence[..close].LastIndexOf("**") : -1;
        if (open < 0)
            return default;
        var bold = sentence[(open + 2)..close].Trim();
        return bold.Length is > 0 and < 80 && bold.IndexOfAnyInRange('0', '9') >= 0 && ReadsAsMathematics(bold.ToString()) ? bold : default;
    }

    private static ReadOnlySpan<char> WithoutClosingWords(string text)
    {
        var body = text.AsSpan().TrimEnd();
        body = body[Math.Max(0, body.Length - 6000)..];
        if (body.LastIndexOf("<|") is > 0 and var special && body.Length - special < 40)
            body = body[..special].TrimEnd();
        if (body.EndsWith("I hope it is correct."))
            body = body[..^"I hope it is correct.".Length].TrimEnd();
        return body;
    }

    private static string Cut(ReadOnlySpan<char> answer) => answer[..Math.Min(answer.Length, LongestAnswer)].Trim().ToString();
}
