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
}
