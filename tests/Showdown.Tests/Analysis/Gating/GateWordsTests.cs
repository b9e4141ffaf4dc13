using Showdown.Analysis.Gating;
using Showdown.Statistics;
using Showdown.Tests.Statistics;

namespace Showdown.Tests.Analysis.Gating;

public sealed class GateWordsTests
{
    private static readonly PairedComparison _drop = Paired.Compare(PairedTests.Single(10, 40, 150));
    private static readonly PairedComparison _quiet = Paired.Compare(PairedTests.Single(25, 25, 150));

    [Theory]
    [InlineData(nameof(DropFinding.NoPast), true, "k2 on gpqa: no earlier runs with the same settings")]
    [InlineData(nameof(DropFinding.NotShown), true, "k2 on gpqa has not shown a drop: −15.0 points against the earlier runs (95% interval −21.")]
    [InlineData(nameof(DropFinding.Suspected), true, "k2 on gpqa may have dropped: −15.0 points")]
    [InlineData(nameof(DropFinding.Shown), false, "k2 on gpqa seems to have dropped: −15.0 points")]
    public void Drop_FailsOnWhatIsShown(string finding, bool passed, string start)
    {
        var gate = GateWords.Drop("k2 on gpqa", new DropEvidence(_drop), Enum.Parse<DropFinding>(finding), null, "no rerun has been made");
        Assert.Equal(passed, gate.IsPassed);
        Assert.StartsWith(start, gate.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Drop_TellsWhatTheRerunShowed()
    {
        var evidence = new DropEvidence(_drop, _drop, _drop);
        Assert.Contains(
            "k2 has dropped: −15.0 points",
            GateWords.Drop("k2", evidence, DropFinding.Shown, null, "").Sentence,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "a rerun showed it again: −15.0 points",
            GateWords.Drop("k2", evidence, DropFinding.Shown, null, "").Sentence,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "a rerun did not show it",
            GateWords.Drop("k2", evidence, DropFinding.NotConfirmed, null, "").Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Below_SaysWhetherTheIntervalLeavesDoubt()
    {
        var score = Accuracy.Estimate([.. Enumerable.Range(0, 100).Select(i => new SampleScore(i < 70 ? 1 : 0, 1))]);
        Expect(GateWords.Below("k2 on gsm8k", score, 0.7), true, "k2 on gsm8k scored 70.0% (60.4% to 78.1%); 70.0% is asked for.");
        Expect(GateWords.Below("k2 on gsm8k", score, 0.9), false, "k2 on gsm8k scored 70.0% (60.4% to 78.1%), below 90.0%.");
        Assert.Contains("more samples", GateWords.Below("k2 on gsm8k", score, 0.75).Sentence, StringComparison.Ordinal);
        Assert.False(GateWords.Below("k2 on gsm8k", Accuracy.Estimate([]), 0.1).IsPassed);
    }

    [Fact]
    public void WorseThan_GoesByTheVerdictOfThePage()
    {
        Assert.False(GateWords.WorseThan("gpqa", "k2", "llama-4", _drop).IsPassed);
        Assert.True(GateWords.WorseThan("gpqa", "k2", "llama-4", _quiet).IsPassed);
        Assert.True(GateWords.WorseThan("gpqa", "k2", "llama-4", _drop.WithAdjusted(0.2, 1)).IsPassed);
        Assert.False(GateWords.WorseThan("gpqa", "k2", "llama-4", Paired.Compare([])).IsPassed);
    }

    [Fact]
    public void Limits_FailWhenPassed_AndWhenNotMeasured()
    {
        Expect(GateWords.Cost("run 7", 12.344m, 12.5), true, "run 7 cost 12.34 USD; 12.50 USD are allowed.");
        Assert.False(GateWords.Cost("run 7", 12.6m, 12.5).IsPassed);
        Assert.False(GateWords.Cost("run 7", null, 12.5).IsPassed);
        Expect(
            GateWords.Latency("k2 on gpqa", 2.25, 2),
            false,
            "k2 on gpqa: 95% of requests had their first token within 2.25 s this night; 2 s are allowed."
        );
        Assert.False(GateWords.Latency("k2 on gpqa", null, 2).IsPassed);
        Expect(
            GateWords.Coverage("k2 on gpqa", new(90, 5, 3, 2, 0), 0.98),
            true,
            "k2 on gpqa: 98 of 100 attempts were scored (98.0%); 98.0% is asked for."
        );
        Assert.False(GateWords.Coverage("k2 on gpqa", default, 0.5).IsPassed);
    }

    private static void Expect(GateResult gate, bool passed, string sentence) => Assert.Equal((passed, sentence), (gate.IsPassed, gate.Sentence));
}
