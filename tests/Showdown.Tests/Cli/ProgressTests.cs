using Microsoft.Extensions.Time.Testing;
using Showdown.App.Cli;
using Showdown.App.Web;
using Showdown.Results;
using Showdown.Running;
using Spectre.Console;

namespace Showdown.Tests.Cli;

/// <summary>How a run's progress is told: in a log, and in terminals of any width.</summary>
public sealed class ProgressTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void ALog_TellsWhatChanged_AndTheWholeOnceAMinute()
    {
        var log = new ProgressLog(_time);
        Assert.Collection(
            log.News([State("a", done: 5), State("b", done: 0)]),
            line => Assert.StartsWith("bench a: 5/100, failed 0", line),
            line => Assert.StartsWith("in all: 5/200, failed 0", line)
        );
        for (var done = 10; done < 60; done += 5)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            Assert.Empty(log.News([State("a", done), State("b", done: 0)]));
        }

        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.StartsWith("bench a: 60/100, failed 2", Assert.Single(log.News([State("a", done: 60, failed: 2), State("b", done: 0)])));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.StartsWith("in all: 70/200, failed 2", Assert.Single(log.News([State("a", done: 70, failed: 2), State("b", done: 0)])));
        Assert.Equal(
            "bench a: 100/100, failed 2, cost $0.01, done, right so far 100.0%",
            Assert.Single(log.News([State("a", done: 100, failed: 2), State("b", done: 0)]))
        );
    }

    [Fact]
    public void AnswersThatAreCompared_AreNotDoneBeforeTheirPairsAreJudged()
    {
        var log = new ProgressLog(_time);
        EvaluationState[] states = [.. new[] { "a", "b" }.Select(m => State(m, done: 100, unscored: 100) with { Compared = true })];
        Assert.EndsWith(", then compared, right so far –", log.News(states)[0], StringComparison.Ordinal);
        states = [.. states.Select(s => s with { Judging = new LiveJudging(12, 1250) })];
        Assert.Equal(["bench: judging pairs 12 of 1,250"], log.News(states));
        Assert.Empty(log.News(states));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.EndsWith(", judging pairs 12 of 1,250", Assert.Single(log.News(states)), StringComparison.Ordinal);

        var two = EvaluationState.Sum([.. states, states[0] with { Benchmark = "other", Judging = new LiveJudging(1, 10) }], "", "");
        Assert.Equal("judging pairs 13 of 1,260", two.Rest);
        Assert.EndsWith("done, right so far –", log.News([.. states.Select(s => s with { Compared = false, Judging = null })])[0]);
    }

    [Fact]
    public void AHostThatIsDown_IsToldOnce_UntilItsNextTryIsAnotherOne()
    {
        var log = new ProgressLog(_time);
        log.News([State("a", done: 5)]);
        var down = State("a", done: 5) with { Trouble = "a: h.test down since 03:12:00 UTC, next try 03:17:00: refused" };
        Assert.Equal([down.Trouble], log.News([down]));
        Assert.Empty(log.News([down]));
        Assert.Single(log.News([down with { Trouble = down.Trouble.Replace("03:17", "03:22", StringComparison.Ordinal) }]));
    }

    [Theory]
    [InlineData(null, null, null, "forecast: an unknown price")]
    [InlineData(1L, 830L, null, "forecast: 1 attempt, 830 tokens, an unknown price")]
    [InlineData(40L, 24_310L, 0.0004, "forecast: 40 attempts, 24,000 tokens, under a cent")]
    [InlineData(1200L, 1_254_000L, 1.5, "forecast: 1,200 attempts, 1.25 M tokens, at most $1.50")]
    public void AForecast_HasFiguresThatSaySomething(long? attempts, long? tokens, double? usd, string line) =>
        Assert.Equal(
            line,
            LocalRun.Line(
                new RunForecast([new EvaluationForecast("b", "m", (int?)attempts, tokens, (decimal?)usd, ForecastBasis.OutputCap)]),
                budget: null
            )
        );

    [Fact]
    public void AForecast_NamesTheModelsWithoutAPrice()
    {
        EvaluationForecast[] evaluations =
        [
            new("b", "priced", 10, 1000, 1.5m, ForecastBasis.OutputCap),
            new("b", "free-range", 10, 1000, null, ForecastBasis.OutputCap),
        ];
        Assert.Equal(
            "forecast: 20 attempts, 2,000 tokens, at most $1.50 and what free-range will cost, which is not known",
            LocalRun.Line(new RunForecast(evaluations), budget: null)
        );
    }

    [Fact]
    public void AForecast_NamesTheBenchmarksWhoseDataIsNotHere()
    {
        EvaluationForecast[] evaluations =
        [
            new("here", "priced", 10, 1000, 1.5m, ForecastBasis.OutputCap),
            new("elsewhere", "priced", null, null, null, ForecastBasis.OutputCap),
        ];
        Assert.Equal(
            "forecast: at most $1.50 without elsewhere, whose data is not on this machine",
            LocalRun.Line(new RunForecast(evaluations), budget: null)
        );
    }

    [Fact]
    public void WhatIsThrough_HasNoPaceAndNothingLeft()
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 100;
        console.Write(Showdown.App.Cli.LiveDisplay.Progress([State("a", done: 100)], 100, 30));
        Assert.Contains("100/100 attempts, 0 failed, cost $0.01, done", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatWaitsForItsJudge_IsNotThrough()
    {
        var state = State("a", done: 100, unscored: 30) with { Judges = true };
        Assert.Equal(("judging 30 of 100", false), (state.Left, state.IsThrough));
    }

    [Theory]
    [InlineData(80, 30, 3)]
    [InlineData(100, 30, 3)]
    [InlineData(160, 30, 3)]
    [InlineData(80, 30, 24)]
    [InlineData(100, 30, 24)]
    [InlineData(160, 30, 24)]
    public void NoName_IsBroken_AndNoLineIsCutOff(int width, int height, int evaluations)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Out = new AnsiConsoleOutput(text),
            }
        );
        console.Profile.Width = width;
        var states = Enumerable
            .Range(0, evaluations)
            .Select(i => State(i % 2 == 0 ? "simulated-strong" : "simulated-weak", done: 50) with { Benchmark = $"humaneval-plus-{i}" })
            .ToList();
        console.Write(Showdown.App.Cli.LiveDisplay.Progress(states, width, height));
        var lines = text.ToString().TrimEnd().Split('\n');
        Assert.Contains(lines, line => line.Contains("simulated-strong", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("simulated-weak", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains($"{50 * evaluations}/{100 * evaluations} attempts", StringComparison.Ordinal));
        Assert.True(lines.Length <= height, text.ToString());
        Assert.All(lines, line => Assert.True(line.TrimEnd().Length <= width, line));
    }

    private static EvaluationState State(string model, int done, int failed = 0, int unscored = 0) =>
        new()
        {
            Benchmark = "bench",
            Model = model,
            Counts = new OutcomeCounts(done - failed - unscored, 0, 0, failed, unscored),
            Expected = 100,
            PerSecond = 0,
            CostUsd = 0.01m,
            Judges = false,
        };
}
