using Showdown.Domain;

namespace Showdown.Tests.Running;

/// <summary>Which rule counts, and for what.</summary>
public sealed class StopRuleTests
{
    private static readonly StopRule _never = new() { When = StopWhen.Never };

    public static TheoryData<string, StopRule?, StopRule?, StopRule?, int?> Rules =>
        new()
        {
            { "nobody says anything", null, null, null, null },
            { "the benchmark", Sure(1), null, null, 1 },
            { "the job over the benchmark", Sure(1), Sure(2), null, 2 },
            { "the job's entry over both", Sure(1), Sure(2), Sure(3), 3 },
            { "the job wants none", Sure(1), _never, null, null },
            { "the entry wants none", Sure(1), Sure(2), _never, null },
            { "the entry wants one", _never, _never, Sure(3), 3 },
        };

    [Theory]
    [MemberData(nameof(Rules))]
    public void TheNearestWordCounts(string who, StopRule? benchmark, StopRule? job, StopRule? entry, int? atLeast)
    {
        var settings = Settings(3, benchmark, job, entry);
        Assert.True(settings.StopOf("b")?.AtLeast == atLeast, who);
        Assert.Equal(atLeast is null ? 0 : 3, settings.StoppingComparisons);
    }

    [Fact]
    public void OneModel_AMeasurement_ChosenSamples_AndAConfirmation_HaveNothingToDecide()
    {
        var settings = Settings(2, null, Sure(30), null);
        Assert.NotNull(settings.StopOf("b"));
        Assert.Equal(0.04, settings.StopOf("b")!.Margin); // the job's
        Assert.False(settings.HasIdleRule);
        Assert.True(Settings(1, null, Sure(30), null).HasIdleRule);
        Assert.False(Settings(1, Sure(30), null, null).HasIdleRule); // the benchmark says what others may want
        Assert.Null(Settings(1, null, Sure(30), null).StopOf("b"));
        Assert.Null((settings with { Only = Outcome.Wrong }).StopOf("b"));
        Assert.Null((settings with { Confirms = [new EvaluationKey("b", "m0"), new EvaluationKey("b", "m1")] }).StopOf("b"));
        Assert.Null((settings with { Benchmarks = [settings.Benchmarks[0] with { Scorer = new ScorerSettings("speed") }] }).StopOf("b"));
        // Models that are not asked are in no comparison.
        var windows = settings with
        {
            Benchmarks = [settings.Benchmarks[0] with { NeedsContext = 1000 }],
        };
        Assert.Null(windows.StopOf("b"));
        Assert.Equal(0, windows.StoppingComparisons);
    }

    [Theory]
    [InlineData(null, "1")]
    [InlineData(1, "1")]
    [InlineData(2, "1 2")]
    [InlineData(4, "1 2 4")]
    [InlineData(6, "1 2 4 6")]
    public void WhereMoreAttemptsAreAllowed_EachRoundHasTwiceAsMany_AndIsAComparisonOfItsOwn(int? most, string rounds)
    {
        var settings = Settings(3, null, Sure(30) with { MostEpochs = most }, null);
        Assert.Equal(rounds, string.Join(' ', settings.StopRounds("b")));
        Assert.Equal(3 * rounds.Split(' ').Length, settings.StoppingComparisons);
    }

    private static StopRule Sure(int atLeast) => new() { AtLeast = atLeast };

    private static RunSettings Settings(int models, StopRule? benchmark, StopRule? job, StopRule? entry) =>
        new()
        {
            Job = new Job
            {
                Name = "job",
                Models = [.. Enumerable.Range(0, models).Select(i => $"m{i}")],
                Benchmarks = [new JobBenchmark("b") { Stop = entry }],
                Stop = job,
                EquivalenceMargin = 0.04,
            },
            Models =
            [
                .. Enumerable
                    .Range(0, models)
                    .Select(i => new ModelSettings
                    {
                        Id = $"m{i}",
                        Connector = Connector.OpenAi,
                        Model = "m",
                    }),
            ],
            Benchmarks =
            [
                new BenchmarkSettings
                {
                    Id = "b",
                    Version = 1,
                    Title = "B",
                    Sources = [],
                    Prompt = "?",
                    Scorer = new ScorerSettings("integer"),
                    Protocol = new Protocol(),
                    Folder = "",
                    Stop = benchmark,
                },
            ],
            Pins = new Dictionary<string, BenchmarkPin>(),
            ProgramVersion = "test",
        };
}
