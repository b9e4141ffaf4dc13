namespace Showdown.Statistics;

/// <summary>How the interval of a difference was made.</summary>
public enum PairedMethod
{
    /// <summary>Fewer than two shared items: nothing is known.</summary>
    None,

    /// <summary>t interval on the items' differences.</summary>
    T,

    /// <summary>One attempt an item and fewer than 30 items on which the models differ: Bonett and Price's adjusted interval.</summary>
    AdjustedPaired,

    /// <summary>Repeats and fewer than 30 items on which the models differ: the wider of the t interval and the one that the sign-flip test does not reject.</summary>
    SignFlip,

    /// <summary>Every item shows the same difference, so that the spread says nothing: two made-up items, one for each model, stand in for what was not seen.</summary>
    NoSpread,
}

/// <summary>The test behind p.</summary>
public enum PairedTest
{
    None,

    /// <summary>One attempt an item: exact McNemar.</summary>
    McNemar,

    /// <summary>Every way to flip the signs of the items' differences was tried.</summary>
    SignFlipExact,

    /// <summary>Random sign flips from a fixed seed.</summary>
    SignFlipSeeded,
}

/// <summary>Model A against model B on the items that both have a score for. Positive differences speak for A.</summary>
public sealed record PairedComparison
{
    /// <summary>Items in the comparison.</summary>
    public int Items { get; init; }

    /// <summary>Items left out because one of the models, or both, has no score for them.</summary>
    public int Dropped { get; init; }

    /// <summary>Mean of A's item means over the shared items, 0 to 1; null without items. Differs from A's score when items were dropped.</summary>
    public double? ScoreA { get; init; }

    /// <summary>As <see cref="ScoreA"/>, for B.</summary>
    public double? ScoreB { get; init; }

    /// <summary>Mean of the items' differences, -1 to 1; null without items.</summary>
    public double? Difference { get; init; }

    /// <summary>The difference in percentage points, -100 to 100.</summary>
    public double? Points => Difference * 100;

    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>Coverage that the interval promises.</summary>
    public double Level { get; init; }

    /// <summary>Standard error of the difference as seen; null with fewer than two items.</summary>
    public double? StandardError { get; init; }

    /// <summary>Two-sided: how often would so large a difference turn up if neither model were better? Null without items.</summary>
    public double? P { get; init; }

    /// <summary>P after Holm's adjustment over the comparisons of one report; null before it.</summary>
    public double? AdjustedP { get; init; }

    /// <summary>The larger p of two one-sided tests: how often would results so close turn up if the true difference were as large as the margin?</summary>
    public double? EquivalenceP { get; init; }

    public double? AdjustedEquivalenceP { get; init; }

    /// <summary>Margin of equivalence, as a share.</summary>
    public double Margin { get; init; }

    /// <summary>Items on which A has the larger share of right attempts.</summary>
    public int Wins { get; init; }

    public int Ties { get; init; }

    /// <summary>Items on which B has the larger share of right attempts.</summary>
    public int Losses { get; init; }

    public PairedMethod Method { get; init; }

    public PairedTest Test { get; init; }

    public Verdict Verdict { get; init; }

    /// <summary>True when the interval leaves zero out and the test agrees, whatever the margin says.</summary>
    public bool DifferenceShown { get; init; }

    /// <summary>The true difference that a comparison like this one finds with the stated power; null with fewer than two items.</summary>
    public double? MinimumDetectable { get; init; }

    /// <summary>Items, in all, at which a difference as large as the margin would be found, and true equality be confirmed, each with the stated power. Null with fewer than two items.</summary>
    public int? ItemsToDecide { get; init; }

    /// <summary>Attempts at each of the present items that would do the same; null when no number would, because items differ too much, or when single attempts do not tell.</summary>
    public int? EpochsToDecide { get; init; }

    /// <summary>The same comparison as one of several, its verdict taken anew.</summary>
    /// <param name="p">Adjusted p of the difference.</param>
    /// <param name="equivalenceP">Adjusted p of equivalence.</param>
    public PairedComparison WithAdjusted(double? p, double? equivalenceP) =>
        (this with { AdjustedP = p, AdjustedEquivalenceP = equivalenceP }).Decided();

    /// <summary>Equivalence first: within the margin is what the margin was set for, even when the difference is surely not zero.</summary>
    internal PairedComparison Decided()
    {
        var alpha = 1 - Level;
        var shown = (AdjustedP ?? P) < alpha && (Low > 0 || High < 0);
        var verdict = (AdjustedEquivalenceP ?? EquivalenceP) < alpha ? Verdict.Equivalent
            : !shown ? Verdict.NotEnoughData
            : Difference > 0 ? Verdict.Better
            : Verdict.Worse;
        return this with { DifferenceShown = shown, Verdict = verdict };
    }
}
