using Showdown.Formatting;

namespace Showdown.Analysis.Wording;

/// <summary>A ratio and its interval, with one number of decimals.</summary>
/// <param name="Interval">"1.60 to 2.30"; null where it is not known.</param>
internal sealed record RatioText(string Ratio, string? Interval)
{
    private const int MostDecimals = 6;

    /// <summary>Three digits, and more where an interval would look like a point or its lower end like 0, and is not.</summary>
    public static RatioText Of(double ratio, double? low, double? high)
    {
        var decimals = ratio switch
        {
            >= 99.5 => 0,
            >= 9.95 => 1,
            >= 0.0995 => 2,
            > 0 => Math.Clamp(1 - (int)Math.Floor(Math.Log10(ratio)), 2, MostDecimals),
            _ => 2,
        };
        if (low is not { } l || high is not { } h)
            return new RatioText(Text(ratio), null);
        while (decimals < MostDecimals && (Misread(l, h) || Misread(l, 0)))
            decimals++;
        return new RatioText(Text(ratio), $"{Text(l)} to {Text(h)}");

        string Text(double value) => Format.Number(value, decimals);
        bool Misread(double one, double other) => !one.Equals(other) && Text(one) == Text(other);
    }
}
