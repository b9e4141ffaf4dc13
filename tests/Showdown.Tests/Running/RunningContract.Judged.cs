using System.Text.RegularExpressions;
using Showdown.Domain;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.Tests.Running;

/// <content>Answers that a model rates one by one.</content>
public abstract partial class RunningContract
{
    // Of five levels the first four questions get 2, 3, 4 and 5, the fifth gets 1, and so on.
    private static Said Rated(Asked asked) => Rated(asked, 1 + (asked.Question % 5));

    private static Said Rated(Asked asked, int level)
    {
        var nonce = Nonce().Match(asked.Body.GetProperty("messages").EnumerateArray().Last().GetProperty("content").GetString()!).Groups[1].Value;
        return new Said($"{{\"id\": \"{nonce}\", \"reason\": \"because\", \"levels\": {{\"clarity\": {level}}}}}");
    }

    private static Func<Asked, Said> Letters(Func<Asked, Said> judge, string finish = "stop") =>
        asked => asked.Body.GetProperty("model").GetString() == "m" ? new Said($"a letter to question {asked.Question}", finish) : judge(asked);

    private RunSettings Judged(Budget? budget = null)
    {
        var benchmark = _at.Benchmark with
        {
            Scorer = new ScorerSettings(ScorerSettings.Judge)
            {
                Options = new Dictionary<string, string> { ["criteria"] = """{"clarity": "Is it clear?"}""" },
            },
        };
        var settings = _at.Settings(
            j =>
                j with
                {
                    Judging = new JudgeSettings { Models = ["judge"], Tries = 1 },
                    Budget = budget,
                },
            benchmark
        );
        return settings with { Judges = [Judge("judge")] };
    }

    private ModelSettings Judge(string id) => _at.Model with { Id = id, Model = id };

    private async Task<RunRow> JudgedRunAsync(RunSettings settings)
    {
        var run = await _at.PlanAsync(settings);
        await _at.AskAsync(run);
        return (await _at.Reader.RunAsync(run, Cancel))!;
    }

    [Fact]
    public async Task AJudgesVerdicts_AreTheScores_AndAreKept()
    {
        _at.Script = Letters(Rated);
        var run = await JudgedRunAsync(Judged());

        // Shares of 0.25, 0.5, 0.75, 1 and 0, four times.
        Assert.Equal(
            new OutcomeCounts(4, 4, 0, 0, 0)
            {
                Partial = 12,
                PartCredit = 6,
                PartSquares = 3.5,
                IsShare = true,
            },
            await _at.CountsAsync(run.Id)
        );
        var attempt = (await _at.AttemptsAsync(run.Id)).Single(a => a.Sample.Id == "s1");
        Assert.Equal((Outcome.Partial, "clarity 2 of 5", "judge judge: 0.25, \"because\""), (attempt.Outcome, attempt.Answer, attempt.Reason));
        var kept = Assert.Single(await _at.Judgements.OfAttemptAsync(KeyOf(attempt), 1, Cancel));
        Assert.Matches("""^\{"id": "[0-9a-f]{16}", "reason": "because", "levels": \{"clarity": 2\}\}$""", kept.Reply);
        Assert.Equal(
            new JudgementRow
            {
                JudgeId = "judge",
                Value = 0.25,
                Levels = """{"clarity":2}""",
                Reason = "because",
                Reply = kept.Reply,
                Tries = 1,
                InputTokens = RunningFixture.InputTokens,
                OutputTokens = RunningFixture.OutputTokens,
                CostUsd = 0.00014,
            },
            kept
        );
        Assert.Equal(40 * 100, (await _at.Reader.SpentAsync(run.Id, Cancel)).Tokens);
    }

    [Fact]
    public async Task ThePartThatASampleBelongsTo_GetsTheJudgesShares()
    {
        _at.Script = Letters(Rated);
        var settings = Judged();
        var benchmark = settings.Benchmarks[0];
        var source = benchmark.Sources[0];
        var map = new Dictionary<string, string>(source.Map) { ["part"] = "letter {id}" };
        var run = await JudgedRunAsync(settings with { Benchmarks = [benchmark with { Sources = [source with { Map = map }] }] });

        var part = Assert.Single((await _at.AttemptsAsync(run.Id)).Single(a => a.Sample.Id == "s1").Parts);
        Assert.Equal(("letter s1", 25, 100), (part.Name, part.Passed, part.Total));
    }

    [Fact]
    public async Task AnAnswerThatWasCutOff_CountsWhatItHadEarned_AndAWholeOneCountsAsRight()
    {
        _at.Script = Letters(Rated, "length");
        var run = await JudgedRunAsync(Judged());
        var attempts = (await _at.AttemptsAsync(run.Id)).ToDictionary(a => a.Sample.Id);
        Assert.Equal(
            [
                (Outcome.Truncated, "cut off at the output cap; judge judge: 0.25, \"because\""),
                (Outcome.Right, "judge judge: 1, \"because\""),
                (Outcome.Truncated, "cut off at the output cap; judge judge: 0, \"because\""),
            ],
            new[] { "s1", "s4", "s5" }.Select(id => (attempts[id].Outcome, attempts[id].Reason))
        );
        Assert.Equal(6, (await _at.CountsAsync(run.Id)).PartCredit);
    }

