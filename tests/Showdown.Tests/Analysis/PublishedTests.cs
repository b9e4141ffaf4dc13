using Showdown.Analysis.Published;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Settings;

namespace Showdown.Tests.Analysis;

public sealed class PublishedTests
{
    private static readonly IReadOnlyList<PublishedScore> _all = ReadOurs();
    private static readonly IReadOnlyDictionary<string, ModelSettings> _models = ModelsFile.Read(
        Path.Combine(Repository.Root, "jobs", "models.yaml"),
        new Problems()
    );
    private static readonly IReadOnlyDictionary<string, BenchmarkSettings> _benchmarks = BenchmarkCatalog.Read(
        Path.Combine(Repository.Root, "datasets"),
        new Problems()
    );

    [Fact]
    public void OurFile_NamesOurBenchmarks_ByTheirIds()
    {
        var ours = _all.Select(s => s.Benchmark).Distinct().ToList();
        Assert.All(ours.SelectMany(b => b.SameSamples.Concat(b.Beside)), id => Assert.Contains(id, _benchmarks.Keys));
        Assert.All(
            ["aime-2025", "gpqa-diamond", "mmlu", "math-500", "math", "humaneval-plus", "mbpp-plus", "livecodebench-v6", "livecodebench-v6-slice"],
            id => Assert.Contains(ours, b => b.Id == id && _benchmarks.ContainsKey(id))
        );
        Assert.True(_all.Count > 100);
        Assert.All(_all, s => Assert.InRange(s.Value, 0.1, 0.99));
    }

    // The figures of the article that people mix up: two of them belong to Instruct, four to Base.
    [Theory]
    [InlineData("kimi-k2-instruct", "aime-2025", 49.5)]
    [InlineData("kimi-k2-instruct", "gpqa-diamond", 75.1)]
    [InlineData("kimi-k2-base", "mmlu", 87.79)]
    [InlineData("kimi-k2-base", "math", 70.22)]
    [InlineData("kimi-k2-base", "evalplus", 80.33)]
    [InlineData("kimi-k2-base", "livecodebench-v6-slice", 26.29)]
    [InlineData("llama-4-maverick", "gpqa-diamond", 69.8)]
    public void Figures_BelongToTheVariant_TheyWerePublishedFor(string model, string benchmark, double percent) =>
        Assert.Contains(_all, s => s.Model.Id == model && s.Benchmark.Id == benchmark && Math.Abs(s.Value * 100 - percent) < 1e-9);

    [Fact]
    public void SameModelAndProtocol_IsComparable()
    {
        var found = PublishedComparison.Find(_all, Measured("kimi-k2-0711", "aime-2025", epochs: 64));
        Assert.True(found[0].IsComparable, string.Join("; ", found[0].Reasons));
        Assert.Equal(("kimi-k2-instruct", 0.495), (found[0].Published.Model.Id, found[0].Published.Value));
    }

    [Theory]
    //          measured            benchmark               published for          a reason
    [InlineData("kimi-k2", "mmlu", "kimi-k2-base", "published for the base model Kimi-K2-Base")]
    [InlineData("kimi-k2", "mmlu", "kimi-k2-base", "published by comparing the options' likelihoods")]
    [InlineData("kimi-k2", "mmlu", "kimi-k2-base", "published with 5 worked examples; measured with no worked examples")]
    [InlineData("kimi-k2", "aime-2025", "kimi-k2-instruct", "published for Kimi-K2-Instruct; measured is 'moonshotai/kimi-k2-0905'")]
    [InlineData("kimi-k2", "math-500", "kimi-k2-base", "published on other questions: MATH, full test set")]
    [InlineData("kimi-k2", "livecodebench-v6", "kimi-k2-base", "published on other questions: LiveCodeBench, the problems added by release v6")]
    [InlineData(
        "llama-4-maverick",
        "livecodebench-v6",
        "llama-4-maverick",
        "published on other questions: LiveCodeBench, October 2024 to February 2025"
    )]
    [InlineData("llama-4-maverick", "mmlu-5-shot", "llama-4-maverick-base", "published as the mean of groups (macro)")]
    [InlineData("gpt-4.1", "gpqa-diamond", "gpt-4.1", "published with an output cap of 2,048 tokens; measured with 8,192")]
    public void WhatDiffers_IsNamedAsAReason(string model, string benchmark, string publishedFor, string reason) =>
        Assert.Contains(
            PublishedComparison.Find(_all, Measured(model, benchmark)).Where(c => c.Published.Model.Id == publishedFor).SelectMany(c => c.Reasons),
            r => r.StartsWith(reason, StringComparison.Ordinal)
        );

