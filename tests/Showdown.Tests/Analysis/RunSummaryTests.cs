using System.Text.Json;
using Showdown.Analysis.Facts;
using Showdown.Analysis.Summary;
using Showdown.Domain;
using Showdown.Results;
using Showdown.Tests.Pages;

namespace Showdown.Tests.Analysis;

public sealed class RunSummaryTests
{
    private static readonly FixtureRun _fixture = new(
        [FixtureModel.Kimi(), FixtureModel.Maverick()],
        [FixtureBenchmark.Aime(samples: 12, epochs: 4), FixtureBenchmark.Gsm8k(samples: 40)]
    );

    [Fact]
    public void Summary_IsTheDocumentThatOtherProgramsRelyOn() => Golden.Match("summary.json", RunSummaryJson.Serialize(Build(_fixture.Facts)));

    [Theory]
    [InlineData("", "run job status report evaluations comparisons")]
    [InlineData("evaluations", "benchmark model samples epochs attempts score low high cost_usd ttft_seconds output_tokens_per_second")]
    [InlineData("evaluations/attempts", "right wrong truncated failed unscored")]
    [InlineData("evaluations/ttft_seconds", "p50 p95")]
    [InlineData("evaluations/output_tokens_per_second", "p50")]
    [InlineData("comparisons", "benchmark a b difference low high p verdict")]
    public void Json_HasTheNamesOfTheDesign(string path, string names)
    {
        using var json = JsonDocument.Parse(RunSummaryJson.Serialize(Build(_fixture.Facts)));
        var at = path.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(json.RootElement, (e, name) => e.GetProperty(name) is { ValueKind: JsonValueKind.Array } list ? list[0] : e.GetProperty(name));
        Assert.All(names.Split(' '), name => Assert.True(at.TryGetProperty(name, out _), name));
    }

    [Fact]
    public void Score_LeavesFailedAndUnscoredOut_AndCountsTruncated()
    {
        var evaluation = Build(OneEvaluation(new OutcomeCounts(Right: 6, Wrong: 2, Truncated: 2, Failed: 3, Unscored: 1), expected: 20))
            .Evaluations.Single();
        Assert.Equal(0.6, evaluation.Score);
        Assert.Equal(new AttemptCounts(6, 2, 2, 3, 1, Missing: 6), evaluation.Attempts);
        Assert.Equal(0.5, evaluation.Coverage);
    }

    [Fact]
    public void WhatIsNotKnown_IsNull()
    {
        using var json = JsonDocument.Parse(RunSummaryJson.Serialize(Build(OneEvaluation(new OutcomeCounts(0, 0, 0, 4, 0), expected: 4))));
        var evaluation = json.RootElement.GetProperty("evaluations")[0];
        Assert.All(
            new[] { "score", "low", "high", "cost_usd", "cost_usd_per_right" },
            name => Assert.Equal(JsonValueKind.Null, evaluation.GetProperty(name).ValueKind)
        );
        Assert.Equal(JsonValueKind.Null, evaluation.GetProperty("ttft_seconds").GetProperty("p50").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("report").ValueKind);
    }

    [Theory]
    [InlineData(RunStatus.Complete, Outcome.Wrong, "Only questions that had come out wrong were asked again: no verdict.")]
    [InlineData(RunStatus.Complete, Outcome.Failed, "Only questions that had come out failed were asked again: no verdict.")]
    [InlineData(RunStatus.Cancelled, null, "This run was cancelled before its end: no verdict")]
    [InlineData(RunStatus.Failed, null, "This run failed: no verdict.")]
    public void ARunThatGivesNoVerdicts_SaysWhy_AndComparesNobody(RunStatus status, Outcome? only, string says)
    {
        var run = _fixture.Facts.Run;
        var summary = Build(
            _fixture.Facts with
            {
                Run = run with { Status = status, ParentId = "earlier", Settings = run.Settings with { Only = only } },
            }
        );
        Assert.StartsWith(says, summary.Headline);
        Assert.Empty(summary.Comparisons);
        Assert.False(summary.Night);
        Assert.Equal(("earlier", only?.ToString().ToLowerInvariant()), (summary.Parent, summary.Selection));
    }

    [Fact]
    public void AModelThatNeverAnswered_IsNotAsked_AndNotWithoutADifference()
    {
        var facts = _fixture.Facts;
        var silent = facts with
        {
            Evaluations =
            [
                .. facts.Evaluations.Select(e => e.Row.ModelId == "kimi-k2" ? e with { Counts = new OutcomeCounts(0, 0, 0, 0, 0), Tallies = [] } : e),
            ],
        };
        var summary = Build(silent);
        Assert.All(summary.Comparisons, c => Assert.Equal(("not asked", "not enough data"), (c.WhyNot, c.Verdict)));
        Assert.Equal("Kimi K2 and Llama 4 Maverick could not be compared on AIME 2025 and GSM8K: not asked.", summary.Headline);
    }

