using System.Text;
using Showdown.Domain;

namespace Showdown.Scoring.Text;

/// <summary>
/// Exact match of short texts after normalisation: case, spacing, markdown, surrounding quotes and closing punctuation do not matter; words, accents
/// and inner punctuation do.
/// </summary>
/// <remarks>The answer is the last box, else what follows the last "answer is" on its line, else the last line that is not blank.</remarks>
public sealed class TextScorer : PureScorer
{
    private const int LongestAnswer = 2000;

    public override string Name => "text";

    public override int Version => 1;

    public override Score Grade(string completion, Target target, bool cutOff = false)
    {
        var text = FinalText.Of(completion);
        if (string.IsNullOrWhiteSpace(text))
            return target.Value is null ? Score.Unscored(null, "the completion is empty") : Score.Wrong(null, "the completion is empty");
        var (answer, how) = Extract(text);
        if (target.Value is null)
            return Score.Unscored(answer, $"{how} {Quote.Of(answer)}; there is no target to compare with");
        var wanted = Normalise(target.Value);
        if (Normalise(answer) == wanted || Normalise(text) == wanted)
            return Score.Right(answer, $"{how} {Quote.Of(answer)}, the same text as the target");
        return Score.Wrong(answer, $"{how} {Quote.Of(answer)}; the target is {Quote.Of(target.Value)}");
    }

    internal static string Normalise(string text)
    {
        var kept = new StringBuilder(Math.Min(text.Length, LongestAnswer));
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, LongestAnswer)))
        {
            if (c is '*' or '`' or '$' or '\u200B')
                continue;
            if (!char.IsWhiteSpace(c))
                kept.Append(
                    c switch
                    {
                        '\u2019' or '\u2018' => '\'',
                        '\u201C' or '\u201D' => '"',
                        '\u2212' or '–' => '-',
                        _ => char.ToLowerInvariant(c),
                    }
                );
            else if (kept.Length > 0 && kept[^1] != ' ')
                kept.Append(' ');
        }

        return kept.ToString().Trim(' ', '.', '!', ',', ';', ':', '"', '\'', '_', '#', '。');
    }

    /// <summary>The answer that a text states: what is in its last box, behind its last "answer is", or in its last line.</summary>
    internal static string Statement(string text) => Extract(text).Answer;

    private static (string Answer, string How) Extract(string text)
    {
        if (Boxes.Last(text) is { } box)
            return (Cut(Unwrap(box.Content(text))), "the last box holds");
        if (AnswerCues.Last(text) is { } cue)
            return (Cut(Line(text.AsSpan(cue))), "the stated answer is");
        var last = text.AsSpan().TrimEnd();
        var start = last.LastIndexOfAny('\n', '\r') + 1;
        return (Cut(last[start..]), "the last line is");
    }

    private static ReadOnlySpan<char> Unwrap(ReadOnlySpan<char> content)
    {
        content = content.Trim();
        foreach (var command in (ReadOnlySpan<string>)["\\text{", "\\textbf{", "\\mathrm{", "\\mathbf{"])
        {
            if (content.StartsWith(command) && content.EndsWith('}') && content.IndexOf('}') == content.Length - 1)
                return content[command.Length..^1];
        }

        return content;
    }

    private static ReadOnlySpan<char> Line(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny('\n', '\r');
        return end < 0 ? text : text[..end];
    }

    private static string Cut(ReadOnlySpan<char> answer)
    {
        answer = answer.Trim();
        return answer[..Math.Min(answer.Length, LongestAnswer)].Trim("*`_\"# ").ToString();
    }
}
