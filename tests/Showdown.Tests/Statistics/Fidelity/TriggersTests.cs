using Showdown.Statistics;
using Showdown.Statistics.Fidelity;

namespace Showdown.Tests.Statistics.Fidelity;

public sealed class TriggersTests
{
    [Theory]
    //          TP  FP  FN  TN  F1, by hand: 2 TP / (2 TP + FP + FN)
    [InlineData(40, 10, 10, 40, 0.8)]
    [InlineData(50, 0, 0, 50, 1.0)]
    [InlineData(0, 10, 10, 80, 0.0)]
    [InlineData(30, 0, 30, 40, 60.0 / 90)]
    public void F1_IsThatOfTheVerifier(int both, int hostOnly, int referenceOnly, int none, double f1)
    {
        var similarity = TriggerSimilarity.Of([
            .. Enumerable.Repeat(new TriggerReplies(true, true, true), both),
            .. Enumerable.Repeat(new TriggerReplies(false, false, true), hostOnly),
            .. Enumerable.Repeat(new TriggerReplies(true, true, false), referenceOnly),
            .. Enumerable.Repeat(new TriggerReplies(false, false, false), none),
        ]);
        Assert.Equal(f1, similarity.Host!.Share, 12);
        Assert.True(similarity.Host.Range.Contains(f1));
        Assert.Equal(1, similarity.Itself!.Share, 12);
        Assert.Equal(hostOnly + referenceOnly > 0, similarity.IsFurther);
    }

    [Fact]
    public void Host_AsFarOffAsTheReferenceFromItself_IsNoFinding()
    {
        TriggerReplies[] replies =
        [
            .. Enumerable.Repeat(new TriggerReplies(true, true, true), 60),
            .. Enumerable.Repeat(new TriggerReplies(true, false, true), 20),
            .. Enumerable.Repeat(new TriggerReplies(true, true, false), 20),
        ];
        Assert.InRange(TriggerSimilarity.Of(replies).P!.Value, 0.5, 1);
    }

    [Theory]
    //          wins losses  ways of all with so many wins or more
    [InlineData(0, 0, 1.0)]
    [InlineData(5, 0, 1.0 / 32)]
    [InlineData(4, 1, 6.0 / 32)]
    [InlineData(0, 5, 1.0)]
    public void WhereOneSideAloneIsAFinding_TheOutcomeItselfCountsWhole(int wins, int losses, double p) =>
        Assert.Equal(p, McNemar.OneSidedP(wins, losses), 12);

    [Theory]
    [InlineData(new double[] { }, 1.0)]
    [InlineData(new double[] { 1, 2, 3 }, 1.0 / 8)]
    [InlineData(new double[] { 1, 2, -3 }, 5.0 / 8)] // 6, 4, 2, 0 and 0 of the eight sums
    [InlineData(new double[] { -1, -2, -3 }, 1.0)]
    public void OneSidedSigns_AreCounted(double[] differences, double p) => Assert.Equal(p, SignFlip.OneSidedP(differences), 12);

    [Fact]
    public void NobodyCalls_ThereIsNoF1()
    {
        var similarity = TriggerSimilarity.Of([new TriggerReplies(false, false, false)]);
        Assert.Null(similarity.Host);
        Assert.Equal(1, similarity.P);
    }

    [Fact]
    public void LogProbabilities_TellAHostThatIsFurtherThanTheReferenceFromItself()
    {
        var near = Enumerable.Range(0, 20).Select(i => new LogProbabilityGap(0.01 * (i % 2), 0.01 * ((i + 1) % 2))).ToList();
        var far = Enumerable.Range(0, 20).Select(i => new LogProbabilityGap(0.2 + (0.01 * i), 0.01)).ToList();
        Assert.InRange(LogProbabilities.P(near)!.Value, 0.3, 1);
        Assert.InRange(LogProbabilities.P(far)!.Value, 0, 0.001);
        Assert.InRange(LogProbabilities.P([.. far.Select(g => new LogProbabilityGap(g.Again, g.Host))])!.Value, 0.999, 1);
        Assert.Null(LogProbabilities.P([.. far.Take(4)]));
    }
}