    [Fact]
    public void PartOfTheItems_IsNotComparable()
    {
        var measured = Measured("kimi-k2-0711", "mmlu") with { SamplesAsked = 1000 };
        Assert.All(PublishedComparison.Find(_all, measured), c => Assert.False(c.IsComparable));
        Assert.Contains(
            PublishedComparison.Find(_all, measured).SelectMany(c => c.Reasons),
            r => r == "published on all 14,042 questions; measured on 1,000 of them"
        );
    }

    [Fact]
    public void CopiedFigures_HaveNoProtocol_AndSaySo()
    {
        var copied = _all.Single(s => s.Model.Id == "claude-opus-4" && s.Benchmark.Id == "gpqa-diamond");
        Assert.Equal((null, null, "Anthropic"), (copied.Protocol.OutputCap, copied.Protocol.Shots, copied.RunBy));
        Assert.Contains(
            PublishedComparison.Find(_all, Measured("claude-opus-4", "gpqa-diamond")).SelectMany(c => c.Caveats),
            c => c.StartsWith("copied from Anthropic's own report", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void SimulatedModels_AreComparedWithNothing() =>
        Assert.Empty(
            PublishedComparison.Find(_all, Measured("kimi-k2", "aime-2025") with { Model = _models["simulated-strong"] with { Family = "Kimi K2" } })
        );

    [Fact]
    public void Read_NamesEveryMistake_WithItsLine()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write(
            "published-scores.yaml",
            """
            benchmarks:
              aime-2025: { title: AIME 2025, item: 30 }
            models:
              kimi: { name: Kimi, family: Kimi K2, variant: chat }
            sets:
              - id: one
                source: a file
                run_by: somebody
                standing: hearsay
                scores:
                  - { benchmark: aime-2024, model: kimi, metric: avg@64, value: 49.5 }
                  - { benchmark: aime-2025, model: kimi, metric: best-of-8, value: 149.5 }
            """
        );
        var problems = new Problems();
        PublishedScores.Read(path, problems);
        string[] expected =
        [
            "(2): 'item' is not known here. Did you mean 'items'?",
            "(4): 'variant' cannot be 'chat'.",
            "(9): 'standing' cannot be 'hearsay'.",
            "(11): 'aime-2024' does not stand under 'benchmarks' in this file. Did you mean 'aime-2025'?",
            "(12): 'metric' cannot be 'best-of-8'.",
            "(12): 'value' must be a number from 0 to 100, not '149.5'.",
        ];
        Assert.All(expected, e => Assert.Contains(problems.Messages, m => m.Contains("published-scores.yaml" + e, StringComparison.Ordinal)));
        Assert.Equal(expected.Length, problems.Count);
    }

    private static MeasuredEvaluation Measured(string model, string benchmark, int epochs = 1)
    {
        var settings = _benchmarks[benchmark];
        var items = _all.Select(s => s.Benchmark).FirstOrDefault(b => b.Id == benchmark || b.SameSamples.Contains(benchmark))?.Samples ?? 10;
        return new MeasuredEvaluation(
            _models[model],
            settings,
            settings.Protocol.Sampling.Or(_models[model].Sampling) with
            {
                MaxOutputTokens = 8192,
            },
            epochs,
            items,
            null
        );
    }

    private static IReadOnlyList<PublishedScore> ReadOurs()
    {
        var problems = new Problems();
        var scores = PublishedScores.Read(Path.Combine(Repository.Root, "reports", "published-scores.yaml"), problems);
        problems.ThrowIfAny();
        return scores;
    }
}
