namespace Showdown.Statistics;

/// <summary>What may be said of the ratio of two figures that are above zero, such as times, speeds and prices.</summary>
internal enum RatioVerdict
{
    /// <summary>None of the other three could be shown. It does not mean that the two are alike.</summary>
    NotEnoughData,

    /// <summary>The ratio is below 1: one lies above the interval, and the test agrees after adjustment.</summary>
    Lower,

    /// <summary>The ratio is above 1.</summary>
    Higher,

    /// <summary>Whatever ratio there is, it is closer to 1 than the margin.</summary>
    Equivalent,
}
