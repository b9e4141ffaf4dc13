using Showdown.Analysis.Wording;
using Showdown.Formatting;
using Showdown.Statistics;

namespace Showdown.Analysis.Price;

/// <summary>Ratios of cost in words.</summary>
internal static class PriceWords
{
    /// <summary>Of A against B.</summary>
    public static string Word(RatioComparison compared) =>
        compared.Verdict switch
        {
            RatioVerdict.NotEnoughData => "not enough data",
            RatioVerdict.Equivalent => $"equivalent within {Format.Number(100 * compared.Margin, 0)}%",
            RatioVerdict.Higher => "dearer",
            RatioVerdict.Lower => "cheaper",
            _ => throw new ArgumentOutOfRangeException(nameof(compared)),
        };

    /// <summary>"Kimi K2: a third of the price (0.30 to 0.36 times)"; null where they are not compared.</summary>
    /// <param name="a">Names of A and B.</param>
    public static string? Say(RatioComparison compared, string a, string b)
    {
        if (compared is not { Ratio: { } ratio, Low: { } low, High: { } high })
            return null;
        if (ratio > 1)
            return Say(compared.Mirrored(), b, a);
        var span = $"{Times(low)} to {Times(high)} times";
        return compared.Verdict switch
        {
            RatioVerdict.Equivalent => $"{Word(compared)} ({span})",
            RatioVerdict.NotEnoughData => $"{Word(compared)} ({a}: {span})",
            _ => $"{a}: {RatioWords.Share(ratio, "the price") ?? $"{Times(ratio)} of the price"} ({span})",
        };
    }

    /// <summary>"$0.012 to $0.015".</summary>
    public static string Interval(UnitCost cost, double per = 1) =>
        cost is { Low: { } low, High: { } high } ? $"{Format.Usd((decimal)(per * low))} to {Format.Usd((decimal)(per * high))}" : "";

    private static string Times(double ratio) => ratio < 0.0995 ? Format.Significant(ratio, 2) : Format.Number(ratio, 2);
}