    /// <summary>A host that refuses tools, say: what it was asked beside is told as ever, and its price over all is not.</summary>
    [Fact]
    public void AModelThatWasNotAskedOnOneOfThreeBenchmarks_HasNoPriceOverAll()
    {
        var facts = new FixtureRun(
            [FixtureModel.Kimi(), FixtureModel.Maverick()],
            [FixtureBenchmark.Aime(6, 1), FixtureBenchmark.Gsm8k(20), FixtureBenchmark.Mmlu(20)]
        ).Facts;
        var summary = Build(
            facts with
            {
                Evaluations =
                [
                    .. facts.Evaluations.Select(e =>
                        e.Row is { ModelId: "kimi-k2", BenchmarkId: "mmlu" }
                            ? e with
                            {
                                Counts = new OutcomeCounts(0, 0, 0, 0, 0),
                                Tallies = [],
                                Costs = [],
                            }
                            : e
                    ),
                ],
            }
        );
        Assert.Equal(5, summary.Price.Count(p => p.Benchmark is not (null or "")));
        Assert.Equal(["llama-4-maverick"], summary.Price.Where(p => p.Benchmark is null or "").Select(p => p.Model));
        Assert.Empty(summary.PriceSentences);
    }

    [Fact]
    public void Comparisons_AreEveryPairInTheOrderOfTheJob()
    {
        var third = FixtureModel.Kimi();
        third = third with { Settings = third.Settings with { Id = "third", Family = null } };
        var run = new FixtureRun([FixtureModel.Maverick(), FixtureModel.Kimi(), third], [FixtureBenchmark.Aime(6, 1), FixtureBenchmark.Gsm8k(6)]);
        Assert.Equal(
            [
                "aime-2025 llama-4-maverick kimi-k2",
                "aime-2025 llama-4-maverick third",
                "aime-2025 kimi-k2 third",
                "gsm8k llama-4-maverick kimi-k2",
                "gsm8k llama-4-maverick third",
                "gsm8k kimi-k2 third",
            ],
            Build(run.Facts).Comparisons.Select(c => $"{c.Benchmark} {c.A} {c.B}")
        );
    }

    [Fact]
    public void Pairs_KeepSamplesThatOnlyOneModelHas()
    {
        SampleTally[] a = [new("1", null, new(1, 0, 0, 0, 0)), new("2", null, new(0, 1, 0, 0, 0))];
        SampleTally[] b = [new("2", null, new(1, 0, 0, 0, 0)), new("3", null, new(1, 0, 1, 0, 0))];
        Assert.Equal(["1/1 0/0", "0/1 1/1", "0/0 1/2"], RunResults.PairUp(a, b).Select(p => $"{p.A.Right}/{p.A.Scored} {p.B.Right}/{p.B.Scored}"));
    }

    [Fact]
    public void SimulatedRuns_SaySo()
    {
        var model = FixtureModel.Kimi();
        var run = new FixtureRun([model with { Settings = model.Settings with { Connector = Connector.Simulated } }], [FixtureBenchmark.Gsm8k(4)]);
        var summary = Build(run.Facts);
        Assert.True(summary.Simulated);
        Assert.True(summary.Evaluations.Single().Simulated);
    }

    [Theory]
    [InlineData(RunStatus.Complete, "complete")]
    [InlineData(RunStatus.Incomplete, "incomplete")]
    [InlineData(RunStatus.Failed, "failed")]
    [InlineData(RunStatus.Cancelled, "cancelled")]
    public void Status_IsOneOfTheFourWords(RunStatus status, string word) =>
        Assert.Equal(word, Build(_fixture.Facts with { Run = _fixture.Run with { Status = status } }).Status);

    private static RunSummary Build(RunFacts facts) => RunSummaryBuilder.Build(RunResults.Of(facts), null);

    private static RunFacts OneEvaluation(OutcomeCounts counts, int expected)
    {
        var facts = new FixtureRun([FixtureModel.Kimi()], [FixtureBenchmark.Gsm8k(1)]).Facts;
        var tallies = new List<SampleTally>();
        for (var i = 0; i < counts.Right; i++)
            tallies.Add(new SampleTally($"r{i}", null, new OutcomeCounts(1, 0, 0, 0, 0)));
        for (var i = 0; i < counts.Wrong + counts.Truncated; i++)
            tallies.Add(new SampleTally($"w{i}", null, new OutcomeCounts(0, 1, 0, 0, 0)));
        var figures = facts.Evaluations[0].Figures with { FirstTokenSeconds = [], OutputTokensPerSecond = [], CostUsd = null };
        return facts with
        {
            Evaluations = [new EvaluationFacts(facts.Evaluations[0].Row with { Samples = expected, Epochs = 1 }, counts, tallies, figures)],
        };
    }
}
