using Showdown.Running;

namespace Showdown.Tests.Running;

/// <summary>What a run is going to use, put together from its evaluations and judges.</summary>
public sealed class RunForecastTests
{
    // 25 questions, each asked four times. The first may end early.
    private static readonly EvaluationForecast _first = new("bench", "m", 100, 5_000, 2m, ForecastBasis.OutputCap)
    {
        Epochs = 4,
        Sure = new SureForecast(5, 10, 20),
    };

    private static readonly EvaluationForecast _second = new("bench", "n", 100, 7_000, 3m, ForecastBasis.OutputCap) { Epochs = 4 };

    private static readonly JudgingForecast _judge = new("bench", "j", 200, 1_000, 0.5m);

    [Fact]
    public void TheWhole_IsTheSumOfEvaluationsAndJudges()
    {
        var forecast = new RunForecast([_first, _second]) { Judging = [_judge, _judge with { Judge = "k", Tokens = 100, Usd = 0.25m }] };
        Assert.Equal((200, 13_100, 5.75m, 0.75m), (forecast.Attempts, forecast.Tokens, forecast.Usd, forecast.JudgingUsd));
        Assert.Equal(25, forecast.SamplesOf("bench"));
        Assert.Null(forecast.SamplesOf("other"));
        // 20, 40 and 80 of 100 attempts at $2, the whole of the other, and the judges.
        Assert.Equal(new SureUsd(4.15m, 4.55m, 5.35m), forecast.SureUsd);
    }

    [Fact]
    public void WithoutJudges_JudgingCostsNothing()
    {
        var forecast = new RunForecast([_first, _second]);
        Assert.Equal((200, 12_000, 5m, 0m), (forecast.Attempts, forecast.Tokens, forecast.Usd, forecast.JudgingUsd));
    }

    [Fact]
    public void WhereDataIsNotHere_TheWholeIsNotKnown()
    {
        var elsewhere = new EvaluationForecast("elsewhere", "m", null, null, null, ForecastBasis.Assumed);
        var forecast = new RunForecast([_first, elsewhere]);
        Assert.Equal((null, null, null, null), (forecast.Attempts, forecast.Tokens, forecast.Usd, forecast.SureUsd));
        Assert.Equal((25, null), (forecast.SamplesOf("bench"), forecast.SamplesOf("elsewhere")));
    }

    [Fact]
    public void WhereAPriceIsNotKnown_OnlyTheMoneyIsNot()
    {
        var forecast = new RunForecast([_first, _second with { Usd = null }]) { Judging = [_judge] };
        Assert.Equal((200, 13_000, null, 0.5m, null), (forecast.Attempts, forecast.Tokens, forecast.Usd, forecast.JudgingUsd, forecast.SureUsd));
    }

    [Fact]
    public void WhereOneJudgeIsNotKnown_NothingOfAllIs()
    {
        var forecast = new RunForecast([_first]) { Judging = [_judge, new JudgingForecast("bench", "k", null, null, null)] };
        Assert.Equal(100, forecast.Attempts);
        Assert.Equal((null, null, null, null), (forecast.Tokens, forecast.Usd, forecast.JudgingUsd, forecast.SureUsd));
    }

    [Fact]
    public void WhereAllIsAsked_ThereIsNoOtherForecast() => Assert.Null(new RunForecast([_second]).SureUsd);

    [Theory]
    [InlineData(ForecastBasis.OutputCap, ForecastBasis.OutputCap, false, true)]
    [InlineData(ForecastBasis.OutputCap, ForecastBasis.EarlierRuns, false, false)]
    [InlineData(ForecastBasis.Assumed, ForecastBasis.OutputCap, false, false)]
    [InlineData(ForecastBasis.OutputCap, ForecastBasis.OutputCap, true, false)] // nobody caps how often a judge is asked again
    public void ItCannotBecomeMore_WhereAllOutputIsCapped(ForecastBasis first, ForecastBasis second, bool isJudged, bool isBound)
    {
        var forecast = new RunForecast([_first with { Basis = first }, _second with { Basis = second }]) { Judging = isJudged ? [_judge] : [] };
        Assert.Equal(isBound, forecast.IsBound);
    }

    [Fact]
    public void SoManyQuestions_CostTheirShare()
    {
        Assert.Equal(0.16m, _first.UsdOf(2));
        Assert.Null((_first with { Usd = null }).UsdOf(2));
        Assert.Null((_first with { Attempts = null }).UsdOf(2));
        Assert.Null((_first with { Attempts = 0 }).UsdOf(2)); // a rerun of what never happened
    }
}
