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
}
