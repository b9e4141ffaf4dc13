using Showdown.Analysis.Facts;
using Showdown.Analysis.Summary;
using Showdown.Analysis.Wording;
using Showdown.Domain;
using Showdown.Tests.Pages;

namespace Showdown.Tests.Analysis;

public sealed class HeadlineTests
{
    private static readonly FixtureModel _strong = Named("strong", 4);
    private static readonly FixtureModel _middle = Named("middle", 3.9);
    private static readonly FixtureModel _weak = Named("weak", -4);

    [Fact]
    public void ASelection_IsComparedWithNothing_AndSaysWhatItIs()
    {
        var run = new FixtureRun([_strong, _weak], [FixtureBenchmark.Gsm8k(60)]);
        var facts = run.Facts with { Run = run.Run with { ParentId = "parent", Settings = run.Run.Settings with { Only = Outcome.Wrong } } };
        var summary = RunSummaryBuilder.Build(RunResults.Of(facts), null);
        Assert.Empty(summary.Comparisons);
        Assert.Equal(("wrong", "parent"), (summary.Selection, summary.Parent));
        Assert.Empty(summary.SpeedSentences.Concat(summary.PriceSentences));
    }

    [Fact]
    public void ASelection_IsAnotherOneForEachModel()
    {
        var results = RunResults.Of(new FixtureRun([_strong, _weak], [FixtureBenchmark.Gsm8k(60)]).Facts).Evaluations;
        Assert.Equal("60 questions", StopWords.Questions(results));
        var more = results[1].Facts with { Row = results[1].Facts.Row with { Samples = 75 } };
        Assert.Equal("60 to 75 questions", StopWords.Questions([results[0], results[1] with { Facts = more }]));
    }

    private static string Of(FixtureRun run, Func<RunSettings, RunSettings>? change = null)
    {
        var facts = run.Facts with { Run = run.Run with { Settings = change?.Invoke(run.Run.Settings) ?? run.Run.Settings } };
        return Headline.Of(RunResults.Of(facts), new RunNames(facts.Run.Settings));
    }

    [Fact]
    public void Two_AreCompared_BenchmarkByBenchmark_WithoutFigures() =>
        Assert.Equal(
            "strong is better than weak on AIME 2025 and GSM8K.",
            Of(new FixtureRun([_strong, _weak], [FixtureBenchmark.Aime(30, 4), FixtureBenchmark.Gsm8k(60)]))
        );

    [Fact]
    public void OfThree_TheGroupAheadIsNamed_NotOnlyASingleBest() =>
        Assert.Matches(
            "^(strong and middle|middle and strong) ahead of weak on GSM8K.$",
            Of(new FixtureRun([_weak, _strong, _middle], [FixtureBenchmark.Gsm8k(24)]))
        );

    [Fact]
    public void WhoWasNotAsked_HidesNoOrderOfTheOthers()
    {
        var silent = Named("silent", 4) with { Missing = 1 };
        Assert.Matches(
            "^(strong and middle|middle and strong) ahead of weak on GSM8K. silent could not be compared: not asked.$",
            Of(new FixtureRun([_weak, silent, _strong, _middle], [FixtureBenchmark.Gsm8k(24)]))
        );
        Assert.Equal(
            "silent and silent too could not be compared: not asked.",
            Of(new FixtureRun([silent, Named("silent too", 4) with { Missing = 1 }, _strong], [FixtureBenchmark.Gsm8k(24)]))
        );
    }

    [Fact]
    public void OfManyBenchmarks_TheirNumberIsSaid() =>
        Assert.Matches(
            "^(strong is ahead on all 4 benchmarks and middle on 4|middle is ahead on all 4 benchmarks and strong on 4).$",
            Of(
                new FixtureRun(
                    [_weak, _strong, _middle],
                    [FixtureBenchmark.Gsm8k(60), FixtureBenchmark.Aime(30, 4), FixtureBenchmark.Mmlu(60), Another()]
                )
            )
        );

    [Fact]
    public void WhatWasChosenByItsOutcome_HasNoVerdict() =>
        Assert.Equal(
            "Only questions that had come out wrong were asked again: no verdict.",
            Of(new FixtureRun([_strong, _weak], [FixtureBenchmark.Gsm8k(60)]), settings => settings with { Only = Outcome.Wrong })
        );

    private static FixtureBenchmark Another()
    {
        var benchmark = FixtureBenchmark.Gsm8k(60);
        return benchmark with { Settings = benchmark.Settings with { Id = "other", Title = "Other" } };
    }

    private static FixtureModel Named(string id, double skill)
    {
        var model = FixtureModel.Kimi();
        return model with { Settings = model.Settings with { Id = id, Family = id }, Skill = _ => skill };
    }
}
