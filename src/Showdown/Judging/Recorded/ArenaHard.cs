using System.Text.RegularExpressions;

namespace Showdown.Judging.Recorded;

/// <summary>Verdicts as Arena-Hard-Auto records them: [[A>>B]], [[A>B]], [[A=B]], [[B>A]], [[B>>A]].</summary>
/// <remarks>lmarena/arena-hard-auto: gen_judgment.py, show_result.py; JudgeBench reads the same labels more strictly.</remarks>
public static partial class ArenaHard
{
    /// <summary>How many times a verdict "much better" counts.</summary>
    public const int Weight = 3;

    /// <summary>The last label in double brackets; where there is none, the last in single ones.</summary>
    /// <param name="judgement">The judge's whole text.</param>
    /// <returns>With assistant A as the first; null when there is no label, or the last is none of the known ones: upstream drops both games of such
    /// a prompt.</returns>
    public static PairLevel? Read(string judgement)
    {
        var upper = judgement.ToUpperInvariant();
        var label = Double().Matches(upper).LastOrDefault() ?? Single().Matches(upper).LastOrDefault();
        return label is null ? null : PairLevels.OfLabel(label.Groups[1].Value);
    }

    /// <summary>The verdict of JudgeBench: only where all labels in double brackets are the same; much better is better.</summary>
    public static PairOutcome ReadStrictly(string judgement)
    {
        var labels = Double().Matches(judgement).Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal).ToList();
        return labels is [var only] && PairLevels.OfLabel(only) is { } level
            ? level.Value() switch
            {
                1 => PairOutcome.First,
                0 => PairOutcome.Second,
                _ => PairOutcome.Tie,
            }
            : PairOutcome.Unscored;
    }

    /// <summary>What a pair of games gives the model: one value for each, three for "much better".</summary>
    /// <param name="baselineFirst">The game with the baseline as A and the model as B.</param>
    /// <param name="modelFirst">The game with the model as A and the baseline as B.</param>
    /// <param name="weight">How many times "much better" counts.</param>
    public static IReadOnlyList<double> Scores(PairLevel baselineFirst, PairLevel modelFirst, int weight = Weight) =>
        [.. Times(modelFirst, weight), .. Times(baselineFirst.Swapped(), weight)];

    private static IEnumerable<double> Times(PairLevel level, int weight) =>
        Enumerable.Repeat(level.Value(), level is PairLevel.FirstMuchBetter or PairLevel.SecondMuchBetter ? weight : 1);

    [GeneratedRegex(@"\[\[([AB<>=]+)\]\]")]
    private static partial Regex Double();

    [GeneratedRegex(@"\[([AB<>=]+)\]")]
    private static partial Regex Single();
}
