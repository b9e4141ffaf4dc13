using Showdown.Statistics;

namespace Showdown.Analysis.Wording;

/// <summary>Methods of the statistics as a page names them.</summary>
internal static class MethodNames
{
    public static string Of(EstimateMethod method) =>
        method switch
        {
            EstimateMethod.None => "none",
            EstimateMethod.Wilson => "Wilson",
            EstimateMethod.BetaBinomial => "beta-binomial",
            EstimateMethod.Shares => "mean of shares",
            _ => throw new ArgumentOutOfRangeException(nameof(method)),
        };

    public static string Of(PairedMethod method) =>
        method switch
        {
            PairedMethod.None => "none",
            PairedMethod.Tango => "Tango",
            PairedMethod.T => "paired t",
            PairedMethod.Bounded => "Tango, carried over to repeats",
            PairedMethod.Strata => "mean of benchmarks",
            PairedMethod.Sequence => "confidence sequence",
            _ => throw new ArgumentOutOfRangeException(nameof(method)),
        };

    public static string Of(PairedTest test) =>
        test switch
        {
            PairedTest.None => "none",
            PairedTest.McNemar => "McNemar, mid-p",
            PairedTest.SignFlip => "sign flips",
            PairedTest.Exchange => "attempts dealt out anew",
            PairedTest.Betting => "betting, at every look",
            _ => throw new ArgumentOutOfRangeException(nameof(test)),
        };
}
