using Showdown.Analysis.Facts;
using Showdown.Analysis.Summary;
using Showdown.Analysis.Wording;
using Showdown.Domain;
using Showdown.Results;
using Showdown.Statistics;
using Showdown.Tests.Pages;

namespace Showdown.Tests.Analysis;

public sealed class WhichForWhatTests
{
    private static readonly FixtureModel _strong = Named("Strong", _ => 4, price: 2, tokensPerSecond: 40);
    private static readonly FixtureModel _weak = Named("Weak", _ => -1.5, price: 1, tokensPerSecond: 120);
    private static readonly FixtureModel _twin = Named("Twin", _ => 4, price: 1, tokensPerSecond: 40);

    private static readonly FixtureBenchmark _maths = FixtureBenchmark.Gsm8k(60).For(Capability.Maths);
    private static readonly FixtureBenchmark _contest = FixtureBenchmark.Aime(30, 4).For(Capability.Maths);
    private static readonly FixtureBenchmark _knowledge = FixtureBenchmark.Mmlu(60).For(Capability.Knowledge);

    [Fact]
    public void WhoIsBetter_IsSaidByCapability_WithAdviceAndWhatItCosts()
    {
        var which = Of([_strong, _weak], [_maths, _knowledge]);
        Assert.Equal("Strong is better for maths and knowledge.", which.Overall);
        Assert.Equal(["Strong better", "Strong better"], which.Rows.Select(r => r.Word));
        Assert.Matches(@"^by \d+(\.\d)? points, 95% interval \d+\.\d to \d+\.\d$", which.Rows[0].Difference);
        Assert.Matches("^For maths take Strong, this night at .+ the price of a right answer and .+ times the time.$", which.Rows[0].Advice);
        Assert.Matches("^This night (Strong|Weak) answered at .+.$", which.Beside);
    }

