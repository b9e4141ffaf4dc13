using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class QuantilesTests
{
    [Fact]
    public void Of_AgreesWithNumPy()
    {
        var reference = ReferenceValues.Of("quantiles");
        var values = reference.Numbers("values");
        Assert.All(
            reference.GetProperty("expected").EnumerateArray(),
            c => Assert.Equal(c.Number("value"), Quantiles.Of(values, c.Number("share"))!.Value, 1e-12)
        );
    }

    [Theory]
    [InlineData(99, false)]
    [InlineData(100, true)]
    public void P99_NeedsAHundredValues(int count, bool given)
    {
        double[] values = [.. Enumerable.Range(0, count).Select(i => (double)i)];
        Assert.Equal(given, Quantiles.Of(values, 0.99) is not null);
        Assert.Equal(given, Quantiles.Summarize(values).P99 is not null);
        Assert.Equal(count - 1.0, Quantiles.Summarize(values).Most);
    }

    [Fact]
    public void NoValues_GiveNoPercentiles() => Assert.Equal(new QuantileSummary { Count = 0 }, Quantiles.Summarize([]));

    [Fact]
    public void OneValue_IsEveryPercentile() => Assert.Equal(3.5, Quantiles.Of([3.5], 0.5));

    /// <summary>Of 0 to 100 each percentile is its own number.</summary>
    [Fact]
    public void TheSummary_HoldsTheUsualPercentiles() =>
        Assert.Equal(
            new QuantileSummary
            {
                Count = 101,
                Least = 0,
                P25 = 25,
                P50 = 50,
                P75 = 75,
                P90 = 90,
                P95 = 95,
                P99 = 99,
                Most = 100,
            },
            Quantiles.Summarize([.. Enumerable.Range(0, 101).Select(i => (double)(i * 37 % 101))])
        );

    [Fact]
    public void BetweenNeighbours_ItIsAStraightLine()
    {
        double[] values = [10, 0, 30];
        Assert.Equal([0.0, 5, 10, 20, 30], new[] { 0, 0.25, 0.5, 0.75, 1 }.Select(s => Quantiles.Of(values, s)!.Value));
        Assert.Equal(new[] { 10.0, 0, 30 }, values); // not sorted in place
        Assert.Equal((null, 30.0, 0.0), (Quantiles.Of(values, 0.995), Quantiles.Of(values, 1), Quantiles.Of(values, 0)));
        Assert.NotNull(Quantiles.Of(values, 0.9899));
        Assert.Equal("share", Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.Of(values, double.NaN)).ParamName);
    }
}
