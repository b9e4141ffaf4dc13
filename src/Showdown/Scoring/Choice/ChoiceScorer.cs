using Showdown.Domain;
using Showdown.Scoring.Text;

namespace Showdown.Scoring.Choice;

/// <summary>
/// Multiple choice: finds the letter that a completion states, or the option that it repeats in words, and compares it with the target.
/// The last firm statement wins. Letters that are not on offer, and statements that name two letters, are no answer.
/// </summary>
/// <remarks>
/// Covers the answer formats of openai/simple-evals (common.py, words for "answer" in many languages), of lm-evaluation-harness (GPQA, Llama 3 tasks) and of inspect_ai
/// (multiple_choice: the last statement counts). Differs from simple-evals, which takes the first match and stumbles over markdown. "The best answer is X" is the habit of Llama models.
/// </remarks>
public sealed class ChoiceScorer : ITextScorer
{
    private const int DefaultLabels = 10;

    /// <summary>At each place so many letters from A on.</summary>
    private static readonly char[][] _labels = [.. Enumerable.Range(0, 27).Select(count => Enumerable.Range('A', count).Select(c => (char)c).ToArray())];

    public string Name => "choice";

    public int Version => 2;

    public Score Grade(string completion, Target target, bool cutOff = false)
    {
        var labels = LabelsOf(target);
        var options = new OptionTexts(target.Choices, labels);
        var finding = AnswerFinder.Find(FinalText.Of(completion), labels, options);
        if (target.Value is null)
            return Score.Unscored(finding.Letter?.ToString(), $"{finding.How}; there is no target to compare with");
        var right = TargetLetter(target.Value, labels, options);
        if (right is null)
            return Score.Unscored(finding.Letter?.ToString(), $"the target {Quote.Of(target.Value)} is none of the letters on offer ({Shown(labels)})");
        if (finding.Letter is not { } letter)
            return Score.Wrong(null, finding.How);
        return letter == right
            ? Score.Right(Statement.Names(Statement.Bit(letter)), $"{finding.How}, which is the target")
            : Score.Wrong(Statement.Names(Statement.Bit(letter)), $"{finding.How}; the target is {right}");
    }

    internal static string Shown(IReadOnlyList<char> labels) => labels.Count > 1 ? $"{labels[0]} to {labels[^1]}" : string.Join(", ", labels);

    private static char[] LabelsOf(Target target)
    {
        if (target.Labels.Count == 0)
            return _labels[target.Choices.Count is > 0 and <= 26 ? target.Choices.Count : DefaultLabels];
        if (AreInOrder(target.Labels))
            return _labels[target.Labels.Count];
        var given = target.Labels.Where(l => l.Length == 1 && Tokens.Label(l[0]) != '\0').Select(l => Tokens.Label(l[0])).Distinct().ToArray();
        return given.Length > 0 ? given : LabelsOf(target with { Labels = [] });
    }

    // A, B, C ...
    private static bool AreInOrder(IReadOnlyList<string> labels)
    {
        for (var i = 0; i < labels.Count; i++)
        {
            if (i >= 26 || labels[i].Length != 1 || labels[i][0] != 'A' + i)
                return false;
        }

        return true;
    }

    private static char? TargetLetter(string target, char[] labels, OptionTexts options)
    {
        var bare = target.AsSpan().Trim("() .\n\t");
        if (bare.Length == 1 && labels.AsSpan().Contains(Tokens.Label(bare[0])))
            return Tokens.Label(bare[0]);
        return options.At(target.Trim(), out _) is not '\0' and var label ? label : null;
    }
}
