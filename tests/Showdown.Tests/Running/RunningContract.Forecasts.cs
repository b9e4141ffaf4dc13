using Showdown.Domain;
using Showdown.Running;

namespace Showdown.Tests.Running;

/// <content>What is told of a run before it starts.</content>
public abstract partial class RunningContract
{
    private Task<RunForecast> ForecastAsync(RunSettings settings, string? parent = null) =>
        new Forecaster(_at.Reader, _at.Datasets).ForecastAsync(settings, parent, Cancel);

    private async Task<EvaluationForecast> OneForecastAsync(RunSettings settings, string? parent = null) =>
        Assert.Single((await ForecastAsync(settings, parent)).Evaluations);

    [Fact]
    public async Task Forecast_OfWhatWasNeverAsked_GoesByThePrompts_AndTheOutputCap()
    {
        // "question 1" to "question 20" are 211 characters, so 2.6375 tokens each; a price is asked for whole ones.
        Assert.Equal(
            new EvaluationForecast("bench", "model", 20, 81_972, 20 * (3 + 2 * 4_096) / 1_000_000m, ForecastBasis.Assumed),
            await OneForecastAsync(_at.Settings())
        );
        var capped = _at.Model with { Sampling = new Sampling { MaxOutputTokens = 100 } };
        Assert.Equal(
            new EvaluationForecast("bench", "model", 20, 2_052, 20 * (3 + 2 * 100) / 1_000_000m, ForecastBasis.OutputCap),
            await OneForecastAsync(_at.Settings(model: capped))
        );
        Assert.Equal((2_052, null), await OfAsync(_at.Settings(model: capped with { Price = null })));

        // Of many questions the first 200 stand for all: they have 2,292 characters.
        _at.WriteQuestions(300);
        Assert.Equal((30_859, 300 * (3 + 2 * 100) / 1_000_000m), await OfAsync(_at.Settings(model: capped)));

        async Task<(long?, decimal?)> OfAsync(RunSettings settings) => await OneForecastAsync(settings) is var f ? (f.Tokens, f.Usd) : default;
    }

    [Fact]
    public async Task Forecast_OfWhatWasAskedBefore_GoesByWhatItTook()
    {
        await _at.AskAsync(await _at.PlanAsync(_at.Settings()));
        const int each = RunningFixture.InputTokens + RunningFixture.OutputTokens;
        Assert.Equal(
            new EvaluationForecast("bench", "model", 20, 20 * each, 20 * 140 / 1_000_000m, ForecastBasis.EarlierRuns),
            await OneForecastAsync(_at.Settings(model: _at.Model with { Sampling = new Sampling { MaxOutputTokens = 100 } }))
        );

        // Another model's or another benchmark's answers tell nothing.
        Assert.Equal(ForecastBasis.Assumed, (await OneForecastAsync(_at.Settings(model: _at.Model with { Id = "other" }))).Basis);
        var same = _at.Benchmark with { Id = "same" };
        Assert.Equal(
            ForecastBasis.Assumed,
            (await OneForecastAsync(_at.Settings(j => j with { Benchmarks = [new JobBenchmark("same")] }, same))).Basis
        );
    }

    [Theory]
    [InlineData(null, null, 1, 20, 1)]
    [InlineData(5, null, 1, 5, 1)]
    [InlineData(50, null, 1, 20, 1)] // there are no more
    [InlineData(null, null, 2, 40, 2)]
    [InlineData(5, 3, 2, 15, 3)] // the job's word wins
    public async Task Forecast_CountsLimitAndEpochs(int? limit, int? epochs, int protocol, int attempts, int told)
    {
        var forecast = await OneForecastAsync(
            _at.Settings(
                job => job with { Benchmarks = [new JobBenchmark("bench") { Limit = limit, Epochs = epochs }] },
                _at.Benchmark with
                {
                    Protocol = new Protocol { Epochs = protocol },
                }
            )
        );
        Assert.Equal((attempts, told), (forecast.Attempts, forecast.Epochs));
    }

    [Fact]
    public async Task Forecast_WithoutTheData_KnowsNothing_EvenIfItWasAskedBefore()
    {
        var elsewhere = _at.Benchmark with
        {
            Id = "elsewhere",
            Sources = [_at.Benchmark.Sources[0] with { File = null, Url = "https://data.test/questions.jsonl", Sha256 = new string('0', 64) }],
        };
        var settings = _at.Settings(j => j with { Benchmarks = [new JobBenchmark("elsewhere"), new JobBenchmark("bench")] }, elsewhere);
        var forecast = await ForecastAsync(settings with { Benchmarks = [elsewhere, _at.Benchmark] });
        Assert.Equal(new EvaluationForecast("elsewhere", "model", null, null, null, ForecastBasis.Assumed), forecast.Evaluations[0]);
        Assert.Equal(("bench", 20), (forecast.Evaluations[1].Benchmark, forecast.Evaluations[1].Attempts!.Value));
    }

