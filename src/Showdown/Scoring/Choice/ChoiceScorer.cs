using System.Numerics;
using Showdown.Domain;
using Showdown.Scoring.Text;

namespace Showdown.Scoring.Choice;

/// <summary>
/// Multiple choice: finds the letter that a completion states, or the option that it repeats in words, and compares it with the target.
/// The last firm statement wins. Letters that are not on offer, and statements that name two letters where one is right, are no answer.
/// </summary>
/// <remarks>
/// Covers the answer formats of openai/simple-evals (common.py, words for "answer" in many languages), of lm-evaluation-harness (GPQA, Llama 3
/// tasks) and of inspect_ai
/// (multiple_choice: the last statement counts). Differs from simple-evals, which takes the first match and stumbles over markdown. "The best
/// answer is X" is the habit of Llama models.
/// </remarks>
/// <param name="several">Whether a question may have several right answers: the target is a list such as "A, C", and all of it is asked
/// for.</param>
/// <param name="byAuthors">Whether the letter is found by the three steps of MMLU-Pro's authors instead.</param>
public sealed class ChoiceScorer(bool several = false, bool byAuthors = false) : PureScorer
{
    private const int DefaultLabels = 10;
    private const int MostLabels = 26;

    /// <summary>At each place so many letters from A on.</summary>
    private static readonly char[][] _labels =
    [
        .. Enumerable.Range(0, MostLabels + 1).Select(count => Enumerable.Range('A', count).Select(c => (char)c).ToArray()),
    ];

    /// <param name="options">
    /// "answers": "one" (the default) or "several". "extraction": "statement" (the default), or "mmlu-pro" for the rule of that benchmark's authors,
    /// which knows of one answer alone.
    /// </param>
    /// <exception cref="SettingsException">Another value.</exception>
    public ChoiceScorer(ScorerOptions options)
        : this(options.Word("answers", "one", "several") == "several", options.Word("extraction", "statement", "mmlu-pro") == "mmlu-pro") { }

    public override string Name => "choice";

    public override int Version => 6;

    /// <summary>Several answers may be partly right.</summary>
    public override bool IsTwoValued => !several;

    public override Score Grade(string completion, Target target, bool cutOff = false)
    {
        if (Math.Max(target.Choices.Count, target.Labels.Count) > MostLabels)
            return Score.Unscored(null, $"{Math.Max(target.Choices.Count, target.Labels.Count)} options are too many: letters go from A to Z");
        var labels = LabelsOf(target);
        var options = new OptionTexts(target.Choices, labels);
        var text = FinalText.Of(completion);
        var finding = byAuthors && !several ? MmluProExtraction.Find(text) : new AnswerFinder(labels, options, several).Find(text, cutOff);
        var answer = finding.Letters == 0 ? null : Statement.Names(finding.Letters);
        if (target.Value is null)
            return Score.Unscored(answer, $"{finding.How}; there is no target to compare with");
        var right = several ? TargetLetters(target.Value, labels) : TargetLetter(target.Value, labels, options);
        if (right == 0)
            return Score.Unscored(answer, $"the target {Quote.Of(target.Value)} is none of the letters on offer ({Shown(labels)})");
        if (answer is null)
            return Shared(Score.Wrong(null, finding.How), 0);
        if (finding.Letters == right)
            return Shared(Score.Right(answer, $"{finding.How}, which is the target"), 1);
        return several ? PartlyRight(finding, answer, right) : Score.Wrong(answer, $"{finding.How}; the target is {Statement.Names(right)}");
    }

    private Score Shared(Score score, double share) => several ? score with { Value = share } : score;

    internal static string Shown(IReadOnlyList<char> labels) => labels.Count > 1 ? $"{labels[0]} to {labels[^1]}" : string.Join(", ", labels);

    // The share is what the named and the right letters have in common: Godbole and Sarawagi 2004, "Discriminative methods for multi-labeled
    // classification", accuracy.
    private static Score PartlyRight(Finding finding, string answer, uint right)
    {
        var (common, all) = (BitOperations.PopCount(finding.Letters & right), BitOperations.PopCount(finding.Letters | right));
        var part = common == 0 ? "" : $"partly right, {common} of the {all} letters that are named or right: ";
        return Score.Share((double)common / all, answer, $"{part}{finding.How}; the target is {Statement.Names(right)}");
    }

    private static char[] LabelsOf(Target target)
    {
        if (target.Labels.Count == 0)
            return _labels[target.Choices.Count > 0 ? target.Choices.Count : DefaultLabels];
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
            if (labels[i].Length != 1 || labels[i][0] != 'A' + i)
                return false;
        }

        return true;
    }

    private static uint TargetLetter(string target, char[] labels, OptionTexts options)
    {
        var bare = target.AsSpan().Trim("() .\n\t");
        if (bare.Length == 1 && labels.AsSpan().Contains(Tokens.Label(bare[0])))
            return Statement.Bit(Tokens.Label(bare[0]));
        return options.At(target.Trim(), out _) is not '\0' and var label ? Statement.Bit(label) : 0;
    }

    // "A, C", "AC", "(A), (C)", ["A", "C"]; 0 when anything else stands there.
    private static uint TargetLetters(string target, char[] labels)
    {
        var letters = 0u;
        foreach (var c in target)
        {
            var label = Tokens.Label(c);
            if (label != '\0' && labels.AsSpan().Contains(label))
                letters |= Statement.Bit(label);
            else if (!char.IsWhiteSpace(c) && c is not (',' or ';' or '(' or ')' or '[' or ']' or '"' or '.' or '&' or '/'))
                return 0;
        }

        return letters;
    }
}
