using Showdown.Domain;
using Showdown.Judging;
using Showdown.Judging.HeadToHead;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.Tests.Running;

/// <summary>Answers that judges compare, when they are there.</summary>
public abstract partial class RunningContract
{
    // Whichever is shown first, "good" wins.
    private static Said Fair(Asked asked)
    {
        var text = asked.Body.GetRawText();
        var (good, bad) = (text.LastIndexOf("a good answer", StringComparison.Ordinal), text.LastIndexOf("a bad answer", StringComparison.Ordinal));
        return new Said(good < bad ? "Verdict: A better" : "Verdict: B much better");
    }

    private static Func<Asked, Said> Contestants(Func<Asked, Said> judge) =>
        asked =>
            asked.Body.GetProperty("model").GetString() switch
            {
                "good" => new Said($"a good answer to question {asked.Question}"),
                "bad" => new Said($"a bad answer to question {asked.Question}"),
                _ => judge(asked),
            };

    private int JudgeAsked => _at.AskedSoFar.Count(a => a.Body.GetProperty("model").GetString() == "judge");

    private RunSettings Duel(Func<Job, Job>? job = null)
    {
        var models = new[] { "good", "bad" }.Select(id => _at.Model with { Id = id, Model = id }).ToList();
        var settings = _at.Settings(
            j =>
                (job ?? (same => same))(
                    j with
                    {
                        Models = ["good", "bad"],
                        Judging = new JudgeSettings { Models = ["judge"], Tries = 1 },
                    }
                ),
            _at.Benchmark with
            {
                Scorer = new ScorerSettings(ScorerSettings.Pairwise),
            }
        );
        return settings with { Models = models, Judges = [_at.Model with { Id = "judge", Model = "judge" }] };
    }

    private async Task<(RunRow Run, PairStage Stage, PairStore Store)> AnsweredAsync(RunSettings settings)
    {
        var run = await _at.PlanAsync(settings);
        var (runner, _, _) = _at.NewProcess();
        foreach (var model in settings.Models)
        {
            while (await _at.Shards.QueueNextAsync(run, model.Id, 1, _at.Time.GetUtcNow(), Cancel) is [var shard])
            {
                // No judge is to rate single answers first.
                var finished = Assert.IsType<ShardResult.Finished>(await runner.CarryOutAsync(shard.Id, Cancel));
                if (finished.ShardsLeft == 0)
                    await _at.Finisher.FinishEvaluationAsync(run, shard.EvaluationId, Cancel);
            }
        }

        return ((await _at.Reader.RunAsync(run, Cancel))!, _at.NewPairStage(), new PairStore(_at.Database));
    }

    /// <summary>Plans a run's pairs, and judges shard after shard.</summary>
    /// <returns>Why the judging ended before all was judged; null: it did not.</returns>
    private async Task<string?> JudgeAsync(RunRow run, PairStage stage)
    {
        await stage.PlanAsync(run, Cancel);
        while (await _at.PairShards.QueueNextAsync(run.Id, 1, _at.Time.GetUtcNow(), Cancel) is [var shard])
            Assert.NotNull(await stage.CarryOutAsync(shard.Id, Cancel));
        var left = await stage.PlanAsync(run, Cancel);
        Assert.Equal(0, left.Open);
        return left.Stopped;
    }

    private async Task<string?> ResumeAndJudgeAsync(RunRow run)
    {
        await _at.Finisher.StopAsync(run.Id, "stopped", Cancel);
        await _at.Starter.ResumeAsync(run.Id, false, null, Cancel);
        foreach (var evaluation in await _at.Reader.EvaluationsAsync(run.Id, Cancel))
            await _at.Finisher.FinishEvaluationAsync(run.Id, evaluation.Id, Cancel);
        return await JudgeAsync((await _at.Reader.RunAsync(run.Id, Cancel))!, _at.NewPairStage());
    }

