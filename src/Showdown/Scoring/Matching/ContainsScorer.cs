using System.Text;
using Showdown.Domain;
using Showdown.Scoring.Text;

namespace Showdown.Scoring.Matching;

/// <summary>Right where the target stands somewhere in the answer. Runs of blanks and line ends count as one blank.</summary>
/// <remarks>
/// Options: <c>case</c> (ignore, the default, or exact) and <c>whole_words</c> (a letter or digit at the target's edge may not go on in the answer,
/// so that 4 is not in 14). The rule sees no "not", and an answer that names everything holds the target: it is for prompts that leave no room.
/// </remarks>
public sealed class ContainsScorer(ScorerOptions options) : PureScorer
{
    private readonly StringComparison _comparison =
        options.Word("case", "ignore", "exact") == "ignore" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private readonly bool _wholeWords = options.Flag("whole_words");

    public override string Name => "contains";

    public override int Version => 1;

    public override Score Grade(string completion, Target target, bool cutOff = false)
    {
        if (target.Value is null)
            return Score.Unscored(null, "there is no target to look for");
        var (text, wanted) = (OneBlank(FinalText.Of(completion)), OneBlank(target.Value));
        if (wanted.Length == 0)
            return Score.Unscored(null, "the target is empty");
        return Find(text, wanted) is { } at
            ? Score.Right(text.Substring(at, wanted.Length), $"the target stands in the answer: {Quote.Of(Around(text, at, wanted.Length))}")
            : Score.Wrong(null, $"the target {Quote.Of(wanted)} does not stand in the answer");
    }

    private int? Find(string text, string wanted)
    {
        for (var at = text.IndexOf(wanted, _comparison); at >= 0; at = text.IndexOf(wanted, at + 1, _comparison))
        {
            if (!_wholeWords || !GoesOn(text, at - 1, wanted[0]) && !GoesOn(text, at + wanted.Length, wanted[^1]))
                return at;
        }

        return null;
    }

    private static bool GoesOn(string text, int at, char edge) =>
        char.IsLetterOrDigit(edge) && at >= 0 && at < text.Length && char.IsLetterOrDigit(text[at]);

    private static ReadOnlySpan<char> Around(string text, int at, int length)
    {
        const int margin = 20;
        var start = Math.Max(0, at - margin);
        return text.AsSpan(start, Math.Min(text.Length, at + length + margin) - start);
    }

    private static string OneBlank(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
                kept.Append(c);
            else if (kept.Length > 0 && kept[^1] != ' ')
                kept.Append(' ');
        }

        return kept.ToString().TrimEnd();
    }
}
