namespace Showdown.Statistics;

/// <summary>What is to be expected of a figure.</summary>
internal sealed record ExpectedLevel
{
    private readonly LogMean _mean;

    internal ExpectedLevel(double value, double low, double high, int windows, LogMean mean)
    {
        (Value, Low, High, Windows, _mean) = (value, low, high, windows, mean);
    }

    public double Value { get; }

    public double Low { get; }

    public double High { get; }

    public int Windows { get; }

    /// <summary>How often would so high a level turn up if the expected one were the limit? One-sided.</summary>
    public double PAbove(double limit) => RatioComparison.UpperTail(_mean.Mean - Math.Log(limit), _mean.StandardError, _mean.Freedom);

    /// <summary>The same of so low a level.</summary>
    public double PBelow(double limit) => RatioComparison.UpperTail(Math.Log(limit) - _mean.Mean, _mean.StandardError, _mean.Freedom);

    /// <summary>How far from a limit, as a factor above 1, the expected level must be to be shown with a power in as many windows.</summary>
    /// <param name="alpha">Level of the one-sided test.</param>
    /// <param name="power">From 0.5 to below 1.</param>
    /// <remarks>The spread of few windows is more often too small than too large; the root makes up for it.</remarks>
    public double FactorShown(double alpha, double power = 0.8)
    {
        var freedom = _mean.Freedom;
        var quantiles = Distributions.StudentQuantile(1 - alpha, freedom) + Distributions.StudentQuantile(power, freedom);
        return Math.Exp(quantiles * Math.Sqrt(freedom / (freedom - 1)) * _mean.StandardError);
    }
}
