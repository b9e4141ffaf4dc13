using Showdown.Results;

namespace Showdown.Tests.Results;

/// <content>An evaluation that is sure before all is asked is complete with what it has; what is in flight counts.</content>
public abstract partial class StoreContract
{
    [Fact]
    public async Task AnEarlyEnd_IsCompleteWithWhatIsThere_WhereNothingIsInFlight()
    {
        await PlanAsync();
        var ends = new EarlyEndStore(_database);
        await _writer.SaveAsync([(Right("s1", 1), 1), (Right("s2", 1), 1)], Cancel);
        Assert.False(await ends.HasEndedAsync(Evaluation, Cancel));
        Assert.True(await ends.EndAsync(Evaluation, EarlyEnd.Sure, _now, Cancel));
        Assert.True(await ends.HasEndedAsync(Evaluation, Cancel));
        Assert.False(await ends.EndAsync(Evaluation, EarlyEnd.Sure, _now, Cancel)); // once
        Assert.Equal((EarlyEnd.Sure, 2, 30), await EndAsync());
        Assert.True(await new RunStore(_database).FinishEvaluationAsync(Evaluation, _now, Cancel));
        Assert.Equal((EarlyEnd.Sure, 2, 30), await EndAsync());
    }

    [Fact]
    public async Task AnEarlyEnd_WaitsForWhatIsInFlight()
    {
        await PlanAsync();
        var (ends, shards) = (new EarlyEndStore(_database), new ShardStore(_database));
        await shards.QueueNextAsync(Run, "model", 1, _now, Cancel);
        Assert.True(await shards.LeaseAsync("a", "worker", _now, TimeSpan.FromMinutes(1), Cancel));
        var ofB = _numbers.First(n => n.Value >= 5).Key;
        await _writer.SaveAsync([(Right(ofB, 1), 1), (Right(ofB, 2), 1)], Cancel);
        Assert.False(await ends.EndAsync(Evaluation, EarlyEnd.Sure, _now, Cancel));
        // Five samples in three epochs can still come, and two attempts of the other shard are there.
        Assert.Equal((EarlyEnd.Sure, 17, 30), await EndAsync());
        Assert.Null(await shards.FinishAsync("b", _now, Cancel)); // nobody begins it any more
        Assert.Equal(0, await shards.FinishAsync("a", _now, Cancel));
        Assert.True(await new RunStore(_database).FinishEvaluationAsync(Evaluation, _now, Cancel));
        Assert.Equal((EarlyEnd.Sure, 2, 30), await EndAsync());
    }

    [Fact]
    public async Task WhatEndedEarly_CanGoOn_WhileItsRunDoes()
    {
        await PlanAsync();
        var (ends, shards) = (new EarlyEndStore(_database), new ShardStore(_database));
        await ends.ReopenAsync(Evaluation, Cancel); // did not end
        Assert.Equal((null, 30, 30), await EndAsync());
        await _writer.SaveAsync(
            [.. _numbers.Where(n => n.Value < 5).SelectMany(n => Enumerable.Range(1, 3).Select(e => (Right(n.Key, e), 1)))],
            Cancel
        );
        await ends.EndAsync(Evaluation, EarlyEnd.Sure, _now, Cancel);
        await new RunStore(_database).FinishEvaluationAsync(Evaluation, _now, Cancel);
        await ends.ReopenAsync(Evaluation, Cancel);
        Assert.Equal((null, 30, 30), await EndAsync());
        Assert.False(await ends.HasEndedAsync(Evaluation, Cancel));
        Assert.Equal(["b"], (await shards.QueueNextAsync(Run, "model", 9, _now, Cancel)).Select(s => s.Id)); // the other has all
        Assert.Equal(0, await shards.FinishAsync("b", _now, Cancel));
    }

    [Fact]
    public async Task WhatEndedEarly_StaysSo_WhenItsRunHasEnded()
    {
        await PlanAsync();
        var ends = new EarlyEndStore(_database);
        Assert.True(await ends.EndAsync(Evaluation, EarlyEnd.Enough, _now, Cancel));
        await new RunStore(_database).EndAsync(Run, RunStatus.Complete, null, _now, Cancel);
        await ends.ReopenAsync(Evaluation, Cancel);
        Assert.Equal((EarlyEnd.Enough, 0, 30), await EndAsync());
    }

    [Fact]
    public async Task AWish_IsKept_OfWhatMayEndEarly()
    {
        await PlanAsync();
        var ends = new EarlyEndStore(_database);
        Assert.Equal(0, await ends.WishAsync(Run, null, StopWish.Enough, Cancel)); // asks all
        await ExecuteAsync("update evaluation set stops = true");
        Assert.Equal(0, await ends.WishAsync(Run, "another", StopWish.Enough, Cancel));
        Assert.Equal(1, await ends.WishAsync(Run, "bench", StopWish.Enough, Cancel));
        Assert.Equal(StopWish.Enough, Assert.Single(await Reader.EvaluationsAsync(Run, Cancel)).Wish);
        Assert.Equal(1, await ends.WishAsync(Run, null, StopWish.GoOn, Cancel));
        Assert.Equal(StopWish.GoOn, Assert.Single(await Reader.EvaluationsAsync(Run, Cancel)).Wish);
    }

    private async Task<(EarlyEnd?, int Expected, int Planned)> EndAsync()
    {
        var evaluation = Assert.Single(await Reader.EvaluationsAsync(Run, Cancel));
        return (evaluation.EndedEarly, evaluation.Expected, evaluation.Planned);
    }
}
