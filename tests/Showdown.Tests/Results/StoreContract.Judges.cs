using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <summary>Verdicts of judges about labelled pairs, and their passports.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task JudgeVerdicts_AreKeptOnce_AndTextsOfAnyKindAreTaken()
    {
        var store = new JudgeStore(_database);
        var verdict = new JudgeVerdictRow
        {
            PairSha256 = "pair",
            Kind = "label",
            Swapped = true,
            Level = "FirstBetter",
            Reason = "nul \0 and half \ud83d",
            Reply = "text",
            Tries = 2,
            Unread = 1,
            InputTokens = 10,
            CostUsd = 0.25,
        };
        await store.SaveAsync("judge", verdict, _now, Cancel);
        await store.SaveAsync("other", verdict with { Level = null, Failure = "no" }, _now, Cancel);
        var kept = Assert.Single(await store.VerdictsAsync("judge", Cancel));
        Assert.Equal(verdict with { Reason = "nul \ufffd and half \ufffd" }, kept);
        await store.SaveAsync("judge", verdict with { Level = "Tie", Reason = null }, _now, Cancel);
        Assert.Equal("Tie", Assert.Single(await store.VerdictsAsync("judge", Cancel)).Level);
        await store.ForgetAsync("judge", Cancel);
        Assert.Empty(await store.VerdictsAsync("judge", Cancel));
        Assert.Single(await store.VerdictsAsync("other", Cancel));
    }

    [Fact]
    public async Task JudgePassports_ComeBackWhole_TheNewestFirst()
    {
        var store = new JudgeStore(_database);
        var passport = new JudgePassport
        {
            IdentitySha256 = "judge",
            JudgeId = "judge-a",
            Model = "vendor/judge",
            RubricSha256 = "rubric",
            Version = 1,
            MadeAt = _now,
            Labels = "LLMBar",
            LabelsSha256 = "labels",
            Pairs = 419,
            Accuracy = new Measured(0.8, 0.75, 0.85, 419),
            Sets = [new JudgedSet("natural", new Measured(0.9, 0.8, 0.95, 100), 0.9)],
            LengthLean = new Measured(-0.1, -0.2, 0.1, 400),
            CostUsd = 1.25m,
        };
        await store.SaveAsync(passport, Cancel);
        await store.SaveAsync(passport with { MadeAt = _now.AddDays(1), CostUsd = null }, Cancel);
        var kept = await store.PassportsAsync("judge", Cancel);
        Assert.Equal([null, 1.25m], kept.Select(p => p.CostUsd));
        Assert.Equal(passport.Sets, kept[1].Sets);
        Assert.Equal(passport with { Sets = [] }, kept[1] with { Sets = [] });
        Assert.Empty(await store.PassportsAsync("other", Cancel));
    }

    [Fact]
    public async Task Judgements_OfARun_AreCountedOnce_AndCostBesideTheAnswers()
    {
        await PlanAsync();
        var store = new JudgementStore(_database);
        var attempt = new AttemptKey(Evaluation, 0, "s", 1);
        var said = new JudgementRow
        {
            JudgeId = "a",
            Tries = 3,
            Unread = 3,
            InputTokens = 100,
            OutputTokens = 10,
            CostUsd = 0.5,
            Failure = "no verdict",
            Reply = "half \ud83d",
        };
        await store.SaveAsync(attempt, 1, said, _now, Cancel);
        var verdict = said with { Value = 0.75, Levels = """{"truth":2}""", Failure = null, Tries = 1, Unread = 0, CostUsd = 0.25, Reply = "text" };
        await store.SaveAsync(attempt, 1, verdict, _now, Cancel);
        await store.SaveAsync(attempt, 1, verdict with { JudgeId = "b", CostUsd = null }, _now, Cancel);
        await store.SaveAsync(attempt, 2, said, _now, Cancel);
        var kept = await store.OfAttemptAsync(attempt, 1, Cancel);
        Assert.Equal(
            verdict with
            {
                Tries = 4,
                Unread = 3,
                InputTokens = 200,
                OutputTokens = 20,
                CostUsd = 0.75,
            },
            kept.Single(j => j.JudgeId == "a")
        );
        var (usd, tokens) = await Reader.SpentAsync(Run, Cancel);
        Assert.Equal((1.25m, 440L), (usd, tokens));

        var row = Assert.Single(await Reader.EvaluationsAsync(Run, Cancel));
        var judged = row with { ScorerVersion = 1 };
        Assert.Equal([new JudgingUse("a", 1, 0, 0.75m), new JudgingUse("b", 1, 0, null)], await Reader.JudgingUsesAsync(judged, Cancel));
        Assert.Equal([new JudgingUse("a", 1, 1, 0.5m)], await Reader.JudgingUsesAsync(row with { ScorerVersion = 2 }, Cancel));

        var rule = new JudgingRule(Rubric.General, new JudgeSettings { Models = ["a"] }, Settings().Models);
        await store.SetRuleAsync(Evaluation, 2, rule, Cancel);
        await store.SetRuleAsync(Evaluation, 2, rule, Cancel);
        Assert.Equal(JudgementStore.TextOf(rule), (await store.RulesAsync(Evaluation, Cancel))[2]);
        Assert.Equal(rule.Rubric.Sha256, (await Reader.JudgingRuleAsync(row with { ScorerVersion = 2 }, Cancel))!.Rubric.Sha256);
        Assert.Null(await Reader.JudgingRuleAsync(judged, Cancel));
    }
}
