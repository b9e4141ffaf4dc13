using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <content>Where the load is raised: what became of each step's requests. Steps are groups of samples.</content>
public abstract partial class StoreContract
{
    private static readonly LoadPlan _load = new()
    {
        UpTo = 10,
        Requests = 100,
        FirstToken = TimeSpan.FromSeconds(2),
        TokensPerSecond = 5,
    };

    [Fact]
    public async Task Load_IsToldRequestByRequest()
    {
        await PlanAsync();
        await _writer.SaveAsync([(Requested("s1", queued: 0.5, first: 1.5, duration: 3.5, tokens: 11), 1), (Failed("s2", 1), 1)], Cancel);
        var requests = (await Reader.LoadAsync(Evaluation, Cancel)).OrderBy(r => r.SampleId, StringComparer.Ordinal).ToList();
        Assert.Equal(
            [
                new LoadedRequest
                {
                    SampleId = "s1",
                    GroupName = "odd",
                    StartedAt = _now,
                    QueuedSeconds = 0.5,
                    FirstTokenSeconds = 1.5,
                    DurationSeconds = 3.5,
                    OutputTokensPerSecond = 5,
                },
                new LoadedRequest
                {
                    SampleId = "s2",
                    GroupName = "even",
                    Failed = true,
                    StartedAt = _now,
                },
            ],
            requests
        );
    }

    [Fact]
    public async Task Load_OfAStep_IsWhatWasSent_Failed_AndKeptTheLimits()
    {
        await PlanAsync();
        await _writer.SaveAsync(
            [
                (Requested("s0", queued: 0.5, first: 1.5, duration: 3.5, tokens: 11), 1), // just within both
                (Requested("s2", queued: 0.75, first: 1.5, duration: 3.5, tokens: 11), 1), // waited too long before it was sent
                (Requested("s4", queued: 0.5, first: 1.5, duration: 4, tokens: 11), 1), // too slow
                (Failed("s6", 1), 1),
                (Requested("s1", queued: 0, first: 1.5, duration: 2, tokens: 11), 1),
            ],
            Cancel
        );
        Assert.Equal(
            [("even", new LoadTally(4, 1, 1)), ("odd", new LoadTally(1, 0, 1))],
            (await Reader.LoadTalliesAsync(Evaluation, _load, Cancel)).Select(s => (s.Key, s.Value)).OrderBy(s => s.Key, StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Load_OfNoStep_IsInNoTally()
    {
        var samples = Samples().Select(s => s with { Group = null });
        await CreateRunAsync();
        await new SampleStore(_database).EnsureAsync("hash", samples, Cancel);
        await new PlanStore(_database).PlanAsync(Run, Settings(), [Planned()], _now, Cancel);
        _numbers = (await new SampleStore(_database).AskedAsync(Evaluation, 0, 9, Cancel)).ToDictionary(a => a.Sample.Id, a => a.Number);
        await _writer.SaveAsync([(Right("s1", 1), 1)], Cancel);
        Assert.Null(Assert.Single(await Reader.LoadAsync(Evaluation, Cancel)).GroupName);
        Assert.Empty(await Reader.LoadTalliesAsync(Evaluation, _load, Cancel));
    }

    [Fact]
    public void ARequestThatFailed_KeepsNoLimit()
    {
        var request = new LoadedRequest { SampleId = "s", FirstTokenSeconds = 1 };
        Assert.True(request.Keeps(_load));
        Assert.False((request with { Failed = true }).Keeps(_load));
        Assert.False((request with { QueuedSeconds = 1.5 }).Keeps(_load));
    }

    private Attempt Requested(string sample, double queued, double first, double duration, int tokens) =>
        Made(sample, new Usage { OutputTokens = tokens }, Times(0, first, first, duration) with { Queued = TimeSpan.FromSeconds(queued) });
}