    [Fact]
    public void TheOtherOne_IsNamedWithAPositiveDifference()
    {
        var row = Of([_weak, _strong], [_maths]).Rows.Single();
        Assert.Equal(("worse", "▼", "Strong better"), (row.Css, row.Sign, row.Word));
        Assert.StartsWith("by ", row.Difference, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatTheDataDoNotSay_IsSaid_WithWhatItWouldTake()
    {
        var row = Of([_strong, _twin], [FixtureBenchmark.Gsm8k(20).For(Capability.Maths)]).Rows.Single();
        Assert.Equal("the data do not say", row.Word);
        Assert.Matches(
            "^For maths the data do not say: 20 questions are too few, about [1-9][0-9]?0+ would show a difference of 5 points.$",
            row.Advice
        );
        Assert.Equal(
            "For maths the data do not say whether Strong or Twin is better.",
            Of([_strong, _twin], [FixtureBenchmark.Gsm8k(20).For(Capability.Maths)]).Overall
        );
    }

    [Fact]
    public void Equivalence_LeavesPriceAndTimeToDecide()
    {
        var which = Of([_strong, _twin], [FixtureBenchmark.Gsm8k(3000).For(Capability.Maths)]);
        Assert.Equal("Strong and Twin are equivalent for maths.", which.Overall);
        Assert.Matches(
            "^For maths either will do: the difference is shown to be smaller than 2 points. This night Twin answered at half the price",
            which.Rows[0].Advice
        );
    }

    [Fact]
    public void SeveralBenchmarks_WeighAlike()
    {
        var results = Results([_strong, _weak], [_maths, _contest]);
        var pair = results.Capabilities.Single().Pairs.Single();
        Assert.Equal(results.Pairs.Average(p => p.Comparison.Difference!.Value), pair.Comparison.Difference!.Value, 1e-12);
        Assert.Equal(
            results.Evaluations.Where(e => e.Facts.Row.ModelId == "Strong").Average(e => e.Score.Value!.Value),
            results.Capabilities[0].Scores[0].Value!.Value,
            1e-12
        );
        Assert.Equal(results.Evaluations[0].Score.Low, Results([_strong, _weak], [_maths]).Capabilities[0].Scores[0].Low);
    }

    [Fact]
    public void VerdictsAreAdjusted_OverCapabilitiesAndPairs()
    {
        var results = Results([_strong, _twin, _weak], [_maths, _contest, _knowledge]);
        var pairs = results.Capabilities.SelectMany(c => c.Pairs).Select(p => p.Comparison).ToList();
        Assert.Equal(6, results.CapabilitiesCompared);
        Assert.Equal(Holm.Adjust([.. pairs.Select(p => p.P!.Value)]), pairs.Select(p => p.AdjustedP!.Value));
    }

    [Fact]
    public void OfThree_ThoseAheadAreNamed()
    {
        var which = Of([_weak, _strong, _twin], [_maths]);
        Assert.Matches("^(Strong and Twin|Twin and Strong) are ahead for maths.$", which.Overall);
        Assert.Matches("^For maths take (one|any) of these 2", which.Rows[0].Advice);
        Assert.Equal("Strong is ahead for maths.", Of([_weak, _strong, Named("Weaker", _ => -6, 1, 40)], [_maths]).Overall);
    }

    [Fact]
    public void ABenchmarkThatOneWasNotAsked_IsNamed_AndLeftOut()
    {
        var facts = new FixtureRun([_strong, _weak], [_maths, _contest]).Facts;
        facts = facts with { Evaluations = [.. facts.Evaluations.Where(e => e.Row.Id != "aime-2025/Weak")] };
        var row = WhichForWhat.Of(RunResults.Of(facts), new RunNames(facts.Run.Settings))!.Rows.Single();
        Assert.Equal("without AIME 2025, which the two cannot be compared on", row.Note);
        Assert.Equal((60, "Strong better"), (row.Pair!.Comparison.Samples, row.Word));
        Assert.Equal(
            facts.Evaluations.Where(e => e.Row.BenchmarkId == "gsm8k").Select(e => EvaluationResult.Of(e).Score.Value),
            row.Result.Scores.Select(s => s.Value)
        );
    }

    [Fact]
    public void WhoWasNeverAsked_IsNotCompared()
    {
        var which = Of([_strong, _weak with { Failed = 1 }], [_maths]);
        Assert.Equal("Strong and Weak could not be compared for maths: not asked.", which.Overall);
        Assert.Equal("could not be compared: not asked", which.Rows[0].Word);
    }

    [Fact]
    public void BenchmarksWithoutACapability_HaveNoRow_AndASentenceOfTheirOwn()
    {
        var results = Results([_strong, _weak], [_maths, FixtureBenchmark.Mmlu(60)]);
        Assert.Equal([Capability.Maths], results.Capabilities.Select(c => c.Capability));
        Assert.Equal(
            "Strong is better for maths. Strong is better than Weak on MMLU.",
            Headline.Of(results, new RunNames(results.Facts.Run.Settings))
        );
        Assert.Null(RunSummaryBuilder.Build(Results([_strong, _weak], [FixtureBenchmark.Mmlu(60)]), null).WhichForWhat);
    }

    [Theory]
    [InlineData(RunStatus.Cancelled, false)]
    [InlineData(RunStatus.Failed, false)]
    [InlineData(RunStatus.Complete, true)]
    public void RunsWithoutVerdicts_AnswerNothing(RunStatus status, bool isSelection)
    {
        var run = new FixtureRun([_strong, _weak], [_maths]);
        var settings = isSelection ? run.Run.Settings with { Only = Outcome.Wrong } : run.Run.Settings;
        var facts = run.Facts with { Run = run.Run with { Status = status, Settings = settings } };
        Assert.Empty(RunResults.Of(facts).Capabilities);
        Assert.Null(RunSummaryBuilder.Build(RunResults.Of(facts), null).WhichForWhat);
    }

    [Fact]
    public void ASingleModel_IsComparedWithNothing() => Assert.Null(RunSummaryBuilder.Build(Results([_strong], [_maths]), null).WhichForWhat);

    [Fact]
    public void Json_HoldsFiguresAndSentences()
    {
        var summary = RunSummaryBuilder.Build(Results([_strong, _weak], [_maths, _contest, _knowledge]), null);
        var read = RunSummaryJson.Deserialize(RunSummaryJson.Serialize(summary)).WhichForWhat!;
        Assert.Equal(("maths", "knowledge", 1), (read.Capabilities[0].Capability, read.Capabilities[1].Capability, read.Nights));
        Assert.Equal(["gsm8k", "aime-2025"], read.Capabilities[0].Benchmarks);
        Assert.Equal(("better", 90), (read.Capabilities[0].Comparisons.Single().Verdict, read.Capabilities[0].Comparisons.Single().Questions));
        Assert.Equal(["Strong"], read.Capabilities[0].Ahead);
        var strong = read.Capabilities[0].Models[0];
        Assert.All(
            new[] { strong.Score, strong.UsdPerRight, strong.AnswerSeconds },
            f => Assert.True(0 < f.Low && f.Low < f.Value && f.Value < f.High, $"{f}")
        );
        Assert.StartsWith(read.Overall, summary.Headline, StringComparison.Ordinal);
    }

    [Theory]
    //          usd          seconds        clause
    [InlineData(1, 4, 1, 2, "at a quarter of the price of a right answer and half the time")]
    [InlineData(4, 1, 3, 2, "at 4.0 times the price of a right answer and 1.5 times the time")]
    [InlineData(1, 1, 2, 2, "at about the same price of a right answer and about the same time")]
    [InlineData(null, 1, 1, 2, "at half the time")]
    [InlineData(null, 1, null, 2, null)]
    [InlineData(1, 0, null, 2, null)]
    public void WhatOneTakesBesideTheOther_IsSaidInWords(int? usd, int otherUsd, int? seconds, int otherSeconds, string? clause) =>
        Assert.Equal(
            clause,
            TradeWords.Clause(
                new CapabilityScore("a", null, null, null, new UnitCost(usd, null, null, 9), new MedianEstimate(seconds, null, null, 9)),
                new CapabilityScore("b", null, null, null, new UnitCost(otherUsd, null, null, 9), new MedianEstimate(otherSeconds, null, null, 9))
            )
        );

    private static WhichForWhat Of(FixtureModel[] models, FixtureBenchmark[] benchmarks)
    {
        var results = Results(models, benchmarks);
        return WhichForWhat.Of(results, new RunNames(results.Facts.Run.Settings))!;
    }

    private static RunResults Results(FixtureModel[] models, FixtureBenchmark[] benchmarks) =>
        RunResults.Of(new FixtureRun(models, benchmarks).Facts);

    internal static FixtureModel Named(string id, Func<string, double> skill, decimal price, double tokensPerSecond)
    {
        var model = FixtureModel.Kimi();
        return model with
        {
            Settings = model.Settings with { Id = id, Family = id, Price = new Price(price, price) },
            Skill = skill,
            TokensPerSecond = tokensPerSecond,
            Failed = 0,
        };
    }
}
