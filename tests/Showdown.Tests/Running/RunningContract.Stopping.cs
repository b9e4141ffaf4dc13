using Showdown.Domain;
using Showdown.Operations;
using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Tests.Running;

/// <content>Evaluations that end as soon as their comparisons are sure.</content>
public abstract partial class RunningContract
{
    // Of the questions 1 to 200 in the order of asking a weak model knows every second one.
    private static bool WeakModelFails(string model, int question) => model != "weak" || question % 2 == 0;

    [Fact]
    public async Task Pair_StopsWhenItIsSure_AndIsComplete_WithNoQuestionAskedTwice()
    {
        var stopping = Stopping(200);
        stopping.IsRight = WeakModelFails;
        var run = await stopping.PlanAsync(stopping.Settings(["strong", "weak"]));
        await stopping.CarryOutAsync(run, stop: Cancel);
        var (verdict, decidedAt) = await stopping.VerdictAsync(run, "strong", "weak");
        Assert.Equal(Verdict.Better, verdict);
        Assert.InRange(decidedAt!.Value, 30, 60);
        foreach (var model in new[] { "strong", "weak" })
        {
            var evaluation = await stopping.EvaluationAsync(run, model);
            var asked = stopping.Asked[model].ToList();
            Assert.Equal(asked.Count, asked.Distinct().Count());
            Assert.InRange(asked.Count, decidedAt.Value, decidedAt.Value + 20); // the shard that decided, and one in flight
            Assert.Equal((EarlyEnd.Sure, asked.Count, 200), (evaluation.EndedEarly, evaluation.Expected, evaluation.Planned));
            Assert.NotNull(evaluation.FinishedAt);
            Assert.Null(evaluation.StoppedReason);
        }

        var row = (await _at.Reader.RunAsync(run, Cancel))!;
        Assert.Equal((RunStatus.Complete, null), (row.Status, row.Reason));

        // Nothing is missing: who resumes it asks nothing.
        var before = _at.AskedSoFar.Count;
        await _at.Starter.ResumeAsync(run, failedToo: false, budget: null, Cancel);
        stopping.Restart();
        await stopping.CarryOutAsync(run, stop: Cancel);
        Assert.Equal(before, _at.AskedSoFar.Count);
        Assert.Equal(RunStatus.Complete, (await _at.Reader.RunAsync(run, Cancel))!.Status);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task KilledAtAnyTime_AndResumed_ItStopsAtTheSameVerdict(int seed)
    {
        var stopping = Stopping(150);
        stopping.IsRight = (model, question) => model != "weak" || question % 3 != 0;
        var whole = await stopping.PlanAsync(stopping.Settings(["strong", "weak"]));
        await stopping.CarryOutAsync(whole, stop: Cancel);
        var expected = await stopping.VerdictAsync(whole, "strong", "weak");
        var asked = _at.AskedSoFar.Count;

        var run = await stopping.PlanAsync(stopping.Settings(["strong", "weak"]));
        var (random, kills) = (new Random(seed), 0);
        while (true)
        {
            using var kill = new CancellationTokenSource();
            var (begun, after) = (_at.AskedSoFar.Count, random.Next(1, 40));
            var answers = _at.Script;
            _at.Script = question =>
            {
                if (_at.AskedSoFar.Count >= begun + after)
                    kill.Cancel();
                return answers(question);
            };
            try
            {
                await stopping.CarryOutAsync(run, () => random.Next(8) == 0, kill.Token);
            }
            catch (OperationCanceledException)
            {
                // killed between a request and its answer
            }

            _at.Script = answers;
            if ((await _at.Reader.RunAsync(run, Cancel))!.Status != RunStatus.Running)
                break;
            kills++;
            stopping.Restart();
            await _at.Starter.ResumeAsync(run, failedToo: false, budget: null, Cancel);
        }

        Assert.Equal(expected, await stopping.VerdictAsync(run, "strong", "weak"));
        Assert.InRange(kills, 2, 200);
        Assert.InRange(_at.AskedSoFar.Count - asked, 2 * expected.DecidedAt!.Value, asked + kills + 20); // one in flight each time, and a shard
    }

    [Fact]
    public async Task OfThreeModels_WhoIsDecidedEnds_AndTheOthersGoOn()
    {
        var stopping = Stopping(90);
        // Two are alike but for four questions, and as good as both are surely better than the third.
        stopping.IsRight = (model, question) =>
            model switch
            {
                "weak" => question % 3 == 0,
                "one" => question is not (7 or 8),
                _ => question is not (17 or 18),
            };
        var run = await stopping.PlanAsync(stopping.Settings(["one", "weak", "two"]));
        await stopping.CarryOutAsync(run, stop: Cancel);
        var (one, weak, two) = (stopping.Asked["one"].Count(), stopping.Asked["weak"].Count(), stopping.Asked["two"].Count());
        Assert.InRange(weak, 30, 60);
        Assert.Equal((90, 90), (one, two));
        Assert.Equal(EarlyEnd.Sure, (await stopping.EvaluationAsync(run, "weak")).EndedEarly);
        Assert.Null((await stopping.EvaluationAsync(run, "one")).EndedEarly);
        Assert.Equal(RunStatus.Complete, (await _at.Reader.RunAsync(run, Cancel))!.Status);
    }

    [Fact]
    public async Task Models_GoAbreast_ShardByShard()
    {
        var stopping = Stopping(100);
        var run = await stopping.PlanAsync(stopping.Settings(["one", "two"]));
        var first = await QueueAsync("one", 5);
        Assert.Equal([0, 1], first.Select(s => s.Number)); // the other has done none
        foreach (var shard in first)
            await stopping.CarryOutAsync(shard, Cancel);
        Assert.Empty(await QueueAsync("one", 5));
        var other = await QueueAsync("two", 1);
        await stopping.CarryOutAsync(other[0], Cancel);
        Assert.Equal([2], (await QueueAsync("one", 5)).Select(s => s.Number));
        // A model that is asked no more holds nobody up, and its pairs are no longer waited for.
        await _at.Finisher.StopModelAsync(run, "two", "the key is wrong", Cancel);
        Assert.Equal([3], (await QueueAsync("one", 5)).Select(s => s.Number));

        Task<IReadOnlyList<ShardRow>> QueueAsync(string model, int count) =>
            _at.Shards.QueueNextAsync(run, model, count, _at.Time.GetUtcNow(), Cancel);
    }

    [Fact]
    public async Task WhoIsInFlightAtTheEnd_AsksNothingMore_AndWhatItHasCounts()
    {
        var stopping = Stopping(200);
        stopping.IsRight = WeakModelFails;
        var run = await stopping.PlanAsync(stopping.Settings(["strong", "weak"]));
        var ahead = await _at.Shards.QueueNextAsync(run, "strong", 2, _at.Time.GetUtcNow(), Cancel);
        // While the second shard is under way, a verdict falls: at its fourth question a person says that it is enough.
        await stopping.CarryOutAsync(ahead[0], Cancel);
        var (answers, begun) = (_at.Script, _at.AskedSoFar.Count);
        _at.Script = question =>
        {
            if (_at.AskedSoFar.Count == begun + 4)
                stopping.SayEnough(run);
            return answers(question);
        };
        await stopping.CarryOutAsync(ahead[1], Cancel);
        var evaluation = await stopping.EvaluationAsync(run, "strong");
        Assert.Equal((EarlyEnd.Enough, 34, 34), (evaluation.EndedEarly, evaluation.Expected, stopping.Asked["strong"].Count()));
        Assert.NotNull(evaluation.FinishedAt);
        await stopping.CarryOutAsync(run, stop: Cancel);
        Assert.Equal(34, _at.AskedSoFar.Count); // the other model, which had not begun, ended too
        Assert.Equal(RunStatus.Complete, (await _at.Reader.RunAsync(run, Cancel))!.Status);
    }

    [Fact]
    public async Task WhoWantsAllAsked_GetsIt_AlsoAfterTheEnd()
    {
        var stopping = Stopping(60);
        stopping.IsRight = WeakModelFails;
        var settings = stopping.Settings(["strong", "weak"]);
        var run = await stopping.PlanAsync(settings);
        var goOn = new GoOnToEnd(_at.Ends);
        Assert.Equal(2, await goOn.ExecuteAsync((await _at.Reader.RunAsync(run, Cancel))!, "bench", Cancel));
        await stopping.CarryOutAsync(run, stop: Cancel);
        Assert.Equal(120, _at.AskedSoFar.Count);

        run = await stopping.PlanAsync(settings);
        await stopping.CarryOutAsync(run, stop: Cancel);
        Assert.InRange(_at.AskedSoFar.Count, 180, 230);
        Assert.Equal(2, await goOn.ExecuteAsync((await _at.Reader.RunAsync(run, Cancel))!, null, Cancel));
        await _at.Starter.ResumeAsync(run, failedToo: false, budget: null, Cancel);
        stopping.Restart();
        await stopping.CarryOutAsync(run, stop: Cancel);
        Assert.Equal(240, _at.AskedSoFar.Count);
        var evaluation = await stopping.EvaluationAsync(run, "weak");
        Assert.Equal((null, 60), (evaluation.EndedEarly, evaluation.Expected));
        Assert.Equal(RunStatus.Complete, (await _at.Reader.RunAsync(run, Cancel))!.Status);
    }

    [Fact]
    public async Task FailedAttempts_AreLeftOut_AndAskedAgainWhenThatIsWanted()
    {
        var stopping = Stopping(120);
        stopping.IsRight = WeakModelFails;
        var run = await stopping.PlanAsync(stopping.Settings(["strong", "weak"]));
        var answers = _at.Script;
        _at.Script = question => question.Question % 10 == 0 ? new Said("") { Status = 500 } : answers(question);
        await stopping.CarryOutAsync(run, stop: Cancel);
        var evaluation = await stopping.EvaluationAsync(run, "weak");
        Assert.Equal(EarlyEnd.Sure, evaluation.EndedEarly);
        var counts = await _at.Reader.CountsAsync(evaluation.Id, Cancel);
        Assert.Equal(evaluation.Expected, counts.Total);
        Assert.InRange(counts.Failed, 1, 20);
        var row = (await _at.Reader.RunAsync(run, Cancel))!;
        Assert.Equal((RunStatus.Incomplete, true), (row.Status, row.Reason!.Contains("failed for good", StringComparison.Ordinal)));

        _at.Script = answers;
        await _at.Starter.ResumeAsync(run, failedToo: true, budget: null, Cancel);
        stopping.Restart();
        await stopping.CarryOutAsync(run, stop: Cancel);
        Assert.Equal(RunStatus.Complete, (await _at.Reader.RunAsync(run, Cancel))!.Status);
        Assert.Equal(EarlyEnd.Sure, (await stopping.EvaluationAsync(run, "weak")).EndedEarly);
        Assert.Equal(Verdict.Better, (await stopping.VerdictAsync(run, "strong", "weak")).Verdict);
        Assert.InRange(stopping.Asked["weak"].Distinct().Count(), 30, 70);
    }

    [Fact]
    public async Task Epochs_AreAllAskedOfASample_BeforeItCounts()
    {
        var stopping = Stopping(80);
        stopping.IsRight = WeakModelFails;
        var run = await stopping.PlanAsync(
            stopping.Settings(["strong", "weak"], job: j => j with { Benchmarks = [new JobBenchmark("bench") { Epochs = 4 }] })
        );
        await stopping.CarryOutAsync(run, stop: Cancel);
        var (verdict, decidedAt) = await stopping.VerdictAsync(run, "strong", "weak");
        Assert.Equal(Verdict.Better, verdict);
        Assert.InRange(decidedAt!.Value, 30, 40);
        Assert.All(stopping.Asked["weak"].GroupBy(q => q), q => Assert.InRange(q.Count(), 1, 4));
        Assert.InRange(stopping.Asked["weak"].Count(), 4 * decidedAt.Value, 4 * (decidedAt.Value + 8));
    }

    [Fact]
    public async Task WhereQuestionsRunOut_TheyAreAskedAgain_UntilItIsSure()
    {
        var stopping = Stopping(40);
        // The weak model fails at one attempt in five, whatever the question: at one attempt a question that is not sure yet, at four it is.
        var seen = new Dictionary<(string, int), int>();
        stopping.IsRight = (model, question) =>
        {
            var epoch = seen[(model, question)] = seen.GetValueOrDefault((model, question)) + 1;
            return model == "strong" || (question + (3 * epoch)) % 5 != 0;
        };
        var run = await stopping.PlanAsync(stopping.Settings(["strong", "weak"], new StopRule { MostEpochs = 8 }));
        Assert.Equal((8, 320), ((await stopping.EvaluationAsync(run, "weak")).Epochs, (await stopping.EvaluationAsync(run, "weak")).Planned));
        await stopping.CarryOutAsync(run, stop: Cancel);
        var (verdict, decidedAt) = await stopping.VerdictAsync(run, "strong", "weak");
        Assert.Equal(Verdict.Better, verdict);
        Assert.InRange(decidedAt!.Value, 30, 40);
        var asked = stopping.Asked["weak"].ToList();
        Assert.InRange(asked.Count, 41, 319); // more than once each, and not all that it could have been
        Assert.InRange(asked.GroupBy(q => q).Max(q => q.Count()) - asked.GroupBy(q => q).Min(q => q.Count()), 0, 4);
        var attempts = await _at.Reader.AttemptsAsync(run, "bench", Cancel).ToListAsync(Cancel);
        Assert.Equal(attempts.Count, attempts.Select(a => (a.EvaluationId, a.Number, a.Epoch)).Distinct().Count());
        Assert.Equal(
            (RunStatus.Complete, null),
            ((await _at.Reader.RunAsync(run, Cancel))!.Status, (await _at.Reader.RunAsync(run, Cancel))!.Reason)
        );

        // Who resumes it asks nothing.
        await _at.Starter.ResumeAsync(run, failedToo: false, budget: null, Cancel);
        stopping.Restart();
        await stopping.CarryOutAsync(run, stop: Cancel);
        Assert.Equal(asked.Count, stopping.Asked["weak"].Count());
    }

    [Fact]
    public async Task WhoIsLeftAlone_IsAskedToItsEnd_AndNotAgain()
    {
        var stopping = Stopping(40);
        var run = await stopping.PlanAsync(stopping.Settings(["one", "two"], new StopRule { MostEpochs = 4 }));
        await _at.Finisher.StopModelAsync(run, "two", "the key is wrong", Cancel);
        await stopping.CarryOutAsync(run, stop: Cancel);
        var evaluation = await stopping.EvaluationAsync(run, "one");
        Assert.Equal((EarlyEnd.Alone, 40, 40), (evaluation.EndedEarly, evaluation.Expected, stopping.Asked["one"].Count()));

        // It is back, and they are as good as each other: both are asked as often as may be.
        await _at.Runs.EndAsync(run, RunStatus.Incomplete, "the key is wrong", _at.Time.GetUtcNow(), Cancel);
        await _at.Starter.ResumeAsync(run, failedToo: false, budget: null, Cancel);
        stopping.Restart();
        await stopping.CarryOutAsync(run, stop: Cancel);
        Assert.Equal((160, 160), (stopping.Asked["one"].Count(), stopping.Asked["two"].Count()));
        Assert.Equal(RunStatus.Complete, (await _at.Reader.RunAsync(run, Cancel))!.Status);
    }

    [Fact]
    public async Task WithABudget_TheNearestVerdictIsAskedFirst()
    {
        var stopping = Stopping(60);
        var other = _at.Benchmark with { Id = "other" };
        var settings = stopping.Settings(
            ["one", "two"],
            job: j =>
                j with
                {
                    Benchmarks = [new JobBenchmark("bench"), new JobBenchmark("other")],
                    Budget = new Budget { Usd = 5 },
                }
        );
        var both = await stopping.PlanAsync(settings with { Benchmarks = [_at.Benchmark, other] });
        var ids = (await _at.Reader.EvaluationsAsync(both, Cancel)).Where(e => e.ModelId == "one").Select(e => e.Id).ToList();
        await _at.Ends.SetUrgenciesAsync([(ids[0], 0.001), (ids[1], 0.002)], Cancel);
        var queued = await _at.Shards.QueueNextAsync(both, "one", 2, _at.Time.GetUtcNow(), Cancel);
        Assert.Equal([ids[1], ids[1]], queued.Select(s => s.EvaluationId));
    }

    [Fact]
    public async Task WithoutARule_NobodyMayEndARunAndKeepItsVerdicts()
    {
        var run = await _at.PlanAsync(_at.Settings());
        var row = (await _at.Reader.RunAsync(run, Cancel))!;
        var refused = await Assert.ThrowsAsync<SettingsException>(() => new SayEnough(_at.Ends).ExecuteAsync(row, null, Cancel));
        Assert.StartsWith($"No benchmark of run {run} was started with 'stop: sure'", refused.Message, StringComparison.Ordinal);
        refused = await Assert.ThrowsAsync<SettingsException>(() => new GoOnToEnd(_at.Ends).ExecuteAsync(row, "bensh", Cancel));
        Assert.Equal($"Run {run} has no benchmark 'bensh'. Did you mean 'bench'? Known: bench.", refused.Message);
        var ended = row with { Status = RunStatus.Complete, Settings = Stopping(20).Settings(["one", "two"]) };
        refused = await Assert.ThrowsAsync<SettingsException>(() => new SayEnough(_at.Ends).ExecuteAsync(ended, null, Cancel));
        Assert.Equal($"Run {run} has ended (complete): nothing is asked any more.", refused.Message);
    }

    private StoppingFixture Stopping(int questions)
    {
        _at.WriteQuestions(questions);
        return new StoppingFixture(_at);
    }
}
