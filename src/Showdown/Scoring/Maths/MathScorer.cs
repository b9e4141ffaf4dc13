using Showdown.Domain;
using Showdown.Scoring.Text;

namespace Showdown.Scoring.Maths;

/// <summary>
/// Mathematical answers in LaTeX or plain text: extracts the final answer and decides whether it equals the target, as a careful human marker would.
/// The rules stand in README.md beside this file.
/// </summary>
/// <remarks>
/// Aims at the verdicts of hendrycks/math (math_equivalence.py), Minerva's normalisation and Math-Verify without their evaluation of text: a grammar,
/// exact rationals,
/// normal forms and fixed test points. Every comparison has a budget of steps, so no completion can hang a run.
/// </remarks>
public sealed class MathScorer : PureScorer
{
    private const int Steps = 60_000;

    private readonly record struct Reading(CommaReading Target, CommaReading Answer);

    private static readonly Reading[] _otherReadings =
    [
        new(CommaReading.Separators, CommaReading.Usual),
        new(CommaReading.Usual, CommaReading.Separators),
        new(CommaReading.Thousands, CommaReading.Usual),
        new(CommaReading.Usual, CommaReading.Thousands),
        new(CommaReading.Decimal, CommaReading.Usual),
        new(CommaReading.Usual, CommaReading.Decimal),
    ];

    public override string Name => "math";

    public override int Version => 5;

    public override Score Grade(string completion, Target target, bool cutOff = false)
    {
        var text = PlainDigits.Of(FinalText.Of(completion));
        var wanted = target.Value is null ? null : TargetText(target.Value);
        var several = wanted is not null && HasSeveral(wanted);
        if (MathExtraction.Find(text, several, words: () => wanted is not null && AnswerReader.Read(wanted).IsText, cutOff) is not { } found)
            return target.Value is null
                ? Score.Unscored(null, "no answer found")
                : Score.Wrong(null, "no answer found: no box, no stated answer, no formula and no number at the end");
        var how = $"{found.How} {Quote.Of(found.Answer)}";
        if (wanted is null)
            return Score.Unscored(found.Answer, $"{how}; there is no target to compare with");
        if (string.IsNullOrWhiteSpace(wanted))
            return Score.Unscored(found.Answer, $"{how}; the target is empty");
        var verdict = Compare(wanted, found.Answer);
        return verdict.Equal
            ? Score.Right(found.Answer, $"{how}, the target {Quote.Of(wanted)}: {verdict.Reason}")
            : Score.Wrong(found.Answer, $"{how}, the target {Quote.Of(wanted)}: {verdict.Reason}");
    }

    /// <summary>
    /// Whether two answers are the same; symmetric but for one thing: an answer "a + b = 7" counts as 7 when the target is a value.
    /// </summary>
    internal static Verdict Compare(string target, string answer)
    {
        (target, answer) = (PlainDigits.Of(target), PlainDigits.Of(answer));
        if (target.Length <= 18 && answer.Length <= 18 && long.TryParse(target, out var x) && long.TryParse(answer, out var y))
            return x == y ? Verdict.Yes($"both are {x}") : Verdict.No($"{y} is not {x}");
        if (TextForm.Formula(target) is { Length: > 0 } form && (answer == target || form == TextForm.Formula(answer)))
            return Verdict.Yes($"the same text {Quote.Of(form)}");
        var verdict = Compare(target, answer, default);
        if (verdict.Equal || !HasCommaBetweenDigits(target) && !HasCommaBetweenDigits(answer))
            return verdict;
        foreach (var reading in _otherReadings)
        {
            if (
                (reading.Target == CommaReading.Decimal && !IsDecimalComma(target, leastDigits: 2))
                || (reading.Answer == CommaReading.Decimal && !IsDecimalComma(answer, leastDigits: 1))
            )
                continue;
            if (Compare(target, answer, reading) is { Equal: true } other)
                return Verdict.Yes(
                    $"{other.Reason}, with the comma read as {(reading.Target is CommaReading.Separators || reading.Answer is CommaReading.Separators ? "a separator" : reading.Target is CommaReading.Decimal || reading.Answer is CommaReading.Decimal ? "a decimal mark" : "a thousands mark")}"
                );
        }

        return verdict;
    }

    private static Verdict Compare(string target, string answer, Reading reading)
    {
        var budget = new Budget(Steps);
        try
        {
            var wanted = AnswerReader.Read(target, reading.Target);
            var given = AnswerReader.Read(answer, reading.Answer);
            var comparison = new AnswerComparison(budget);
            var verdict = comparison.Compare(wanted, given);
            if (
                !verdict.Equal
                && wanted.Items is [{ Whole: not Node.Relation, Node: not Node.Text }]
                && given.Items is [{ Node: Node.Relation { Operators: [.., '='] } chain } only]
                && !IsLocus(chain)
            )
                return comparison.Compare(wanted, given with { Items = [only with { Node = chain.Sides[^1], Whole = chain.Sides[^1] }] });
            return verdict;
        }
        catch (OverBudgetException)
        {
            return TextForm.Formula(target) == TextForm.Formula(answer)
                ? Verdict.Yes("the same text")
                : Verdict.No("not the same text, and too large to compare as mathematics");
        }
    }

    // 5x - 7y + 4 = 0 is a line and not the number 0.
    private static bool IsLocus(Node.Relation chain) =>
        chain.Sides[^1] is Node.Number { Value.IsZero: true } && Tree.Any(chain.Sides[0], n => n is Node.Symbol { Name: "x" or "y" or "z" });

    private static bool HasCommaBetweenDigits(string text)
    {
        for (var i = 1; i + 1 < text.Length; i++)
        {
            if (text[i] == ',' && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1]))
                return true;
        }

        return false;
    }

    // "2,74" but not "1,234" and not "(1,2)": one comma, and not three digits behind it unless a zero stands before.
    private static bool IsDecimalComma(string text, int leastDigits)
    {
        var comma = text.IndexOf(',');
        if (comma < 1 || text.IndexOf(',', comma + 1) >= 0 || text.AsSpan().IndexOfAny("([{") >= 0)
            return false;
        var digits = 0;
        while (comma + 1 + digits < text.Length && char.IsAsciiDigit(text[comma + 1 + digits]))
            digits++;
        return digits >= leastDigits && (digits != 3 || text.AsSpan(0, comma).TrimStart("-$ ") is "0");
    }

    private static bool HasSeveral(string target) =>
        target.AsSpan().IndexOfAny(",;") >= 0
        || target.Contains("and", StringComparison.Ordinal)
        || target.Contains("or", StringComparison.Ordinal)
        || target.Contains("\\pm", StringComparison.Ordinal)
            ? AnswerReader.Read(target) is var read
                && (
                    read.Items.Count > 1
                    || target.Contains("\\pm", StringComparison.Ordinal)
                    || read.Items is [{ Node: Node.Group { Items.Length: > 1 } }]
                )
            : false;

    /// <summary>A target may be a worked solution: then its last box counts, or what follows "####".</summary>
    private static string TargetText(string target) => Boxes.Last(target) is { } box ? box.Content(target).ToString() : AnswerCues.TargetText(target);
}