    private async Task<OutcomeCounts> CountsOfAsync(RunRow run, string model) =>
        await _at.Reader.CountsAsync((await _at.Reader.EvaluationsAsync(run.Id, Cancel)).Single(e => e.ModelId == model).Id, Cancel);

    [Fact]
    public async Task Pairs_AreJudgedInBothOrders_AndMakeTheScores_AndNothingIsJudgedTwice()
    {
        _at.Script = Contestants(Fair);
        var (run, stage, store) = await AnsweredAsync(Duel());
        Assert.Equal(20, (await CountsOfAsync(run, "good")).Unscored);

        Assert.Null(await JudgeAsync(run, stage));

        Assert.Equal(new OutcomeCounts(20, 0, 0, 0, 0) { IsShare = true }, await CountsOfAsync(run, "good"));
        Assert.Equal(new OutcomeCounts(0, 20, 0, 0, 0) { IsShare = true }, await CountsOfAsync(run, "bad"));
        Assert.Equal(40, JudgeAsked);
        var judging = (await store.JudgingAsync(run.Id, "bench", Cancel))!;
        var verdicts = await store.VerdictsAsync(run.Id, "bench", judging.Judging, Cancel);
        Assert.Equal(20, verdicts.Count);
        Assert.All(verdicts, v => Assert.Equal(("good", "bad", 2), (v.FirstModel, v.SecondModel, v.Tries)));
        Assert.All(verdicts, v => Assert.Equal(PairOutcome.First, PanelVerdict.Of([v]).Outcome));
        // Both orders told, the judge paid for, the texts kept.
        var whole = Assert.Single(await store.VerdictsAsync(run.Id, "bench", judging.Judging, "s1", Cancel));
        Assert.Equal(("FirstBetter", "FirstMuchBetter"), (whole.InOrder, whole.Swapped));
        Assert.Equal("Verdict: A better", whole.InOrderText);
        var spent = await _at.Reader.SpentAsync(run.Id, Cancel);
        Assert.Equal(80 * (RunningFixture.InputTokens + RunningFixture.OutputTokens), spent.Tokens);
        Assert.Equal(40, (await store.StylesAsync(run.Id, "bench", Cancel)).Count);

        Assert.Null(await ResumeAndJudgeAsync(run));
        Assert.Equal(40, JudgeAsked);
    }

    [Fact]
    public async Task AJudgeThatGoesByThePlace_LeavesTies_WhichAreCountedAsInconsistent()
    {
        _at.Script = Contestants(_ => new Said("Verdict: A better"));
        var (run, stage, store) = await AnsweredAsync(Duel());

        await JudgeAsync(run, stage);

        Assert.Equal(
            new OutcomeCounts(0, 0, 0, 0, 0)
            {
                Partial = 20,
                PartCredit = 10,
                PartSquares = 5,
                IsShare = true,
            },
            await CountsOfAsync(run, "bad")
        );
        var judging = (await store.JudgingAsync(run.Id, "bench", Cancel))!;
        Assert.All(await store.VerdictsAsync(run.Id, "bench", judging.Judging, Cancel), v => Assert.Equal(1, PanelVerdict.Of([v]).Inconsistent));
    }

    [Fact]
    public async Task AJudgeThatFails_LeavesPairsUnscored_AndIsAskedNoMore_UntilTheRunGoesOn()
    {
        _at.Script = Contestants(_ => new Said("I cannot tell."));
        var (run, stage, _) = await AnsweredAsync(Duel());

        var reason = await JudgeAsync(run, stage);

        Assert.StartsWith("judge 'judge' gave no verdict on 20 pairs in a row: the judge's reply tells no verdict", reason, StringComparison.Ordinal);
        Assert.Equal(new OutcomeCounts(0, 0, 0, 0, 20) { IsShare = true }, await CountsOfAsync(run, "bad"));

        _at.Script = Contestants(Fair);
        Assert.Null(await ResumeAndJudgeAsync(run));
        Assert.Equal(20, (await CountsOfAsync(run, "bad")).Wrong);
    }

