using System.Text.Json;
using Showdown.Domain;

namespace Showdown.Tests.Running;

public sealed class SamplingTests
{
    private static readonly Sampling _one = new()
    {
        Temperature = 0.1,
        TopP = 0.11,
        TopK = 1,
        Seed = 11,
        MaxOutputTokens = 111,
        Stop = ["one"],
    };
    private static readonly Sampling _two = new()
    {
        Temperature = 0.2,
        TopP = 0.22,
        TopK = 2,
        Seed = 22,
        MaxOutputTokens = 222,
        Stop = ["two"],
    };
    private static readonly Sampling _none = new();

    [Fact]
    public void Or_TakesTheFirstThatSaysSomething_FieldByField()
    {
        AssertSame(_one, _one.Or(_two));
        AssertSame(_two, _none.Or(_two));
        AssertSame(_one, _one.Or(_none));
        AssertSame(_two with { Temperature = 0.1, Stop = ["one"] }, new Sampling { Temperature = 0.1, Stop = ["one"] }.Or(_two));
    }

    public static TheoryData<bool, bool, bool, string> Said { get; } =
        new()
        {
            { true, true, true, "job" },
            { true, false, true, "job" },
            { false, true, true, "protocol" },
            { false, false, true, "model" },
        };

    [Theory]
    [MemberData(nameof(Said))]
    public void TheJobWins_ThenTheProtocol_ThenTheModel(bool job, bool protocol, bool model, string wins)
    {
        Sampling Stopped(string by, bool said) => said ? new Sampling { Stop = [by] } : _none;
        var settings = new RunSettings
        {
            Job = new Job
            {
                Name = "job",
                Models = ["m"],
                Benchmarks = [new JobBenchmark("b") { Sampling = Stopped("job", job) }],
            },
            Models =
            [
                new ModelSettings
                {
                    Id = "m",
                    Connector = Connector.OpenAi,
                    Model = "m",
                    Sampling = Stopped("model", model),
                },
            ],
            Benchmarks =
            [
                new BenchmarkSettings
                {
                    Id = "b",
                    Version = 1,
                    Title = "",
                    Sources = [],
                    Prompt = "",
                    Scorer = new ScorerSettings("text"),
                    Folder = "",
                    Protocol = new Protocol { Sampling = Stopped("protocol", protocol) },
                },
            ],
            Pins = new Dictionary<string, BenchmarkPin>(),
            ProgramVersion = "test",
        };
        Assert.Equal([wins], settings.SamplingOf("b", "m").Stop);
    }

    private static void AssertSame(Sampling expected, Sampling found) =>
        Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(found));
}
