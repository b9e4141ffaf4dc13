using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <content>Of what was never stored nothing is told, and asking for it is no error.</content>
public abstract partial class StoreContract
{
    [Fact]
    public async Task OfAModelThatWasNeverAsked_NothingIsKnown()
    {
        await PlanAsync();
        Assert.Null(await Reader.EarlierUseAsync("bench", "model", Cancel)); // planned, and not asked yet
        Assert.Null(await Reader.NewestAsync("bench", "model", Cancel));
        Assert.Null(await new ProbeStore(_database).LastAsync("model", Cancel));
        Assert.Null(await new ProbeStore(_database).NewestAsync("model", Cancel));
        Assert.Empty(await new WorkerStore(_database).TroublesAsync(["model"], _now, Cancel));
        Assert.Empty(await new ModelHealthReader(_database).ReadAsync(_now, Cancel));
    }

    [Fact]
    public async Task OfARunWithoutAttempts_EverythingIsEmpty()
    {
        await PlanAsync();
        var evaluation = Assert.Single(await Reader.EvaluationsAsync(Run, Cancel));
        Assert.Equal(new OutcomeCounts(0, 0, 0, 0, 0), await Reader.CountsAsync(Evaluation, Cancel));
        Assert.Equal((0, 0), await Reader.MadeAsync(Evaluation, Cancel));
        Assert.Equal((0m, 0L), await Reader.SpentAsync(Run, Cancel));
        Assert.Equal(0, await Reader.CountAsync(Evaluation, Outcome.Right, Cancel));
        Assert.Equal(0, await Reader.ReusedAsync(Evaluation, Cancel));
        Assert.Empty(await Reader.TalliesAsync(Evaluation, Cancel));
        Assert.Empty(await Reader.PartsAsync(Evaluation, Cancel));
        Assert.Empty(await Reader.WaitingAsync(Run, Cancel));
        Assert.Empty(await Reader.CostsAsync(evaluation, Cancel));
        Assert.Empty(await Reader.MissingAsync(evaluation, Cancel));
        Assert.Empty(await Reader.ScoredSamplesAsync(evaluation, Cancel).ToListAsync(Cancel));
        Assert.Empty(await Reader.AttemptsAsync(Run, "bench", Cancel).ToListAsync(Cancel));
        Assert.Empty(await Reader.AttemptsAsync(Run, "no such benchmark", Cancel).ToListAsync(Cancel));
        Assert.Empty(await Reader.UsesAsync([], Cancel));
        Assert.Empty(await Reader.InputsAsync("hash", [], Cancel));
        Assert.Null(await Reader.ConfirmingAsync(Run, Cancel));
        Assert.Null(await new ImportStore(_database).FindAsync("no such files", Cancel));
    }

    [Fact]
    public async Task WhatNoJudgeWasAsked_HasNoJudging()
    {
        await PlanAsync();
        var evaluation = Assert.Single(await Reader.EvaluationsAsync(Run, Cancel));
        var pairs = new PairStore(_database);
        Assert.Null(await pairs.JudgingAsync(Run, "bench", Cancel));
        Assert.Null(await pairs.TextsAsync(Run, "bench", new PairKey("s1", 1, "model", "other"), Cancel));
        Assert.Empty(await pairs.PairsAsync(Run, "bench", Cancel));
        Assert.Empty(await pairs.UsesAsync(Run, "bench", "judging", Cancel));
        Assert.Empty(await pairs.CostsAsync(Run, Cancel));
        Assert.Empty(await pairs.StylesAsync(Run, "bench", Cancel));
        Assert.Null(await Reader.JudgingRuleAsync(evaluation, Cancel));
        Assert.Null(await Reader.JudgePassportAsync("nobody", Cancel));
        Assert.Empty(await Reader.JudgingUsesAsync(evaluation, Cancel));
        Assert.Equal(new PairStanding(0, null), await new PairShardStore(_database).StandingAsync(Run, Cancel));
        Assert.Empty(await new PairShardStore(_database).ProgressAsync(Run, Cancel));
    }
}
