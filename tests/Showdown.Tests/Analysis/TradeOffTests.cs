using Showdown.Analysis.Facts;
using Showdown.Analysis.Summary;
using Showdown.Domain;
using Showdown.Results;
using Showdown.Tests.Pages;

namespace Showdown.Tests.Analysis;

public sealed class TradeOffTests(ITestOutputHelper output)
{
    private static readonly FixtureBenchmark _maths = FixtureBenchmark.Gsm8k(60).For(Capability.Maths);
    private static readonly FixtureBenchmark _knowledge = FixtureBenchmark.Mmlu(60).For(Capability.Knowledge);

    [Fact]
    public void TheCheapestOfThoseThatCouldNotBeToldApart_IsNamed()
    {
        var all = Of([Model("Strong", 4, 2, 40), Model("Twin", 4, 1, 40), Model("Weak", -3, 0.1m, 40)], [_maths, _knowledge]);
        foreach (var sentence in all.SelectMany(t => t.Sentences))
            output.WriteLine(sentence);
        Assert.Equal(["", "maths", "knowledge"], all.Select(t => t.Of));
        Assert.All(
            all,
            t =>
            {
                Assert.Equal(["Strong", "Twin"], t.Leaders); // the weak one is cheaper, and worse
                Assert.Equal("Twin", t.Cheapest);
                Assert.Matches(
                    @"^The cheapest of those that could not be told apart in quality \(Strong and Twin\) is Twin: \$[\d.]+ for 1,000 right answers, \$[\d.]+ to \$[\d.]+; so in (more than )?9\d% of drawings of the questions\.$",
                    t.Sentences[0]
                );
                Assert.Matches(
                    @"^The fastest of them this night is (Strong|Twin): [\d.]+ s to an answer, [\d.]+ s to [\d.]+ s; so in ",
                    t.Sentences[1]
                );
            }
        );
        Assert.All(
            all.SelectMany(t => t.Points).SelectMany(p => new[] { p.Score, p.UsdPerRight, p.AnswerSeconds }),
            f => Assert.True(f.Low < f.Value && f.Value < f.High, $"{f}")
        );
        Assert.All(all, t => Assert.Equal(1, t.Points.Single(p => p.Model == "Twin").OnPriceFrontier!.Value, 0.1));
        Assert.All(all, t => Assert.Null(t.Points.Single(p => p.Model == "Weak").Cheapest));
        // What the frontier draws is what the table of capabilities says.
        var results = Results([Model("Strong", 4, 2, 40), Model("Twin", 4, 1, 40), Model("Weak", -3, 0.1m, 40)], [_maths, _knowledge]);
        Assert.Equal(
            RunSummaryJson
                .Deserialize(RunSummaryJson.Serialize(RunSummaryBuilder.Build(results, null)))
                .WhichForWhat!.Capabilities[0]
                .Models.Select(m => (m.Score, m.UsdPerRight, m.AnswerSeconds)),
            all[1].Points.Select(p => (p.Score, p.UsdPerRight, p.AnswerSeconds))
        );
    }

    [Fact]
    public void WhoStandsAlone_LeavesNothingToChoose()
    {
        var all = Of([Model("Strong", 4, 2, 40), Model("Weak", -3, 1, 40)], [_maths]);
        Assert.Equal("maths", Assert.Single(all).Of);
        Assert.Equal(["In quality Strong stands alone: there is nothing to choose by price."], all[0].Sentences);
        Assert.Null(all[0].Cheapest);
    }

    [Fact]
    public void WhatIsNotKnown_IsSaid()
    {
        var unknown = Model("Twin", 4, 1, 40) with { Settings = Model("Twin", 4, 1, 40).Settings with { Price = null } };
        var only = Assert.Single(Of([Model("Strong", 4, 2, 40), unknown], [_maths]));
        Assert.Contains("is not known: a price is missing", only.Sentences[0], StringComparison.Ordinal);
        Assert.All(only.Points, p => Assert.Null(p.OnPriceFrontier));
        Assert.All(only.Points, p => Assert.NotNull(p.OnTimeFrontier));
    }

    [Fact]
    public void WithoutVerdicts_NothingIsConcluded()
    {
        var run = new FixtureRun([Model("Strong", 4, 2, 40), Model("Twin", 4, 1, 40)], [FixtureBenchmark.Mmlu(60)]);
        var facts = run.Facts with { Run = run.Run with { Status = RunStatus.Cancelled } };
        var only = Assert.Single(RunSummaryBuilder.Build(RunResults.Of(facts), null).TradeOffs);
        Assert.Equal(("mmlu", 2), (only.Of, only.Points.Count));
        Assert.Empty(only.Sentences);
    }

    private static IReadOnlyList<TradeOffSummary> Of(IReadOnlyList<FixtureModel> models, IReadOnlyList<FixtureBenchmark> benchmarks) =>
        RunSummaryJson.Deserialize(RunSummaryJson.Serialize(RunSummaryBuilder.Build(Results(models, benchmarks), null))).TradeOffs;

    private static RunResults Results(IReadOnlyList<FixtureModel> models, IReadOnlyList<FixtureBenchmark> benchmarks) =>
        RunResults.Of(new FixtureRun(models, benchmarks).Facts);

    private static FixtureModel Model(string name, double skill, decimal price, double tokensPerSecond) =>
        WhichForWhatTests.Named(name, _ => skill, price, tokensPerSecond);
}