    [Fact]
    public async Task ABudgetThatIsSpent_EndsTheJudging_WithWhatItHas()
    {
        _at.Script = Contestants(Fair);
        var (run, stage, _) = await AnsweredAsync(Duel(job => job with { Budget = new Budget { Tokens = 45 * 100 } }));

        Assert.Equal("the budget of 4500 tokens is spent (4600)", await JudgeAsync(run, stage));

        Assert.Equal((3, 17), ((await CountsOfAsync(run, "good")).Right, (await CountsOfAsync(run, "good")).Unscored));
    }

    [Fact]
    public async Task AnotherJudge_JudgesTheStoredAnswersAnew_AndCounts()
    {
        _at.Script = Contestants(_ => new Said("Verdict: A better"));
        var (run, stage, store) = await AnsweredAsync(Duel());
        await JudgeAsync(run, stage);
        var asked = _at.AskedSoFar.Count;

        _at.Script = Contestants(Fair);
        var other = _at.Model with { Id = "other", Model = "judge" };
        Assert.Null(await stage.JudgeAnewAsync(run, rule => rule with { Judges = [other] }, Cancel));

        Assert.Equal(20, (await CountsOfAsync(run, "good")).Right);
        Assert.Equal(asked + 40, _at.AskedSoFar.Count);
        Assert.Equal(2, (await store.JudgingAsync(run.Id, "bench", Cancel))!.Number);
        Assert.Equal(["judge", "other"], (await store.CostsAsync(run.Id, Cancel)).Select(c => c.Judge));
    }

    [Fact]
    public async Task Labels_AreGivenBlind_InOneOrderForAllRaters_AndGoOutAndInAsAFile()
    {
        _at.Script = Contestants(Fair);
        var (run, _, store) = await AnsweredAsync(Duel());
        var labels = new Showdown.Operations.LabelPairs(store, _at.Time);
        var shown = new List<(string Token, bool GoodIsLeft)>();
        for (var i = 0; i < 20; i++)
        {
            var (pair, done) = await labels.NextAsync(run, "bench", "anna", Cancel);
            Assert.Equal((i, 20), (done, pair!.Of));
            var isLeft = pair.Left.StartsWith("a good", StringComparison.Ordinal);
            shown.Add((pair.Token, isLeft));
            var choice = isLeft ? Showdown.Operations.RaterChoice.Left : Showdown.Operations.RaterChoice.Right;
            Assert.True(await labels.SaveAsync(run, "bench", " anna ", pair.Token, choice, Cancel));
        }

        Assert.Null((await labels.NextAsync(run, "bench", "anna", Cancel)).Pair);
        // Sides are drawn, and another rater meets the same pairs in the same order.
        Assert.InRange(shown.Count(s => s.GoodIsLeft), 3, 17);
        Assert.Equal(shown[0].Token, (await labels.NextAsync(run, "bench", "ben", Cancel)).Pair!.Token);
        Assert.All(await store.LabelsAsync(run.Id, "bench", Cancel), l => Assert.Equal(("First", "anna"), (l.Label, l.Rater)));
        Assert.False(await labels.SaveAsync(run, "bench", "anna", "no such pair", Showdown.Operations.RaterChoice.Tie, Cancel));

        var lines = await labels.ExportAsync(run, "bench", Cancel).ToListAsync(Cancel);
        var file = _at.Write("labels.jsonl", string.Join('\n', lines).Replace("\"anna\"", "\"carl\"", StringComparison.Ordinal));
        Assert.Equal(20, await labels.ImportAsync(run, "bench", file, Cancel));
        var facts = Showdown.Judging.Labels.LabelFacts.Of(await store.LabelsAsync(run.Id, "bench", Cancel));
        Assert.Equal((2, 40, 1.0), (facts.Raters, facts.Labels, facts.Agreement!.Value.Observed));
        Assert.Equal(20, (await Showdown.Judging.Passports.LabelFile.ReadAsync(file, Cancel)).Pairs.Count);
    }
}
