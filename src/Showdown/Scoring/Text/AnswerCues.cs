using System.Buffers;

namespace Showdown.Scoring.Text;

/// <summary>Finds where a text announces its answer: "The answer is ...", "**Answer:** ...", "#### ...", also in other languages.</summary>
internal static class AnswerCues
{
    private const int MostTried = 40;
    private const int LongestGap = 80;

    internal static readonly string[] Remarks =
    [
        "correct",
        "right",
        "incorrect",
        "wrong",
        "consistent",
        "confirmed",
        "verified",
        "valid",
        "reasonable",
        "plausible",
        "clear",
        "not hard",
        "not difficult",
        "not easy",
        "not obvious",
        "not clear",
        "easy to",
        "found",
        "obtained",
        "computed",
        "calculated",
        "derived",
        "determined by",
        "determined as",
        "given below",
        "given above",
        "as follows",
        "in the box",
        "shown",
        "already",
    ];

    internal static readonly string[] Nouns =
    [
        "answer",
        "Antwort",
        "réponse",
        "respuesta",
        "risposta",
        "resposta",
        "ответ",
        "antwoord",
        "odpowiedź",
        "cevap",
        "jawaban",
        "đáp án",
        "答案",
        "答え",
        "정답",
        "উত্তর",
        "సమాధానం",
        "คำตอบ",
        "jibu",
        "답은",
        "الإجابة",
        "الجواب",
        "câu trả lời",
        "svar",
        "result is",
        "Ans:",
        "Ans.",
    ];

    private static readonly SearchValues<string> _anyNoun = SearchValues.Create(Nouns, StringComparison.OrdinalIgnoreCase);

    internal static readonly string[] Links =
    [
        " is",
        " is:",
        ":",
        "：",
        "=",
        " ist",
        " ni",
        " হল",
        " হলো",
        "คือ",
        " lautet",
        " beträgt",
        " sono",
        " sind",
        " sont",
        " vaut",
        " هي",
        " هو",
        " là",
        " är",
        " wynosi",
        "은 ",
        "는 ",
        " est",
        " es",
        " è",
        " é",
        "是",
        "为",
        "為",
        "は",
        " are",
        " was",
        " should be",
        " must be",
        " would be",
        " will be",
        " can be",
        " -",
        " –",
        " —",
    ];

    /// <summary>Start of what follows the last announcement, the text behind it never blank; null when there is none.</summary>
    public static int? Last(string text) => FromLast(text) is [var last, ..] ? last : null;

    /// <summary>Starts of what follows the announcements, the last one first; a line "A: ..." at the end is one too.</summary>
    public static List<int> FromLast(string text)
    {
        Span<int> nouns = stackalloc int[MostTried];
        var count = 0;
        for (var at = 0; at < text.Length; )
        {
            var next = text.AsSpan(at).IndexOfAny(_anyNoun);
            if (next < 0)
                break;
            at += next;
            nouns[count++ % MostTried] = at;
            at++;
        }

        var found = new List<int>();
        if (Label(text) is { } label)
            found.Add(label);
        for (var i = count - 1; i >= Math.Max(0, count - MostTried); i--)
        {
            var at = nouns[i % MostTried];
            foreach (var noun in Nouns)
            {
                if (text.AsSpan(at).StartsWith(noun, StringComparison.OrdinalIgnoreCase) && ContentAfter(text, at + Length(noun)) is { } content)
                {
                    if (found.Count == 0 || content != found[^1])
                        found.Add(content);
                    break;
                }
            }
        }

        return found;
    }

    /// <summary>
    /// What follows says something about the answer and is none: "the answer is correct", "is found by adding", "is not hard to see".
    /// </summary>
    public static bool IsRemark(ReadOnlySpan<char> content)
    {
        if (Denials.Begin(Clause(content)))
            return true;
        foreach (var adverb in (ReadOnlySpan<string>)["indeed ", "therefore ", "also ", "really ", "then ", "easily ", "simply "])
        {
            if (content.StartsWith(adverb, StringComparison.OrdinalIgnoreCase))
                content = content[adverb.Length..];
        }

        foreach (var remark in Remarks)
        {
            if (
                content.StartsWith(remark, StringComparison.OrdinalIgnoreCase)
                && (content.Length == remark.Length || !char.IsLetterOrDigit(content[remark.Length]))
            )
                return true;
        }

        return false;
    }

