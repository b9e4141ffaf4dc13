using Showdown.Results;

namespace Showdown.Tests.Results;

/// <summary>A score is what the scored attempts earned, over their number; failed and unscored ones are in neither.</summary>
public sealed class OutcomeCountsTests
{
    [Fact]
    public void OnlyScoredAttempts_AreInTheScore()
    {
        var counts = new OutcomeCounts(Right: 1, Wrong: 2, Truncated: 4, Failed: 8, Unscored: 16) { Partial = 32, PartCredit = 0.5 };
        Assert.Equal((39, 63, 1.5), (counts.Scored, counts.Total, counts.Credit));
    }
}
