using Showdown.Analysis.Wording;
using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Tests.Analysis;

public sealed class WordingTests
{
    [Theory]
    [InlineData(1.04, null)]
    [InlineData(1.9, "1.9 times as fast")]
    [InlineData(12.4, "12 times as fast")]
    public void Times_SaysHowManyTimes(double ratio, string? words) => Assert.Equal(words, RatioWords.Times(ratio, "fast"));

    /// <summary>An interval never looks like a point, nor its lower end like 0, that is not.</summary>
    [Theory]
    //          ratio    low      high
    [InlineData(1.92, 1.6, 2.3, "1.92", "1.60 to 2.30")]
    [InlineData(1.42, 1.416, 1.424, "1.420", "1.416 to 1.424")]
    [InlineData(1.42, 1.41, 1.424, "1.42", "1.41 to 1.42")]
    [InlineData(1, 1.0, 1.0, "1.00", "1.00 to 1.00")]
    [InlineData(2, 1.0, 3.0, "2.00", "1.00 to 3.00")]
    [InlineData(0.5, 0.0004, 1.2, "0.5000", "0.0004 to 1.2000")]
    [InlineData(12.4, 10.0, 15.06, "12.4", "10.0 to 15.1")]
    [InlineData(124, 123.9, 124.1, "124.0", "123.9 to 124.1")]
    [InlineData(1240, 1000.0, 1500.0, "1,240", "1,000 to 1,500")]
    [InlineData(0.0123, 0.011, 0.0142, "0.012", "0.011 to 0.014")]
    [InlineData(0.5, 0.0, 1e9, "0.50", "0.00 to 1,000,000,000.00")]
    [InlineData(1.5, 1.5, 1.500_000_000_1, "1.500000", "1.500000 to 1.500000")]
    [InlineData(1.92, null, null, "1.92", null)]
    [InlineData(1.92, 1.6, null, "1.92", null)]
    public void ARatioAndItsInterval_HaveTheSameDecimals(double ratio, double? low, double? high, string said, string? interval) =>
        Assert.Equal(new RatioText(said, interval), RatioText.Of(ratio, low, high));

    [Theory]
    [InlineData(0.97, null)]
    [InlineData(0.8, "80% of the price")]
    [InlineData(0.5, "half the price")]
    [InlineData(0.26, "a quarter of the price")]
    [InlineData(0.0042, "0.4% of the price")]
    public void Share_SaysTheRoundPart_OrThePercentage(double ratio, string? words) => Assert.Equal(words, RatioWords.Share(ratio, "the price"));

    [Theory]
    [InlineData(RunStatus.Complete, null, null)]
    [InlineData(RunStatus.Cancelled, "cancelled by the API", "This run was cancelled by the API.")]
    [InlineData(RunStatus.Cancelled, null, "This run was cancelled.")]
    [InlineData(RunStatus.Failed, "no such dataset.", "This run failed: no such dataset.")]
    [InlineData(RunStatus.Incomplete, "the budget is spent", "This run is incomplete: the budget is spent.")]
    public void AnEnd_IsSaidOnce(RunStatus status, string? reason, string? says) =>
        Assert.Equal(
            says,
            EndWords.Sentence(
                new RunRow
                {
                    Id = "run",
                    Settings = null!,
                    Status = status,
                    Reason = reason,
                    CreatedAt = default,
                }
            )
        );

    [Fact]
    public void AVerdictAgainstItsInterval_SaysWhy()
    {
        var shown = new PairedComparison
        {
            Samples = 100,
            Level = 0.95,
            Difference = 0.1,
            Low = 0.01,
            High = 0.19,
            P = 0.03,
            AdjustedP = 0.3,
            Margin = 0.02,
        };
        Assert.Equal(
            "alone p = 0.030; as one of 10 comparisons 0.30",
            VerdictWords.AgainstInterval(shown with { Verdict = Verdict.NotEnoughData }, 10)
        );
        Assert.Null(VerdictWords.AgainstInterval(shown with { Verdict = Verdict.NotEnoughData, Low = -0.01 }, 10));
        Assert.Null(VerdictWords.AgainstInterval(shown with { Verdict = Verdict.Better }, 10));
        Assert.Equal(
            "what has no score could turn it",
            VerdictWords.AgainstInterval(shown with { Verdict = Verdict.NotEnoughData, HangsOnMissing = true }, 10)
        );
        Assert.Equal(
            "a difference, of less than 2 points",
            VerdictWords.AgainstInterval(shown with { Verdict = Verdict.Equivalent, DifferenceShown = true }, 10)
        );
    }
}
