using Showdown.Statistics;
using Showdown.Statistics.Pairwise;

namespace Showdown.Tests.Statistics.Pairwise;

public sealed class StyleControlTests(ITestOutputHelper output)
{
    [Fact]
    public void Figures_AreThoseOfAnotherAlgorithm()
    {
        var reference = ReferenceValues.OfPairs("style");
        var (a, b) = (Styles(reference, "a"), Styles(reference, "b"));
        var pairs = reference
            .Numbers("values")
            .Select(
                (v, i) =>
                    new JudgedPair($"{i}", v)
                    {
                        Cluster = $"{i / 2}",
                        StyleA = a[i],
                        StyleB = b[i],
                    }
            )
            .ToList();
        var (coefficients, errors) = (reference.Numbers("coefficients"), reference.Numbers("errors"));

        var control = StyleControl.Of(pairs)!;

        var t = Levels.TwoSidedStudent(0.95, 60 - 5);
        Assert.Equal(LogisticFit.Logistic(coefficients[0]), control.Value, 8);
        Assert.Equal(LogisticFit.Logistic(coefficients[0] - t * errors[0]), control.Low, 8);
        Assert.Equal(coefficients[1..], control.Effects.Select(e => Math.Round(e.Effect, 12)), (x, y) => Math.Abs(x - y) < 1e-8);
        Assert.Equal(coefficients[2] + t * errors[2], control.Effects[1].High, 8);
        Assert.Equal((120, false), (control.Pairs, control.IsHeld));
    }

    [Fact]
    public void AJudgeThatLikesLength_IsFoundOut()
    {
        // Equal models, of which one writes half as long again.
        var pairs = new SimulatedJudging(15).StyledPairs(logit: 0, lengthLean: 4, prompts: 400);

        var (raw, control) = (WinRate.Of(pairs), StyleControl.Of(pairs)!);

        Assert.Equal((Verdict.Better, Verdict.NotEnoughData), (raw.Verdict, control.Verdict));
        Assert.True(control.Disagrees(raw));
        Assert.Equal(["length"], control.Effects.Where(e => e.IsShown).Select(e => e.Name));
        Assert.Equal("length", control.Effects[0].Name);
        Assert.InRange(control.Value, 0.4, 0.6);
    }

    [Fact]
    public void WhereLayoutMovesNothing_BothSayTheSame()
    {
        var pairs = new SimulatedJudging(6).StyledPairs(logit: 1, lengthLean: 0, prompts: 400);

        var (raw, control) = (WinRate.Of(pairs), StyleControl.Of(pairs)!);

        Assert.Equal((Verdict.Better, Verdict.Better, false), (raw.Verdict, control.Verdict, control.Disagrees(raw)));
        Assert.Equal(raw.Value!.Value, control.Value, 0.05);
    }

    [Fact]
    public void AnswersThatAreLaidOutAlike_HaveNoEffects_AndTheRawRate()
    {
        var same = new StyleCounts(100, 1, 2, 3);
        var pairs = Enumerable.Range(0, 100).Select(i => new JudgedPair($"{i}", i % 4 == 0 ? 0 : 1) { StyleA = same, StyleB = same }).ToList();

        var control = StyleControl.Of(pairs)!;

        Assert.Equal(0.75, control.Value, 8);
        Assert.All(control.Effects, e => Assert.Equal((0.0, 0.0, 0.0, false), (e.Effect, e.Low, e.High, e.IsShown)));
        Assert.Equal(Verdict.Better, control.Verdict);
    }

    [Fact]
    public void PartsThatComeTogether_CountOnce()
    {
        // Whoever writes a header writes four items and two words in bold below it.
        var pairs = Enumerable
            .Range(0, 200)
            .Select(i => new JudgedPair($"{i}", i % 3 == 0 ? 0 : 1)
            {
                StyleA = Written(i % 5, 300 + 7 * (i % 11)),
                StyleB = Written(i % 4, 300 + 5 * (i % 13)),
            })
            .ToList();

        var control = StyleControl.Of(pairs)!;

        Assert.False(control.IsHeld);
        Assert.Equal([true, true, false, false], control.Effects.Select(e => e.High > e.Low));
        Assert.Equal(2 / 3.0, control.Value, 0.05);

        static StyleCounts Written(int headers, int tokens) => new(tokens, headers, 4 * headers, 2 * headers);
    }

