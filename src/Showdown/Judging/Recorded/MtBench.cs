using System.Globalization;
using System.Text.RegularExpressions;

namespace Showdown.Judging.Recorded;

/// <summary>Verdicts as MT-Bench records them: [[A]], [[B]] or [[C]] for a tie, and [[rating]] of a single answer.</summary>
/// <remarks>lm-sys/FastChat: fastchat/llm_judge/common.py, show_result.py.</remarks>
public static partial class MtBench
{
    /// <summary>Two ratings that are so close are a tie.</summary>
    private const double TieDistance = 0.1;

    /// <summary>Looks for [[A]], then [[B]], then [[C]]: the first of these that stands anywhere counts.</summary>
    /// <returns>With assistant A as the first; unscored where there is none.</returns>
    public static PairOutcome Read(string judgement) =>
        judgement.Contains("[[A]]", StringComparison.Ordinal) ? PairOutcome.First
        : judgement.Contains("[[B]]", StringComparison.Ordinal) ? PairOutcome.Second
        : judgement.Contains("[[C]]", StringComparison.Ordinal) ? PairOutcome.Tie
        : PairOutcome.Unscored;

    /// <summary>The first rating in double brackets; where there is none, the first in single ones.</summary>
    /// <returns>Null where there is none: upstream writes -1 and drops it.</returns>
    public static double? Rating(string judgement)
    {
        var match = DoubleOne().Match(judgement) is { Success: true } found ? found : SingleOne().Match(judgement);
        return match.Success ? NumberOf(match.Groups[1]) : null;
    }

    /// <summary>The verdict of two ratings, such as [[7,8.5]].</summary>
    public static PairOutcome ReadRatings(string judgement)
    {
        var match = DoubleTwo().Match(judgement) is { Success: true } found ? found : SingleTwo().Match(judgement);
        if (!match.Success)
            return PairOutcome.Unscored;
        var difference = NumberOf(match.Groups[1]) - NumberOf(match.Groups[2]);
        return Math.Abs(difference) <= TieDistance ? PairOutcome.Tie
            : difference > 0 ? PairOutcome.First
            : PairOutcome.Second;
    }

    /// <summary>Two games with places changed: a win only if both agree, everything else is a tie; an error in either drops the pair.</summary>
    /// <param name="inOrder">Of the game in order.</param>
    /// <param name="swapped">Of the other game, already from the point of view of the same first answer.</param>
    public static PairOutcome Both(PairOutcome inOrder, PairOutcome swapped) =>
        inOrder == PairOutcome.Unscored || swapped == PairOutcome.Unscored ? PairOutcome.Unscored
        : inOrder == swapped ? inOrder
        : PairOutcome.Tie;

    private static double NumberOf(Group digits) => double.Parse(digits.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\[\[([0-9]+\.?[0-9]*)\]\]")]
    private static partial Regex DoubleOne();

    [GeneratedRegex(@"\[([0-9]+\.?[0-9]*)\]")]
    private static partial Regex SingleOne();

    [GeneratedRegex(@"\[\[([0-9]+\.?[0-9]*),\s?([0-9]+\.?[0-9]*)\]\]")]
    private static partial Regex DoubleTwo();

    [GeneratedRegex(@"\[([0-9]+\.?[0-9]*),\s?([0-9]+\.?[0-9]*)\]")]
    private static partial Regex SingleTwo();
}
