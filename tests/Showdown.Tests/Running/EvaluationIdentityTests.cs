using System.Text.Json.Nodes;
using Showdown.Domain;
using Showdown.Running;

namespace Showdown.Tests.Running;

public sealed class EvaluationIdentityTests
{
    private static readonly ModelSettings _model = new()
    {
        Id = "m",
        Connector = Connector.OpenAi,
        Endpoint = "https://host/v1",
        Model = "model",
    };
    private static readonly BenchmarkPin _pin = new()
    {
        DatasetSha256 = "data",
        SamplesSha256 = "samples",
        PromptSha256 = "prompt",
        Scorer = "integer",
        ScorerVersion = 2,
    };

    private static readonly BenchmarkSettings _benchmark = new()
    {
        Id = "bench",
        Version = 1,
        Title = "",
        Sources = [],
        Prompt = "",
        Scorer = new ScorerSettings("integer"),
        Protocol = new Protocol(),
        Folder = "",
    };

    public static TheoryData<string> Changing { get; } = [.. Changes.Where(c => c.Value.Changes).Select(c => c.Key)];

    public static TheoryData<string> Harmless { get; } = [.. Changes.Where(c => !c.Value.Changes).Select(c => c.Key)];

    private static Dictionary<string, (bool Changes, Func<string> Identity)> Changes =>
        new()
        {
            ["temperature of the job"] = (true, () => Of(asked: new JobBenchmark("bench") { Sampling = new Sampling { Temperature = 1 } })),
            ["cap of the protocol"] = (
                true,
                () => Of(benchmark: _benchmark with { Protocol = new Protocol { Sampling = new Sampling { MaxOutputTokens = 9 } } })
            ),
            ["top_p of the model"] = (true, () => Of(model: _model with { Sampling = new Sampling { TopP = 0.5 } })),
            ["seed"] = (true, () => Of(model: _model with { Sampling = new Sampling { Seed = 1 } })),
            ["top_k"] = (true, () => Of(model: _model with { Sampling = new Sampling { TopK = 1 } })),
            ["stop"] = (true, () => Of(model: _model with { Sampling = new Sampling { Stop = ["x"] } })),
            ["host"] = (true, () => Of(model: _model with { Endpoint = "https://other/v1" })),
            ["connector"] = (true, () => Of(model: _model with { Connector = Connector.Ollama })),
            ["model id that is sent"] = (true, () => Of(model: _model with { Model = "other" })),
            ["body fields"] = (true, () => Of(model: _model with { Extra = new JsonObject { ["a"] = 1 } })),
            ["simulation"] = (true, () => Of(model: _model with { Simulation = new Simulation { Seed = 2 } })),
            ["data"] = (true, () => Of(pin: _pin with { DatasetSha256 = "other" })),
            ["reading of the data"] = (true, () => Of(pin: _pin with { SamplesSha256 = "other" })),
            ["examples"] = (true, () => Of(pin: _pin with { FewShotSha256 = "other" })),
            ["prompt"] = (true, () => Of(pin: _pin with { PromptSha256 = "other" })),
            ["scorer"] = (true, () => Of(pin: _pin with { Scorer = "other" })),
            ["version of the scorer"] = (true, () => Of(pin: _pin with { ScorerVersion = 3 })),
            ["options of the scorer"] = (true, () => Of(pin: _pin with { ScorerSha256 = "other" })),
            ["only one outcome"] = (true, () => Of(only: Outcome.Wrong)),
            ["benchmark"] = (true, () => Of(benchmark: _benchmark with { Id = "other" }, asked: new JobBenchmark("other"))),
            ["limit"] = (false, () => Of(asked: new JobBenchmark("bench") { Limit = 3 })),
            ["epochs"] = (false, () => Of(asked: new JobBenchmark("bench") { Epochs = 3 })),
            ["price"] = (false, () => Of(model: _model with { Price = new Price(1, 2) })),
            ["limits"] = (false, () => Of(model: _model with { Limits = new ModelLimits { Concurrency = 3 } })),
            ["time-outs"] = (false, () => Of(model: _model with { Timeouts = new ModelTimeouts { Total = TimeSpan.FromSeconds(1) } })),
        };

    [Theory]
    [MemberData(nameof(Changing))]
    public void WhatAScoreDependsOn_ChangesTheIdentity(string change) => Assert.NotEqual(Of(), Changes[change].Identity());

    [Theory]
    [MemberData(nameof(Harmless))]
    public void WhatMovesNoScore_LeavesItAsItIs(string change) => Assert.Equal(Of(), Changes[change].Identity());

    /// <summary>Stored identities are compared with new ones: they must come out the same in every version of the program.</summary>
    [Fact]
    public void Identity_IsTheSameInEveryVersion() => Assert.Equal("3a9d655f342bc39ea952e0d9ed7d4dacbb0972d13ed0ad4b9ae2ee6860e7cead", Of());

    private static string Of(
        JobBenchmark? asked = null,
        BenchmarkSettings? benchmark = null,
        ModelSettings? model = null,
        BenchmarkPin? pin = null,
        Outcome? only = null
    )
    {
        var settings = new RunSettings
        {
            Job = new Job
            {
                Name = "job",
                Models = ["m"],
                Benchmarks = [asked ?? new JobBenchmark("bench")],
            },
            Models = [model ?? _model],
            Benchmarks = [benchmark ?? _benchmark],
            Pins = new Dictionary<string, BenchmarkPin>(),
            ProgramVersion = "test",
            Only = only,
        };
        return EvaluationIdentity.Of(settings, settings.Benchmarks[0], settings.Models[0], pin ?? _pin);
    }
}
