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
}
