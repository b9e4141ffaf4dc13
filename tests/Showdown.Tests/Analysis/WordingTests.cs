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
