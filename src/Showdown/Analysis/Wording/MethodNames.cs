using Showdown.Statistics;

namespace Showdown.Analysis.Wording;

/// <summary>Methods of the statistics as a page names them.</summary>
internal static class MethodNames
{
    public static string Of(EstimateMethod method) => method switch
    {
        EstimateMethod.None => "none",
        EstimateMethod.Wilson => "Wilson",
        EstimateMethod.WilsonOnItems => "Wilson on items",
        EstimateMethod.ItemT => "t over items",
        _ => throw new ArgumentOutOfRangeException(nameof(method)),
    };

    public static string Of(PairedMethod method) => method switch
    {
        PairedMethod.None => "none",
        PairedMethod.T => "paired t over items",
        PairedMethod.AdjustedPaired => "Bonett and Price",
        PairedMethod.SignFlip => "sign flips and t over items",
        PairedMethod.NoSpread => "two added items",
        _ => throw new ArgumentOutOfRangeException(nameof(method)),
    };

    public static string Of(PairedTest test) => test switch
    {
        PairedTest.None => "none",
        PairedTest.McNemar => "exact McNemar",
        PairedTest.SignFlipExact => "sign flips, all",
        PairedTest.SignFlipSeeded => "sign flips, seeded",
        _ => throw new ArgumentOutOfRangeException(nameof(test)),
    };
}
