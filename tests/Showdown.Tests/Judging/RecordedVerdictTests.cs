using Showdown.Judging;
using Showdown.Judging.Recorded;

namespace Showdown.Tests.Judging;

/// <summary>Verdicts of the published formats, by their authors' own rules, the odd ones included.</summary>
public sealed class RecordedVerdictTests
{
    [Theory]
    [InlineData("My final verdict is: [[A>>B]]", PairLevel.FirstMuchBetter)]
    [InlineData("[[A>B]] at first, but [[B>A]]", PairLevel.SecondBetter)]
    [InlineData("[[a=b]]", PairLevel.Tie)]
    [InlineData("My final verdict is: [B>>A]", PairLevel.SecondMuchBetter)]
    [InlineData("[[A>B]] and then [B>A]", PairLevel.FirstBetter)] // double brackets win wherever they stand
    [InlineData("[[A<B]]", PairLevel.SecondBetter)]
    [InlineData("[[A>>B]] [[A]]", null)] // the last one counts, and is none of the five
    [InlineData("A>B", null)]
    [InlineData("", null)]
    public void ArenaHard_TakesTheLastLabel(string judgement, PairLevel? expected) => Assert.Equal(expected, ArenaHard.Read(judgement));

    [Theory]
    [InlineData(PairLevel.FirstMuchBetter, PairLevel.SecondMuchBetter, new double[] { 0, 0, 0, 0, 0, 0 })]
    [InlineData(PairLevel.SecondBetter, PairLevel.FirstMuchBetter, new double[] { 1, 1, 1, 1 })]
    [InlineData(PairLevel.Tie, PairLevel.FirstBetter, new double[] { 1, 0.5 })]
    public void ArenaHard_CountsMuchBetterThreeTimes(PairLevel baselineFirst, PairLevel modelFirst, double[] expected) =>
        Assert.Equal(expected, ArenaHard.Scores(baselineFirst, modelFirst));

    [Theory]
    [InlineData("[[A>>B]] [[A>>B]]", PairOutcome.First)]
    [InlineData("[[A>B]] [[A>>B]]", PairOutcome.Unscored)]
    [InlineData("[[A=B]]", PairOutcome.Tie)]
    [InlineData("[B>A]", PairOutcome.Unscored)]
    public void JudgeBench_WantsAllLabelsAlike(string judgement, PairOutcome expected) => Assert.Equal(expected, ArenaHard.ReadStrictly(judgement));

    [Theory]
    [InlineData("[[B]] or rather [[A]]", PairOutcome.First)] // looked for in this order
    [InlineData("[[C]] [[B]]", PairOutcome.Second)]
    [InlineData("[[C]]", PairOutcome.Tie)]
    [InlineData("[A]", PairOutcome.Unscored)]
    public void MtBench_LooksForItsLabelsInTurn(string judgement, PairOutcome expected) => Assert.Equal(expected, MtBench.Read(judgement));

    [Theory]
    [InlineData(PairOutcome.First, PairOutcome.First, PairOutcome.First)]
    [InlineData(PairOutcome.First, PairOutcome.Tie, PairOutcome.Tie)]
    [InlineData(PairOutcome.First, PairOutcome.Second, PairOutcome.Tie)]
    [InlineData(PairOutcome.Tie, PairOutcome.Unscored, PairOutcome.Unscored)]
    public void MtBench_WantsBothGames(PairOutcome inOrder, PairOutcome swapped, PairOutcome expected) =>
        Assert.Equal(expected, MtBench.Both(inOrder, swapped));

    [Theory]
    [InlineData("Rating: [[7]]", 7.0)]
    [InlineData("Rating: [[8.5]] not [[3]]", 8.5)]
    [InlineData("[3] and [[9]]", 9.0)]
    [InlineData("Rating: [6]", 6.0)]
    [InlineData("Rating: 6", null)]
    public void MtBench_TakesTheFirstRating(string judgement, double? expected) => Assert.Equal(expected, MtBench.Rating(judgement));

    [Theory]
    [InlineData("[[7,8]]", PairOutcome.Second)]
    [InlineData("[[8, 8]]", PairOutcome.Tie)]
    [InlineData("[9,8.5]", PairOutcome.First)]
    [InlineData("9,8", PairOutcome.Unscored)]
    public void MtBench_ComparesTwoRatings(string judgement, PairOutcome expected) => Assert.Equal(expected, MtBench.ReadRatings(judgement));

    [Theory]
    [InlineData("Output (a)", PairOutcome.First)]
    [InlineData("I think\n Output (b)", PairOutcome.Second)]
    [InlineData("Output (b)\nOutput (a)", PairOutcome.First)]
    [InlineData("The better one is Output (a)", PairOutcome.Unscored)]
    public void LlmBar_LooksAtLineStarts(string completion, PairOutcome expected) => Assert.Equal(expected, LlmBar.Read(completion));

    [Theory]
    [InlineData("It follows. Therefore, Output (b) is better.", PairOutcome.Second)]
    [InlineData("Output (a) is worse.", PairOutcome.Unscored)]
    public void LlmBar_ReadsExplanations(string completion, PairOutcome expected) => Assert.Equal(expected, LlmBar.ReadExplained(completion));

    [Theory]
    [InlineData(4, 3, PairOutcome.First, PairOutcome.First)]
    [InlineData(3, 3, PairOutcome.Second, PairOutcome.First)]
    [InlineData(1, 2, PairOutcome.Second, PairOutcome.Second)]
    public void LlmBar_SplitsEqualRatings(int first, int second, PairOutcome inOrder, PairOutcome swapped) =>
        Assert.Equal((inOrder, swapped), LlmBar.OfRatings(first, second));
}
