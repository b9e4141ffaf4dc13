namespace Showdown.Statistics;

/// <summary>What may be said of model A against model B on one benchmark.</summary>
public enum Verdict
{
    /// <summary>None of the other three could be shown. It does not mean that the models are alike.</summary>
    NotEnoughData,

    /// <summary>A is better: zero lies below the interval, and the test agrees after adjustment.</summary>
    Better,

    /// <summary>A is worse: zero lies above the interval, and the test agrees after adjustment.</summary>
    Worse,

    /// <summary>Whatever difference there is, it is smaller than the margin. May go with a difference that is shown: see
    /// <see cref="PairedComparison.DifferenceShown"/>. </summary>
    Equivalent,
}