    [Fact]
    public void LayoutThatPartsWinnersFromLosers_IsHeld()
    {
        var pairs = Enumerable
            .Range(0, 100)
            .Select(i => new JudgedPair($"{i}", i % 2)
            {
                StyleA = new StyleCounts(i % 2 == 1 ? 300 : 100, 0, 0, 0),
                StyleB = new StyleCounts(200, 0, 0, 0),
            })
            .ToList();

        var control = StyleControl.Of(pairs)!;

        Assert.True(control.IsHeld);
        Assert.Equal(Verdict.NotEnoughData, control.Verdict);
    }

    [Fact]
    public void TooFewPrompts_AreNotFitted()
    {
        Assert.Null(StyleControl.Of(new SimulatedJudging(7).StyledPairs(0, 0, 49)));
        Assert.Equal(50, StyleControl.Of(new SimulatedJudging(7).StyledPairs(0, 0, 50))!.Pairs);
    }

    /// <summary>The interval and both tests rest on one error, on the scale of log odds, with t for the prompts less the five figures that are
    /// fitted.</summary>
    [Theory]
    [InlineData(0.9, 0.02)]
    [InlineData(0.99, 0.1)]
    public void LevelAndMargin_AreThoseThatWereAskedFor(double level, double margin)
    {
        var control = StyleControl.Of(new SimulatedJudging(9).StyledPairs(0.3, 1, 200), new PairedOptions { Level = level, Margin = margin })!;

        var logit = Odds(control.Value);
        var error = (Odds(control.High) - logit) / Levels.TwoSidedStudent(level, 195);
        Assert.Equal(level, control.Level);
        Assert.Equal(logit - Odds(control.Low), Odds(control.High) - logit, 8);
        Assert.Equal(2 * Distributions.StudentUpperTail(Math.Abs(logit) / error, 195), control.P, 8);
        Assert.Equal(Distributions.StudentUpperTail((Odds(0.5 + margin) - Math.Abs(logit)) / error, 195), control.EquivalenceP, 8);

        static double Odds(double share) => Math.Log(share / (1 - share));
    }

    [Theory]
    [InlineData(0.49, false)]
    [InlineData(0.5, true)]
    [InlineData(0.6, true)]
    public void AMarginThatHoldsEveryRate_CallsAllEquivalent(double margin, bool all)
    {
        var control = StyleControl.Of(new SimulatedJudging(9).StyledPairs(0.3, 1, 200), new PairedOptions { Margin = margin })!;

        Assert.Equal((all, Verdict.Equivalent), (control.EquivalenceP == 0, control.Verdict));
    }

    [Fact]
    public void Holm_GoesThroughThePairsOfAPage()
    {
        var control = StyleControl.Of(new SimulatedJudging(8).StyledPairs(0.3, 0, 300))!;
        var adjusted = StyleControl.Adjust([control, null, control with { P = 0.5 }]);

        Assert.Equal(
            (Math.Min(1, 2 * control.P), null, Math.Max(0.5, 2 * control.P)),
            (adjusted[0]!.AdjustedP!.Value, adjusted[1], adjusted[2]!.AdjustedP!.Value)
        );
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Intervals_HoldTheTruth_WhereTheRawOnesDoNot()
    {
        const int Rounds = 500;
        var (held, raw) = SimulatedJudging.Styled(logit: 0.4, lengthLean: 3, prompts: 200, Rounds);
        output.WriteLine($"adjusted held {100 * held:0.0} %, raw {100 * raw:0.0} % of {Rounds}");
        Assert.InRange(held, 0.925, 0.975);
        Assert.True(raw < 0.5);
    }

    internal static StyleCounts[] Styles(System.Text.Json.JsonElement element, string name) =>
        [
            .. element
                .GetProperty(name)
                .EnumerateArray()
                .Select(s => new StyleCounts(s[0].GetDouble(), s[1].GetDouble(), s[2].GetDouble(), s[3].GetDouble())),
        ];
}