    private static ReadOnlySpan<char> Clause(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(".;\n\r");
        return end < 0 ? text : text[..end];
    }

    // The last line "A: 57", "**A:** 57" or "A. 57" of a question-and-answer page; not one of several options under each other.
    private static int? Label(string text)
    {
        var end = text.AsSpan().TrimEnd().Length;
        var start = text.LastIndexOfAny(['\n', '\r'], Math.Max(0, end - 1)) + 1;
        var line = text.AsSpan(start, Math.Max(0, end - start));
        var at = line.IndexOfAnyExcept(" *_#>");
        if (at < 0 || at + 3 >= line.Length || line[at] != 'A' || line[at + 1] is not (':' or '.' or '：') || start == 0 && line[at + 1] == '.')
            return null;
        var content = line[(at + 2)..].TrimStart(" *_");
        return content.IsEmpty || content.Length == line.Length - at - 2 && line[at + 1] != '：' ? null : start + line.Length - content.Length;
    }

    /// <summary>Start of what follows the last "####"; null when there is none.</summary>
    public static int? LastHashes(string text)
    {
        var before = text.Length;
        for (var tries = 0; tries < MostTried; tries++)
        {
            var at = before > 0 ? text.LastIndexOf("####", before - 1, StringComparison.Ordinal) : -1;
            if (at < 0)
                return null;
            var end = at + 4;
            while (end < text.Length && text[end] is '#' or ' ' or '\t')
                end++;
            if (end < text.Length && text[end] is not ('\n' or '\r'))
                return end;
            before = at;
        }

        return null;
    }

    /// <summary>What follows the last "####" of a target, else all of it: GSM8K keeps the worked solution in the same field as the answer.</summary>
    public static string TargetText(string target) => LastHashes(target) is { } at ? target[at..] : target;

    // "result is" and "Ans:" bring their link along: it is read again as such.
    private static int Length(string noun) =>
        noun switch
        {
            "result is" => 6,
            "Ans:" or "Ans." => 3,
            "답은" => 1,
            _ => noun.Length,
        };

    private static int? ContentAfter(string text, int from)
    {
        var link = -1;
        var limit = Math.Min(text.Length, from + LongestGap);
        for (var i = from; i < limit && link < 0; i++)
        {
            var c = text[i];
            if (c is '\n' && !text.AsSpan(from, i - from).Trim("*_#: \t\r").IsEmpty)
                return null;
            if (c == '.' && i == from && text.AsSpan(0, from).EndsWith("Ans", StringComparison.OrdinalIgnoreCase))
                link = i + 1;
            else if (c is '?' or '。' || (c == '.' && i + 1 < text.Length && text[i + 1] == ' '))
                return null;
            if (c == '\n')
                link = i;
            foreach (var candidate in Links)
            {
                if (
                    string.Compare(text, i, candidate, 0, candidate.Length, StringComparison.OrdinalIgnoreCase) == 0
                    && EndsWord(text, i + candidate.Length, candidate)
                )
                {
                    if (candidate is "是" or " es" && Denials.Are(text.AsSpan(from, i + candidate.Length - from), default))
                        return null; // "答案不是5", "la respuesta no es 5"
                    link = Math.Max(link, i + candidate.Length);
                }
            }

            if (c is '$' or '\\' or '{' && link < 0 && i > from + 1)
                return null;
        }

        if (link < 0)
            return null;
        while (link < text.Length && (char.IsWhiteSpace(text[link]) || text[link] is ':' or '*' or '_' or '`' or '>' or '#' or '：'))
            link++;
        return link < text.Length ? link : null;
    }

    private static bool EndsWord(string text, int end, string link) =>
        !char.IsAsciiLetter(link[^1]) || end >= text.Length || !char.IsLetterOrDigit(text[end]);
}
