using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class GatesTests
{
    private static readonly PairedComparison _drop = Paired.Compare(PairedTests.Single(10, 40, 150));
    private static readonly PairedComparison _quiet = Paired.Compare(PairedTests.Single(25, 25, 150));

    [Fact]
    public void Drop_FailsOnWhatIsShown_NotOnNoise()
    {
        Expect(Gates.Drop("k2 on gpqa", _drop), false, "k2 on gpqa has dropped: -15.0 points against the earlier runs (95 % interval -21.7 to -8.3).");
        Expect(Gates.Drop("k2 on gpqa", _quiet), true,
            "k2 on gpqa has not shown a drop: 0.0 points against the earlier runs (95 % interval -7.0 to +7.0); a change of 10.0 points would probably have been seen.");
        Expect(Gates.Drop("k2 on gpqa", _drop, value: 0.2), true, "k2 on gpqa has not shown a drop of 20.0 points or more: -15.0 points against the earlier runs (95 % interval -21.7 to -8.3).");
        Assert.True(Gates.Drop("k2 on gpqa", Paired.Compare(PairedTests.Single(40, 10, 150))).IsPassed);
        Expect(Gates.Drop("k2 on gpqa", null), true, "k2 on gpqa: no earlier runs with the same settings to compare with.");
    }

    [Fact]
    public void Below_SaysWhetherTheIntervalLeavesDoubt()
    {
        var score = Accuracy.Estimate([.. Enumerable.Range(0, 100).Select(i => new ItemTally(i < 70 ? 1 : 0, 1))]);
        Expect(Gates.Below("k2 on gsm8k", score, 0.7), true, "k2 on gsm8k scored 70.0 % (60.4 % to 78.1 %); 70.0 % is asked for.");
        Expect(Gates.Below("k2 on gsm8k", score, 0.9), false, "k2 on gsm8k scored 70.0 % (60.4 % to 78.1 %), below 90.0 %.");
        Assert.Contains("more items", Gates.Below("k2 on gsm8k", score, 0.75).Sentence, StringComparison.Ordinal);
        Assert.False(Gates.Below("k2 on gsm8k", Accuracy.Estimate([]), 0.1).IsPassed);
    }

    [Fact]
    public void WorseThan_NeedsAVerdict()
    {
        Expect(Gates.WorseThan("gpqa", "k2", "llama-4", _drop), false, "k2 is worse than llama-4 on gpqa: -15.0 points (95 % interval -21.7 to -8.3).");
        Assert.True(Gates.WorseThan("gpqa", "k2", "llama-4", _quiet).IsPassed);
        Assert.False(Gates.WorseThan("gpqa", "k2", "llama-4", Paired.Compare([])).IsPassed);
    }

    [Fact]
    public void Limits_FailWhenPassed_AndWhenNotMeasured()
    {
        Expect(Gates.Cost("run 7", 12.344m, 12.5), true, "run 7 cost 12.34 USD; 12.50 USD are allowed.");
        Assert.False(Gates.Cost("run 7", 12.6m, 12.5).IsPassed);
        Assert.False(Gates.Cost("run 7", null, 12.5).IsPassed);
        Expect(Gates.Latency("k2 on gpqa", 2.25, 2), false, "k2 on gpqa: 95 % of requests had their first token within 2.25 s; 2 s are allowed.");
        Assert.False(Gates.Latency("k2 on gpqa", null, 2).IsPassed);
        Expect(Gates.Coverage("k2 on gpqa", new(90, 5, 3, 2, 0), 0.98), true, "k2 on gpqa: 98 of 100 attempts were scored (98.0 %); 98.0 % is asked for.");
        Assert.False(Gates.Coverage("k2 on gpqa", default, 0.5).IsPassed);
    }

    private static void Expect(GateResult gate, bool passed, string sentence) => Assert.Equal((passed, sentence), (gate.IsPassed, gate.Sentence));
}
