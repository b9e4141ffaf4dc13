using Showdown.Domain;
using Showdown.Running;

namespace Showdown.Tests.Running;

/// <summary>What judges are going to use: about 450 tokens of instructions and 150 of reply a verdict, beside the answers that they are
/// shown.</summary>
public sealed class JudgingForecastTests
{
    // 100, 200 and 300 tokens an attempt.
    private static readonly EvaluationForecast[] _asked = [Asked("a", 10, 1_000), Asked("b", 10, 2_000), Asked("c", 4, 1_200)];

    [Theory]
    // Both orders of 10 + 4 + 4 pairs: each shows two answers, so 20 * 300 + 8 * 400 + 8 * 500 tokens.
    [InlineData(null, 36, 13_200)]
    [InlineData("a", 28, 9_200)]
    [InlineData("c", 16, 7_200)]
    [InlineData("gone", 36, 13_200)] // a baseline that is not asked is none
    public void Pairs_AreJudgedInBothOrders(string? baseline, long verdicts, long shown)
    {
        var forecast = Assert.Single(JudgingForecast.Of(Run(baseline), Benchmark(ScorerSettings.Pairwise), _asked));
        var (input, output) = (shown + 450 * verdicts, 150 * verdicts);
        Assert.Equal(new JudgingForecast("bench", "priced", verdicts, input + output, (input + 2 * output) / 1_000_000m), forecast);
    }

    [Fact]
    public void SingleAnswers_AreJudgedOnce()
    {
        var forecast = Assert.Single(JudgingForecast.Of(Run(), Benchmark(ScorerSettings.Judge), _asked));
        Assert.Equal(new JudgingForecast("bench", "priced", 24, 18_600, 0.0222m), forecast); // 4,200 + 24 * 450 in, 24 * 150 out
    }

    [Fact]
    public void EachJudge_HasAForecastOfItsOwn()
    {
        var forecasts = JudgingForecast.Of(Run(judges: [_priced, _unpriced, _simulated]), Benchmark(ScorerSettings.Judge), _asked);
        Assert.Equal(
            [("priced", 18_600L, 0.0222m), ("unpriced", 18_600L, null), ("simulated", 18_600L, 0m)],
            forecasts.Select(f => (f.Judge, f.Tokens!.Value, f.Usd))
        );
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(10, null)]
    public void WhereDataIsNotHere_NothingIsKnown(int? attempts, int? tokens)
    {
        EvaluationForecast[] asked = [.. _asked, new("bench", "d", attempts, tokens, null, ForecastBasis.Assumed)];
        Assert.Equal(
            [new JudgingForecast("bench", "priced", null, null, null)],
            JudgingForecast.Of(Run(), Benchmark(ScorerSettings.Pairwise), asked)
        );
    }

    [Fact]
    public void AModelThatIsAskedNothing_HasNoPairs()
    {
        var forecast = Assert.Single(JudgingForecast.Of(Run(), Benchmark(ScorerSettings.Pairwise), [_asked[0], _asked[1], Asked("d", 0, 0)]));
        Assert.Equal(20, forecast.Verdicts);
    }

    [Fact]
    public void WhereNoModelJudges_ThereIsNoForecast() => Assert.Empty(JudgingForecast.Of(Run(), Benchmark("integer"), _asked));

    private static readonly ModelSettings _priced = new()
    {
        Id = "priced",
        Connector = Connector.OpenAi,
        Model = "m",
        Price = new Price(1, 2),
    };

    private static readonly ModelSettings _unpriced = _priced with { Id = "unpriced", Price = null };

    private static readonly ModelSettings _simulated = _unpriced with { Id = "simulated", Connector = Connector.Simulated };

    private static EvaluationForecast Asked(string model, int attempts, long tokens) =>
        new("bench", model, attempts, tokens, null, ForecastBasis.OutputCap);

    private static RunSettings Run(string? baseline = null, IReadOnlyList<ModelSettings>? judges = null)
    {
        judges ??= [_priced];
        return new RunSettings
        {
            Job = new Job
            {
                Name = "job",
                Models = [],
                Benchmarks = [new JobBenchmark("bench") { Baseline = baseline }],
                Judging = new JudgeSettings { Models = [.. judges.Select(j => j.Id)] },
            },
            Models = [],
            Judges = judges,
            Benchmarks = [],
            Pins = new Dictionary<string, BenchmarkPin>(),
            ProgramVersion = "test",
        };
    }

    private static BenchmarkSettings Benchmark(string scorer) =>
        new()
        {
            Id = "bench",
            Version = 1,
            Title = "Bench",
            Sources = [],
            Prompt = "",
            Scorer = new ScorerSettings(scorer),
            Protocol = new Protocol(),
            Folder = "",
        };
}
