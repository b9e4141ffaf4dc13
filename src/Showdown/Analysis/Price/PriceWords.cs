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

    /// <summary>"Kimi K2: 0.33 times the price, 0.30 to 0.36"; null where they are not compared.</summary>
    /// <param name="a">Names of A and B.</param>
    public static string? Say(RatioComparison compared, string a, string b)
    {
        if (compared is not { Ratio: { } ratio, Low: { } low, High: { } high })
            return null;
        if (ratio > 1)
            return Say(compared.Mirrored(), b, a);
        var text = RatioText.Of(ratio, low, high);
        return compared.Verdict switch
        {
            RatioVerdict.Equivalent => $"{Word(compared)} ({text.Interval} times)",
            RatioVerdict.NotEnoughData => $"{Word(compared)} ({a}: {text.Interval} times)",
            _ => $"{a}: {text.Ratio} times the price, {text.Interval}",
        };
    }

    /// <summary>"$0.012 to $0.015".</summary>
    public static string Interval(UnitCost cost, double per = 1) =>
        cost is { Low: { } low, High: { } high } ? $"{Format.Usd((decimal)(per * low))} to {Format.Usd((decimal)(per * high))}" : "";
}
