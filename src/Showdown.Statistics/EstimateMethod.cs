namespace Showdown.Statistics;

/// <summary>How an interval of one score was made.</summary>
public enum EstimateMethod
{
    /// <summary>Nothing is known: no sample was scored, or one sample was asked repeatedly.</summary>
    None,

    /// <summary>One attempt at each sample: Wilson's score interval.</summary>
    Wilson,

    /// <summary>Repeats or clusters: score interval of a beta-binomial model, which learns from them how much attempts at one sample are
    /// alike, and no narrower than an interval by likelihood alone.</summary>
    BetaBinomial,

    /// <summary>Shares: <see cref="ShareInterval"/>.</summary>
    Shares,
}
