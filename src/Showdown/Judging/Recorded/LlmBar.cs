using System.Text.RegularExpressions;

namespace Showdown.Judging.Recorded;

/// <summary>Verdicts as LLMBar's evaluators record them: Output (a) or Output (b).</summary>
/// <remarks>princeton-nlp/LLMBar: LLMEvaluator/evaluate.py and evaluators/config. Where both patterns are found, (a) counts.</remarks>
public static partial class LlmBar
{
    /// <summary>Of an evaluator that names the better output alone, at the start of a line.</summary>
    /// <returns>With output (a) as the first; unscored where nothing can be read, which upstream counts as wrong.</returns>
    public static PairOutcome Read(string completion) => Find(First(), Second(), completion);

    /// <summary>Of an evaluator that explains first: "Output (a) is better."</summary>
    public static PairOutcome ReadExplained(string completion) => Find(FirstIsBetter(), SecondIsBetter(), completion);

    /// <summary>Of an evaluator that rates each output by itself: the winners in both orders. Equal ratings go to the second, then to the
    /// first.</summary>
    public static (PairOutcome InOrder, PairOutcome Swapped) OfRatings(int first, int second) =>
        (first > second ? PairOutcome.First : PairOutcome.Second, second > first ? PairOutcome.Second : PairOutcome.First);

    private static PairOutcome Find(Regex first, Regex second, string completion)
    {
        var text = completion.Trim();
        return first.IsMatch(text) ? PairOutcome.First
            : second.IsMatch(text) ? PairOutcome.Second
            : PairOutcome.Unscored;
    }

    [GeneratedRegex(@"(?:^|\n) ?Output \(a\)")]
    private static partial Regex First();

    [GeneratedRegex(@"(?:^|\n) ?Output \(b\)")]
    private static partial Regex Second();

    // Upstream's last dot stands for any character.
    [GeneratedRegex(@"Output \(a\) is better.")]
    private static partial Regex FirstIsBetter();

    [GeneratedRegex(@"Output \(b\) is better.")]
    private static partial Regex SecondIsBetter();
}