    [Fact]
    public async Task Forecast_AsksOnlyModelsWhoseWindowHoldsIt()
    {
        var settings = _at.Settings(benchmark: _at.Benchmark with { NeedsContext = 1_000 }) with
        {
            Models = [_at.Model with { ContextWindow = 999 }, _at.Model with { Id = "wide", ContextWindow = 1_000 }],
        };
        Assert.Equal("wide", (await OneForecastAsync(settings)).Model);
    }

    [Fact]
    public async Task Forecast_OfARerunOfOneOutcome_CountsWhatCameOutSo()
    {
        _at.Script = asked => new Said(asked.Question is 3 or 7 ? "The answer is 0." : $"The answer is {asked.Question}.");
        var run = await _at.PlanAsync(_at.Settings());
        await _at.AskAsync(run);
        var settings = (await _at.Reader.RunAsync(run, Cancel))!.Settings;
        Assert.Equal((2, 200L), await OfAsync(Outcome.Wrong));
        Assert.Equal((0, 0L), await OfAsync(Outcome.Failed));

        async Task<(int, long)> OfAsync(Outcome only) =>
            await OneForecastAsync(settings with { Only = only }, run) is { Attempts: { } attempts, Tokens: { } tokens }
                ? (attempts, tokens)
                : default;
    }

    [Fact]
    public async Task Forecast_OfARerun_CountsTheQuestionsOfTheRunThatItRepeats()
    {
        var run = await _at.PlanAsync(_at.Settings());
        _at.WriteQuestions(30);
        Assert.Equal(20, (await OneForecastAsync((await _at.Reader.RunAsync(run, Cancel))!.Settings, run)).Attempts);
        Assert.Equal(30, (await OneForecastAsync(_at.Settings())).Attempts);
    }

    [Fact]
    public async Task Forecast_OfAnswersThatAreJudged_HasTheJudges()
    {
        var forecast = await ForecastAsync(Duel());
        var asked = forecast.Evaluations.Sum(e => e.Tokens!.Value);
        // 20 pairs, each in both orders and with both answers.
        var judging = Assert.Single(forecast.Judging);
        Assert.Equal(("bench", "judge", 40L), (judging.Benchmark, judging.Judge, judging.Verdicts!.Value));
        Assert.InRange(judging.Tokens!.Value, 2 * asked - 80 + 40 * 600, 2 * asked + 40 * 600); // whole tokens an answer
        Assert.Empty((await ForecastAsync(_at.Settings())).Judging);
    }

    [Fact]
    public async Task Forecast_OfWhatEndsWhenItIsSure_GoesByHowTheModelsDiffered()
    {
        var stopping = Stopping(60);
        stopping.IsRight = (model, _) => model != "weak";
        string[] models = ["strong", "same", "weak"];
        var whole = stopping.Settings(models, new StopRule { When = StopWhen.Never });
        Assert.All((await ForecastAsync(whole)).Evaluations, e => Assert.Null(e.Sure));
        Assert.All((await ForecastAsync(stopping.Settings(models))).Evaluations, e => Assert.Null(e.Sure)); // no earlier answers
        await _at.AskAsync(await stopping.PlanAsync(whole));

        // One that is always worse is told apart by the fewest questions that there may be; two that are alike are asked all.
        var all = new SureForecast(60, 60, 60);
        Assert.Equal([all, all, new SureForecast(30, 30, 30)], await OfAsync(stopping.Settings(models)));
        Assert.Equal([null, null], (await ForecastAsync(stopping.Settings(["strong", "new"]))).Evaluations.Select(e => e.Sure));
        var few = new SureForecast(45, 45, 45);
        Assert.Equal(
            [few, few, new SureForecast(40, 40, 40)],
            await OfAsync(
                stopping.Settings(models, new StopRule { AtLeast = 40 }, j => j with { Benchmarks = [new JobBenchmark("bench") { Limit = 45 }] })
            )
        );

        async Task<IEnumerable<SureForecast?>> OfAsync(RunSettings settings) => (await ForecastAsync(settings)).Evaluations.Select(e => e.Sure);
    }
}
