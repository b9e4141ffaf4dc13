using Showdown.Analysis.Facts;
using Showdown.Analysis.Gating;
using Showdown.Analysis.Trend;
using Showdown.Domain;
using Showdown.Statistics;
using Showdown.Tests.Statistics;

namespace Showdown.Tests.Analysis.Trend;

/// <summary>Nights that ended as soon as they were sure, beside others of their job.</summary>
public sealed class StoppingNightTests : StoredRuns
{
    /// <summary>The first 40 questions are hard: who asks only these scores less, and has not become worse.</summary>
    [Fact]
    public async Task AShorterNight_IsHeldAgainstOthersOnTheQuestionsOfBoth_AndIsNoDrop()
    {
        var nights = new StoredNights(Database, benchmarks: 1, ["a", "b"], items: 120, epochs: 4) { Stops = true };
        var models = new SimulatedModels(seed: 3);
        double[] skills =
        [
            .. Enumerable
                .Range(0, 120)
                .Select(i =>
                    i >= 40 ? 0.95
                    : i % 2 == 0 ? 0.1
                    : 0.5
                ),
        ];
        for (var night = 0; night < 7; night++)
        {
            var asked = night == 6 ? 40 : 120;
            await nights.WriteAsync(night, _ => [.. models.Attempt(skills, 4).Take(asked)]);
        }

        var run = (await nights.Reader.RunAsync("night-06", Cancel))!;
        var trend = await new ChangeWatch(nights.Reader).ReadAsync(run, Cancel);
        Assert.Empty(trend.Findings);
        var (last, before) = (trend.Evaluations[0].Nights[^1], trend.Evaluations[0].Nights[^2]);
        Assert.True(last.Score.Value < before.Score.Value - 0.3);
        Assert.True(last.Score.High - last.Score.Low > 1.1 * (before.Score.High - before.Score.Low));
        var gates = await new GateCheck(nights.Reader).CheckAsync(RunResults.Of(await RunFacts.ReadAsync(nights.Reader, run.Id, Cancel)), Cancel);
        Assert.All(gates, g => Assert.Matches(" has not shown a drop: ", g.Sentence));
    }

    [Fact]
    public async Task AWeekOfSuchNights_IsOneComparison_QuestionByQuestion_ThatMayBeLookedAtEveryNight()
    {
        var nights = new StoredNights(Database, benchmarks: 1, ["a", "b"], items: 200, epochs: 1) { Stops = true };
        nights.Job = nights.Job with { Stop = new StopRule(), Schedule = new Schedule("0 2 * * *", "UTC") };
        var models = new SimulatedModels(seed: 4);
        int[] asked = [60, 90, 50, 70, 60];
        for (var night = 0; night < asked.Length; night++)
        {
            var until = asked[night];
            await nights.WriteAsync(night, key => [.. models.Attempt([.. Enumerable.Repeat(key.ModelId == "a" ? 0.85 : 0.5, 200)], 1).Take(until)]);
        }

        var run = (await nights.Reader.RunAsync("night-04", Cancel))!;
        var results = RunResults.Of(await RunFacts.ReadAsync(nights.Reader, run.Id, Cancel));
        Assert.Equal(60, results.Pairs[0].Comparison.Units);
        var week = WeekVerdicts.Of(results, await new ChangeWatch(nights.Reader).ReadAsync(run, Cancel))!;
        var c = Assert.Single(week.Results.Pairs).Comparison;
        Assert.Equal((5, 90, Verdict.Better, PairedMethod.Sequence), (week.Nights, c.Units, c.Verdict, c.Method));
        Assert.Equal(1 - 0.05 / 30, c.Level, 1e-12);
        Assert.True(c.Low >= 0 && c.High < results.Pairs[0].Comparison.High + 0.2);
        Assert.Null(week.Results.ForecastOf(week.Results.Pairs[0]));
    }
}
