using Showdown.Formatting;

namespace Showdown.Tests.Analysis;

public sealed class FormatTests
{
    /// <summary>A half goes up, also where 100 times the share falls a little short of it; the terminal says the same.</summary>
    [Theory]
    [InlineData(0.2875, "28.8%")]
    [InlineData(0.6375, "63.8%")]
    [InlineData(0.0005, "0.1%")]
    [InlineData(1.0, "100.0%")]
    [InlineData(null, "–")]
    public void Percent_RoundsHalvesUp(double? share, string text) => Assert.Equal(text, Format.Percent(share));

    [Theory]
    [InlineData(0.0005, "+0.1")]
    [InlineData(-0.0005, "−0.1")]
    [InlineData(0.0004, "±0.0")]
    [InlineData(-0.0875, "−8.8")]
    public void SignedPoints_HaveTheSignOfWhatIsShown(double difference, string text) => Assert.Equal(text, Format.SignedPoints(difference));

    [Theory]
    [InlineData(0.9062, 0.9064, "90.6")]
    [InlineData(0.9062, 0.9366, "90.6 to 93.7")]
    [InlineData(null, null, "–")]
    public void Range_OfOneValue_IsThatValue(double? low, double? high, string text) => Assert.Equal(text, Format.Range(low, high));
}
