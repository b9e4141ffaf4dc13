using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <summary>Endpoint passports, and what ends a model's evaluations early.</summary>
public abstract partial class StoreContract
{
    private static readonly TimeSpan _claim = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Probe_IsClaimedByOne_MadeOnce_AndTakenOverFromTheDead()
    {
        await PlanAsync();
        var probes = new ProbeStore(_database);
        Assert.Equal(ProbeState.Due, await probes.StateAsync(Run, "model", _now, Cancel));
        Assert.Equal(ProbeState.Settled, await probes.StateAsync(Run, "not of this run", _now, Cancel));
        Assert.True(await probes.ClaimAsync(Run, "model", "a", _now, _claim, Cancel));
        Assert.False(await probes.ClaimAsync(Run, "model", "b", _now, _claim, Cancel));
        Assert.True(await probes.ClaimAsync(Run, "model", "a", _now + (_claim / 2), _claim, Cancel));
        Assert.Equal(ProbeState.Claimed, await probes.StateAsync(Run, "model", _now + _claim, Cancel));
        Assert.Equal(ProbeState.Due, await probes.StateAsync(Run, "model", _now + (2 * _claim), Cancel));
        await probes.ReleaseAsync(Run, owner => owner == "a", Cancel);
        Assert.True(await probes.ClaimAsync(Run, "model", "b", _now + _claim, _claim, Cancel));

        await probes.SaveAsync(Run, Passport(), Cancel);
        await probes.SaveAsync(Run, Passport() with { ServedModel = "late" }, Cancel);
        Assert.Equal(ProbeState.Settled, await probes.StateAsync(Run, "model", _now, Cancel));
        Assert.False(await probes.ClaimAsync(Run, "model", "c", _now + (9 * _claim), _claim, Cancel));
        var stored = Assert.Single(await Reader.PassportsAsync(Run, Cancel));
        Assert.Null(stored.Previous);
        Assert.Equal(Passport() with { RefusedParameters = [] }, stored.Passport with { RefusedParameters = [] });
        Assert.Equal(Passport().RefusedParameters, stored.Passport.RefusedParameters);
        Assert.Equal(0.25m, (await Reader.SpentAsync(Run, Cancel)).Usd);
    }

    [Fact]
    public async Task Passport_IsComparedWithTheLastOneThatAnswered()
    {
        await PlanAsync();
        var probes = new ProbeStore(_database);
        await probes.SaveAsync(Run, Passport(), Cancel);
        for (var night = 2; night <= 3; night++)
        {
            var id = $"run-{night}";
            await CreateRunAsync(id, _now.AddDays(night));
            await new PlanStore(_database).PlanAsync(id, Settings(), [Planned() with { Id = $"{id}/bench/model", Shards = [] }], _now, Cancel);
        }

        await probes.SaveAsync(
            "run-2",
            Passport() with
            {
                At = _now.AddDays(1),
                Answers = false,
                Failure = new Failure(FailureKind.NotFound, "gone") { Status = 404 },
            },
            Cancel
        );
        Assert.False((await probes.NewestAsync("model", Cancel))!.Answers);
        Assert.True((await probes.LastAsync("model", Cancel))!.Answers);
        await probes.SaveAsync("run-3", Passport() with { At = _now.AddDays(2), SystemFingerprint = "fp2" }, Cancel);
        Assert.Equal(["no longer answers: gone"], Assert.Single(await Reader.PassportsAsync("run-2", Cancel)).Changes);
        var third = Assert.Single(await Reader.PassportsAsync("run-3", Cancel));
        Assert.Equal(_now, third.Previous!.At);
        Assert.Equal(["system fingerprint: fp1 before, fp2 now"], third.Changes);
        Assert.Equal("fp2", (await probes.LastAsync("model", Cancel))!.SystemFingerprint);
        Assert.Equal("fp2", (await probes.NewestAsync("model", Cancel))!.SystemFingerprint);
        Assert.Empty(Assert.Single(await Reader.PassportsAsync(Run, Cancel)).Changes);
    }

    [Fact]
    public async Task StoppedModel_HasItsEvaluationsEnded_AndIsCheckedAgain_WhenTheRunIsReopened()
    {
        await PlanAsync();
        var (runs, probes, shards) = (new RunStore(_database), new ProbeStore(_database), new ShardStore(_database));
        await probes.SaveAsync(Run, Passport() with { Answers = false, Failure = new Failure(FailureKind.Unauthorized, "no such key") }, Cancel);
        Assert.Equal([Evaluation], await runs.StopModelAsync(Run, "model", "no such key", _now, Cancel));
        Assert.Empty(await runs.StopModelAsync(Run, "model", "again", _now, Cancel));
        Assert.Null(await shards.FinishAsync("a", _now, Cancel));
        Assert.True(await runs.FinishEvaluationAsync(Evaluation, _now, Cancel));
        Assert.Equal("no such key", Assert.Single(await Reader.EvaluationsAsync(Run, Cancel)).StoppedReason);
        Assert.True(await runs.EndAsync(Run, RunStatus.Incomplete, "no such key", _now, Cancel));

        await runs.ReopenAsync(Run, forgetFailed: false, Cancel);
        Assert.Equal(ProbeState.Due, await probes.StateAsync(Run, "model", _now, Cancel));
        Assert.Null(Assert.Single(await Reader.EvaluationsAsync(Run, Cancel)).StoppedReason);
        Assert.Equal(2, (await shards.QueueNextAsync(Run, "model", 9, _now, Cancel)).Count);
    }

    [Fact]
    public async Task StoppedEvaluation_EndsAlone()
    {
        await PlanAsync();
        var runs = new RunStore(_database);
        Assert.Empty(await runs.StopEvaluationAsync("another", "takes no tools", _now, Cancel));
        Assert.Equal([Evaluation], await runs.StopEvaluationAsync(Evaluation, "takes no tools", _now, Cancel));
        Assert.Empty(await runs.StopEvaluationAsync(Evaluation, "again", _now, Cancel));
        Assert.Equal("takes no tools", Assert.Single(await Reader.EvaluationsAsync(Run, Cancel)).StoppedReason);
    }

    private static EndpointPassport Passport() =>
        new()
        {
            ModelId = "model",
            Host = "host:1",
            At = _now,
            Answers = true,
            RefusedParameters = ["top_k", "seed"],
            Tools = new ToolSupport(ToolUse.Called) { Calls = 2, Streams = true },
            ServedModel = "m-0905",
            ServesAskedModel = true,
            SystemFingerprint = "fp1",
            Provider = "someone",
            Streams = true,
            ReportsUsage = true,
            UsageIsPlausible = false,
            FirstToken = TimeSpan.FromSeconds(0.5),
            OutputTokensPerSecond = 40,
            Requests = 2,
            CostUsd = 0.25m,
        };
}
