using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <summary>Who works on what: queues, leases, what is left of a run.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task Shards_AreQueuedOnce_LeasedByOne_AndCountedOffOnce()
    {
        await PlanAsync();
        var shards = new ShardStore(_database);
        var first = Assert.Single(await shards.QueueNextAsync(Run, "model", 1, _now, Cancel));
        var second = Assert.Single(await shards.QueueNextAsync(Run, "model", 5, _now, Cancel));
        Assert.Empty(await shards.QueueNextAsync(Run, "model", 5, _now, Cancel));
        Assert.Equal((0, 4, 5, 9), (first.FirstAsked, first.LastAsked, second.FirstAsked, second.LastAsked));

        var minute = TimeSpan.FromMinutes(1);
        Assert.True(await shards.LeaseAsync(first.Id, "one", _now, minute, Cancel));
        Assert.False(await shards.LeaseAsync(first.Id, "two", _now, minute, Cancel));
        Assert.True(await shards.LeaseAsync(first.Id, "one", _now, minute, Cancel));
        Assert.True(await shards.LeaseAsync(first.Id, "two", _now + (2 * minute), minute, Cancel));

        Assert.Equal(1, await shards.FinishAsync(first.Id, _now, Cancel));
        Assert.Null(await shards.FinishAsync(first.Id, _now, Cancel));
        Assert.Null(await shards.OpenAsync(first.Id, Cancel));
        var runs = new RunStore(_database);
        Assert.False(await runs.FinishEvaluationAsync(Evaluation, _now, Cancel));
        Assert.Equal(0, await shards.FinishAsync(second.Id, _now, Cancel));
        Assert.True(await runs.FinishEvaluationAsync(Evaluation, _now, Cancel));
        Assert.False(await runs.FinishEvaluationAsync(Evaluation, _now, Cancel));
        Assert.True(await runs.AllEvaluationsFinishedAsync(Run, Cancel));
    }

    [Fact]
    public async Task StaleShards_AreGivenBack_ButNotThoseWithALivingLease()
    {
        await PlanAsync();
        var shards = new ShardStore(_database);
        var queued = await shards.QueueNextAsync(Run, "model", 2, _now, Cancel);
        await shards.LeaseAsync(queued[0].Id, "one", _now, TimeSpan.FromHours(1), Cancel);
        var later = _now + TimeSpan.FromMinutes(10);
        Assert.Empty(await shards.ReleaseStaleAsync(_now, _now, _now, Cancel)); // just queued: its job is on the way
        Assert.Equal([Run], await shards.ReleaseStaleAsync(later, later, later, Cancel));
        Assert.Equal(queued[1].Id, Assert.Single(await shards.QueueNextAsync(Run, "model", 5, later, Cancel)).Id);
    }

    [Fact]
    public async Task WhatTheDeadHold_IsDueAtOnce_AndTheLivingKeepTheirs()
    {
        await PlanAsync();
        var (shards, steps, probes, holders) = (
            new ShardStore(_database),
            new RunStepStore(_database),
            new ProbeStore(_database),
            new HolderStore(_database)
        );
        var queued = await shards.QueueNextAsync(Run, "model", 2, _now, Cancel);
        var (minute, until) = (TimeSpan.FromMinutes(1), _now + TimeSpan.FromMinutes(1));
        await shards.LeaseAsync(queued[0].Id, "dead", _now, minute, Cancel);
        await shards.LeaseAsync(queued[1].Id, "alive", _now, 2 * minute, Cancel);
        await steps.LeaseAsync(Run, "dead too", _now, minute, Cancel);
        await probes.ClaimAsync(Run, "model", "dead", _now, minute, Cancel);
        Assert.Equal(["alive", "dead", "dead too"], (await holders.AllAsync(Cancel)).Order());
        Assert.Equal(("dead", until), Assert.Single(await holders.SilentAsync(Run, _now, until + (minute / 2), Cancel)));

        await holders.ReleaseAsync(["dead", "dead too"], Cancel);
        Assert.Equal(["alive"], await holders.AllAsync(Cancel));
        Assert.Equal(queued[0].Id, Assert.Single(await shards.QueueNextAsync(Run, "model", 2, _now, Cancel)).Id);
        Assert.True(await steps.LeaseAsync(Run, "heir", _now, minute, Cancel));
        Assert.True(await probes.ClaimAsync(Run, "model", "heir", _now, minute, Cancel));
        Assert.Empty(await holders.SilentAsync(Run, _now, _now, Cancel));
    }

    [Fact]
    public async Task Waiting_CountsCompletionsWithoutAScore()
    {
        await PlanAsync();
        var attempts = new AttemptStore(_database);
        await _writer.SaveAsync(
            [(Right("s1", 1), 1), (Right("s2", 1) with { Score = null }, 1), (Right("s2", 2) with { Score = null }, 1), (Failed("s3", 1), 1)],
            Cancel
        );
        Assert.Equal(2, Assert.Single(await Reader.WaitingAsync(Run, Cancel)).Value);
        await attempts.SaveScoresAsync([(Key("s2", 1), Score.Unscored(null, "no sandbox"))], 1, Cancel);
        Assert.Equal(1, (await Reader.WaitingAsync(Run, Cancel))[Evaluation]); // unscored for good waits for nobody
    }

    [Fact]
    public async Task AskedShards_WaitForTheirJudge_AndAreNotInFlight()
    {
        await PlanAsync();
        var shards = new ShardStore(_database);
        var shard = Assert.Single(await shards.QueueNextAsync(Run, "model", 1, _now, Cancel));
        Assert.Equal(1, await shards.QueuedAsync(Run, "model", Cancel));
        await shards.LeaseAsync(shard.Id, "asker", _now, TimeSpan.FromMinutes(1), Cancel);
        await shards.HandOnAsync(shard.Id, "asker", _now, Cancel);
        Assert.Equal(0, await shards.QueuedAsync(Run, "model", Cancel)); // the model's next shard may come
        Assert.True(await shards.LeaseAsync(shard.Id, "judge", _now, TimeSpan.FromMinutes(1), Cancel));
        await shards.ReleaseAsync(shard.Id, "judge", Cancel);
        await shards.QueueNextAsync(Run, "model", 1, _now, Cancel);

        var later = _now + TimeSpan.FromMinutes(10);
        Assert.Empty(await shards.ReleaseStaleAsync(later, later, _now, Cancel)); // in line for its judge
        Assert.Equal([Run], await shards.ReleaseStaleAsync(later, later, later, Cancel));
    }

    [Fact]
    public async Task RunSteps_AreQueuedAndCarriedOutByOne()
    {
        await PlanAsync();
        var (runs, steps, minute) = (new RunStore(_database), new RunStepStore(_database), TimeSpan.FromMinutes(1));
        Assert.False(await steps.QueueAsync(Run, _now, _now, Cancel)); // its creator queued the plan
        Assert.True(await steps.QueueAsync(Run, _now + (3 * minute), _now + minute, Cancel));
        Assert.False(await steps.QueueAsync(Run, _now + (3 * minute), _now + minute, Cancel));

        Assert.True(await steps.LeaseAsync(Run, "one", _now, minute, Cancel));
        Assert.True(await steps.LeaseAsync(Run, "one", _now + (minute / 2), minute, Cancel));
        Assert.False(await steps.LeaseAsync(Run, "two", _now + minute, minute, Cancel));
        Assert.Equal("one", await steps.OwnerAsync(Run, Cancel));
        Assert.False(await steps.QueueAsync(Run, _now + minute, _now + (9 * minute), Cancel)); // somebody works on it
        await steps.ReleaseAsync(Run, "two", Cancel);
        Assert.Equal("one", await steps.OwnerAsync(Run, Cancel));
        await steps.ReleaseAsync(Run, "one", Cancel);
        Assert.True(await steps.LeaseAsync(Run, "two", _now, minute, Cancel));
        Assert.True(await steps.LeaseAsync(Run, "three", _now + (2 * minute), minute, Cancel)); // two died

        await steps.ReleaseAsync(Run, "three", Cancel);
        await runs.EndAsync(Run, RunStatus.Complete, null, _now + (5 * minute), Cancel);
        Assert.False(await steps.QueueAsync(Run, _now + (6 * minute), _now + (4 * minute), Cancel)); // who ended it queued the report
        Assert.True(await steps.QueueAsync(Run, _now + (8 * minute), _now + (6 * minute), Cancel));
    }

    [Fact]
    public async Task Reopen_MakesShardsDueThatLackAttempts_AndNoOthers()
    {
        await PlanAsync();
        var (runs, shards, attempts) = (new RunStore(_database), new ShardStore(_database), new AttemptStore(_database));
        var queued = await shards.QueueNextAsync(Run, "model", 2, _now, Cancel);
        foreach (var shard in queued)
            await shards.FinishAsync(shard.Id, _now, Cancel);
        var whole = await new SampleStore(_database).AskedAsync(Evaluation, 0, 4, Cancel);
        await _writer.SaveAsync(
            [
                .. from s in whole
                from epoch in new[] { 1, 2, 3 }
                select (s == whole[0] && epoch == 1 ? Failed(s.Sample.Id, epoch) : Right(s.Sample.Id, epoch), 1),
            ],
            Cancel
        );
        Assert.True(await runs.EndAsync(Run, RunStatus.Incomplete, "stopped", _now, Cancel));
        Assert.False(await runs.EndAsync(Run, RunStatus.Failed, "again", _now, Cancel));

        await runs.ReopenAsync(Run, forgetFailed: false, Cancel);
        Assert.Equal(queued[1].Id, Assert.Single(await shards.QueueNextAsync(Run, "model", 5, _now, Cancel)).Id);
        await runs.ReopenAsync(Run, forgetFailed: true, Cancel);
        Assert.Equal(2, (await shards.QueueNextAsync(Run, "model", 5, _now, Cancel)).Count);
        Assert.Equal(14, (await Reader.CountsAsync(Evaluation, Cancel)).Right);
    }
}