    [Fact]
    public async Task Rescore_AsksAJudgeOnlyForVerdictsThatAreMissing()
    {
        _at.Script = Letters(asked => asked.Question % 2 == 0 ? Rated(asked, 5) : new Said("I cannot tell."));
        var run = await JudgedRunAsync(Judged());
        Assert.Equal((10, 10), await _at.CountsAsync(run.Id) is var c ? (c.Right, c.Unscored) : default);
        var unread = (await _at.AttemptsAsync(run.Id)).Single(a => a.Sample.Id == "s1");
        var kept = Assert.Single(await _at.Judgements.OfAttemptAsync(KeyOf(unread), 1, Cancel));
        Assert.Equal((null, null, null, "I cannot tell.", 1, 1), (kept.Value, kept.Levels, kept.Reason, kept.Reply, kept.Tries, kept.Unread));
        Assert.Equal($"judge judge: {kept.Failure}", unread.Reason);

        _at.Script = Letters(asked => Rated(asked, 1));
        var asked = JudgeAsked;
        Assert.Equal((20, 10), await _at.Rescorer.RescoreAsync(run, null, Cancel));
        Assert.Equal(asked + 10, JudgeAsked);
        Assert.Equal((10, 10), await _at.CountsAsync(run.Id) is var now ? (now.Right, now.Wrong) : default);
        Assert.Equal((20, 0), await _at.Rescorer.RescoreAsync(run, null, Cancel));
        Assert.Equal(asked + 10, JudgeAsked);
    }

    [Fact]
    public async Task AnotherRule_HasAVersionOfItsOwn_WheneverItIsTaken()
    {
        _at.WriteQuestions(60); // more than are judged at a time
        _at.Script = Letters(asked => asked.Body.GetProperty("model").GetString() == "judge" ? Rated(asked) : Rated(asked, 5));
        var run = await JudgedRunAsync(Judged());
        var ofRun = await _at.CountsAsync(run.Id);
        Assert.Equal((12, 12, 36), (ofRun.Right, ofRun.Wrong, ofRun.Partial));

        // Who was right stays right.
        Assert.Equal((60, 48), await _at.Rescorer.RescoreAsync(run, rule => rule with { Judges = [Judge("kind")] }, Cancel));
        Assert.Equal((60, 2), await NowAsync());
        Assert.Equal((60, 0), await _at.Rescorer.RescoreAsync(run, rule => rule with { Judges = [Judge("kinder")] }, Cancel));
        Assert.Equal((60, 3), await NowAsync());
        var asked = _at.AskedSoFar.Count;
        Assert.Equal(4 * 60, asked);

        Assert.Equal((60, 0), await _at.Rescorer.RescoreAsync(run, rule => rule with { Judges = [Judge("kind")] }, Cancel));
        Assert.Equal((60, 2), await NowAsync());
        Assert.Equal((60, 48), await _at.Rescorer.RescoreAsync(run, null, Cancel));
        Assert.Equal(ofRun, await _at.CountsAsync(run.Id));
        Assert.Equal(asked, _at.AskedSoFar.Count);
        Assert.Equal(
            ["kind", "kinder"],
            (await _at.Judgements.RulesAsync((await _at.EvaluationAsync(run.Id)).Id, Cancel))
                .OrderBy(r => r.Key)
                .Select(r => System.Text.Json.JsonDocument.Parse(r.Value).RootElement.GetProperty("Judges")[0].GetProperty("Id").GetString())
        );

        async Task<(int, int)> NowAsync() => ((await _at.CountsAsync(run.Id)).Right, (await _at.EvaluationAsync(run.Id)).ScorerVersion);
    }

    [Fact]
    public async Task ABudgetThatIsSpent_LeavesAnswersUnjudged_UntilThereIsMore()
    {
        _at.Script = Letters(Rated);
        var run = await _at.PlanAsync(Judged(new Budget { Tokens = 20 * 100 })); // the answers, and nothing else
        var (runner, scorer, _) = _at.NewProcess();
        var shard = Assert.Single(await _at.Shards.QueueNextAsync(run, _at.Model.Id, 1, _at.Time.GetUtcNow(), Cancel));
        Assert.IsType<ShardResult.Asked>(await runner.CarryOutAsync(shard.Id, Cancel));
        var spent = Assert.IsType<ShardResult.BudgetSpent>(await scorer.CarryOutAsync(shard.Id, Cancel));
        Assert.Equal(("the budget of 2000 tokens is spent (2000)", 0), (spent.Reason, JudgeAsked));
        Assert.Equal(20, (await _at.CountsAsync(run)).Unscored);

        await _at.Finisher.StopAsync(run, spent.Reason, Cancel);
        await _at.Starter.ResumeAsync(run, failedToo: false, new Budget { Tokens = 40 * 100 }, Cancel);
        await _at.AskAsync(run);
        Assert.Equal((20, 40), (JudgeAsked, _at.AskedSoFar.Count));
        Assert.Equal(RunStatus.Complete, (await _at.Reader.RunAsync(run, Cancel))!.Status);
    }

    private static AttemptKey KeyOf(AttemptView attempt) => new(attempt.EvaluationId, attempt.Number, attempt.Sample.Id, attempt.Epoch);

    [GeneratedRegex("<<<([0-9a-f]{16}) ")]
    private static partial Regex Nonce();
}
