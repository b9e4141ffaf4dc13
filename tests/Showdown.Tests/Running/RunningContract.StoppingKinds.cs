using System.Text.Json;
using Showdown.Domain;
using Showdown.Results;
using Showdown.Running;
using Showdown.Statistics;

namespace Showdown.Tests.Running;

/// <content>Kinds of scores by which evaluations end early, and reruns of such nights.</content>
public abstract partial class RunningContract
{
    [Fact]
    public async Task WhereScoresAreShares_ItStopsByThem()
    {
        var stopping = Stopping(1);
        var run = await stopping.PlanAsync(stopping.Settings(["strong", "weak"]) with { Benchmarks = [ShareBenchmark(200)] });
        // Every second time the weak model finds one of two words.
        _at.Script = asked => new Said(
            ModelOf(asked) == "weak" && asked.Question % 2 == 1 ? $"red{asked.Question}" : $"red{asked.Question} and blue{asked.Question}"
        );
        await stopping.CarryOutAsync(run, stop: Cancel);
        var (verdict, decidedAt) = await stopping.VerdictAsync(run, "strong", "weak");
        Assert.Equal((Verdict.Better, true), (verdict, decidedAt is >= 30 and <= 100));
        var weak = await stopping.EvaluationAsync(run, "weak");
        Assert.Equal((EarlyEnd.Sure, true), (weak.EndedEarly, weak.Expected >= decidedAt && weak.Expected <= decidedAt + 20));
        var counts = await _at.Reader.CountsAsync(weak.Id, Cancel);
        Assert.Equal((weak.Expected, 0.5 * counts.Partial), (counts.Total, counts.PartCredit));
        Assert.Equal(RunStatus.Complete, (await _at.Reader.RunAsync(run, Cancel))!.Status);

        static string ModelOf(Asked asked) => asked.Body.GetProperty("model").GetString()!;
    }

    [Fact]
    public async Task WhereScoringIsDeferred_ADecisionWaitsForIt()
    {
        var stopping = Stopping(1);
        var settings = stopping.Settings(["one", "two"], new StopRule { Margin = 0.3 }, j => j with { Benchmarks = [new JobBenchmark("code")] }) with
        {
            Benchmarks = [CodeBenchmark(_at, problems: 120)],
        };
        var run = await stopping.PlanAsync(settings);
        _at.Script = _ => new Said("I do not know."); // no program: wrong, and nothing to run
        var (runner, scorer, _) = _at.NewProcess();
        var shards = new List<ShardRow>();
        foreach (var model in settings.Models)
            shards.AddRange(await _at.Shards.QueueNextAsync(run, model.Id, 1, _at.Time.GetUtcNow(), Cancel));
        foreach (var shard in shards)
            Assert.IsType<ShardResult.Asked>(await runner.CarryOutAsync(shard.Id, Cancel));
        await stopping.DecideAsync(run);
        Assert.All(await _at.Reader.EvaluationsAsync(run, Cancel), e => Assert.Null(e.EndedEarly));

        foreach (var shard in shards)
            Assert.IsType<ShardResult.Finished>(await scorer.CarryOutAsync(shard.Id, Cancel));
        await stopping.DecideAsync(run);
        Assert.Equal((Verdict.Equivalent, 30), await stopping.VerdictAsync(run, "one", "two", "code"));
        Assert.All(await _at.Reader.EvaluationsAsync(run, Cancel), e => Assert.Equal((EarlyEnd.Sure, 30), (e.EndedEarly, e.Expected)));
        Assert.Equal((60, RunStatus.Complete), (_at.AskedSoFar.Count, (await _at.Reader.RunAsync(run, Cancel))!.Status));
    }

    /// <summary>Beyond what a night and those before it asked there is nothing to hold it against.</summary>
    [Fact]
    public async Task ARerunThatConfirms_AsksNoMoreThanTheNightsDid()
    {
        var stopping = Stopping(200);
        stopping.IsRight = WeakModelFails;
        var run = await stopping.PlanAsync(stopping.Settings(["strong", "weak"]));
        await stopping.CarryOutAsync(run, stop: Cancel);
        var night = await stopping.EvaluationAsync(run, "strong");
        Assert.Equal(night.Expected, await SamplesOfARerunAsync(run));

        // A night before it asked more.
        _at.Time.Advance(TimeSpan.FromDays(1));
        var next = await stopping.PlanAsync(stopping.Settings(["strong", "weak"], new StopRule { Error = 0.5 }));
        await stopping.CarryOutAsync(next, stop: Cancel);
        var shorter = await stopping.EvaluationAsync(next, "strong");
        Assert.InRange(shorter.Expected, 30, night.Expected);
        Assert.Equal(night.Expected, await SamplesOfARerunAsync(next));

        async Task<int> SamplesOfARerunAsync(string of)
        {
            var again = await _at.Starter.ConfirmAsync((await _at.Reader.RunAsync(of, Cancel))!, [new("bench", "strong")], null, Cancel);
            await _at.Planner.PlanAsync(again, Cancel);
            return (await _at.EvaluationAsync(again)).Samples;
        }
    }

    private BenchmarkSettings ShareBenchmark(int questions)
    {
        _at.Write(
            "bench/data.jsonl",
            string.Concat(
                Enumerable
                    .Range(1, questions)
                    .Select(i =>
                        JsonSerializer.Serialize(
                            new
                            {
                                id = $"s{i}",
                                q = $"question {i}",
                                a = $"red{i}\nblue{i}",
                            }
                        ) + "\n"
                    )
            )
        );
        return _at.Benchmark with { Scorer = new ScorerSettings("share") };
    }
}
