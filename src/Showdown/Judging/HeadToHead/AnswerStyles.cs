using System.Text.RegularExpressions;
using Showdown.Models.Replies;
using Showdown.Results;

namespace Showdown.Judging.HeadToHead;

/// <summary>Counts what a judge may like in an answer beside what it says.</summary>
/// <remarks>lmarena/arena-hard-auto, utils/add_markdown_info.py: fenced code is taken out first; a header is one to six # and a blank at the start of
/// a line, an item of a list begins with a number and a stop, or with -, * or +; bold stands between two ** or two __ within a line.</remarks>
internal static partial class AnswerStyles
{
    public static AnswerStyleRow Of(string evaluationId, int number, int epoch, string answer)
    {
        var plain = Fenced().Replace(answer, "");
        return new AnswerStyleRow
        {
            EvaluationId = evaluationId,
            Number = number,
            Epoch = epoch,
            Tokens = TokenCounter.Count(answer),
            Headers = Header().Count(plain),
            Lists = Item().Count(plain),
            Bold = Bold().Count(plain),
        };
    }

    [GeneratedRegex("```[^`]*```", RegexOptions.NonBacktracking)]
    private static partial Regex Fenced();

    [GeneratedRegex(@"^#{1,6}\s", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Header();

    [GeneratedRegex(@"^\s*(?:\d+\.|[-*+])\s", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Item();

    [GeneratedRegex(@"\*\*[^*\n]+\*\*|__[^_\n]+__", RegexOptions.NonBacktracking)]
    private static partial Regex Bold();
}
