using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <summary>What lasts longer than a run: schedules, notices, the health of models, a job's nights and what changed in them.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task ScheduledTime_StartsOneRun_WhoeverLooks()
    {
        var (runs, schedules) = (new RunStore(_database), new ScheduleStore(_database));
        Assert.Equal(_now, await schedules.HandledAsync("nightly", "0 2 * * * UTC", _now, Cancel));
        var due = _now + TimeSpan.FromHours(5);
        Assert.True(await runs.CreateAsync(New("r1"), due, Cancel));
        Assert.False(await runs.CreateAsync(New("r2"), due, Cancel));
        Assert.Null(await Reader.RunAsync("r2", Cancel));
        Assert.False(await schedules.NoteAsync("nightly", due, "SkipMissed", Cancel));
        Assert.Equal(due, await schedules.HandledAsync("nightly", "0 2 * * * UTC", due + TimeSpan.FromHours(1), Cancel));
        Assert.Equal((1, "r1"), (await schedules.StateAsync("nightly", Cancel)) is var state ? (state.Running, state.LastRun) : default);

        // A changed schedule begins anew: what lies before it is not due.
        var later = due + TimeSpan.FromDays(1);
        Assert.Equal(later, await schedules.HandledAsync("nightly", "0 3 * * * UTC", later, Cancel));

        static RunRow New(string id) =>
            new()
            {
                Id = id,
                Settings = Settings(),
                Status = RunStatus.Running,
                CreatedAt = _now,
            };
    }

    [Fact]
    public async Task Notice_IsClaimedByOne_AndToldOnceForEachEndOfARun()
    {
        await PlanAsync();
        var (notices, minute) = (new NoticeStore(_database), TimeSpan.FromMinutes(1));
        var notice = new Notice(Run, 0, _now);
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => notices.ClaimAsync(notice, _now, _now + minute, Cancel)));
        Assert.Equal(1, claims.Count(c => c == NoticeClaim.Ours));
        Assert.Equal(7, claims.Count(c => c == NoticeClaim.Elsewhere));

        // Not told after all: the next may at once. A claim whose holder died runs out.
        await notices.ReleaseAsync(notice, Cancel);
        Assert.Equal(NoticeClaim.Ours, await notices.ClaimAsync(notice, _now, _now + minute, Cancel));
        Assert.Equal(NoticeClaim.Elsewhere, await notices.ClaimAsync(notice, _now + minute, _now + (2 * minute), Cancel));
        Assert.Equal(NoticeClaim.Ours, await notices.ClaimAsync(notice, _now + (2 * minute), _now + (3 * minute), Cancel));

        // Told: nobody tells it again, not by a claim given back too late either.
        await notices.SentAsync(notice, _now, Cancel);
        await notices.ReleaseAsync(notice, Cancel);
        Assert.Equal(NoticeClaim.Sent, await notices.ClaimAsync(notice, _now + (9 * minute), _now + (10 * minute), Cancel));
        Assert.Equal(NoticeClaim.Ours, await notices.ClaimAsync(notice with { Number = 1 }, _now, _now + minute, Cancel));
        // resumed, and ended again
        Assert.Equal(NoticeClaim.Ours, await notices.ClaimAsync(notice with { FinishedAt = _now + minute }, _now, _now + minute, Cancel));
    }

    [Fact]
    public async Task Health_CountsRecentAttemptsByModel()
    {
        await PlanAsync();
        await _writer.SaveAsync([(Right("s0", 1), 1), (Right("s1", 1), 1), (Failed("s2", 1), 1)], Cancel);
        var health = new ModelHealthReader(_database);
        var model = Assert.Single(await health.ReadAsync(_now.AddDays(-1), Cancel)).Value;
        Assert.Equal(
            new ModelHealth
            {
                ModelId = "model",
                Attempts = 3,
                Failed = 1,
                CommonFailure = "RateLimited",
                LastRunAt = _now,
            },
            model
        );
        Assert.Empty(await health.ReadAsync(_now.AddDays(1), Cancel));
    }

    [Fact]
    public async Task Nights_AreAJobsEndedRuns_WithoutThoseThatOnlyAskAgain()
    {
        await PlanAsync();
        var runs = new RunStore(_database);
        await _writer.SaveAsync([(Right("s1", 1), 1), (Right("s1", 2), 1), (Failed("s2", 1), 1)], Cancel);
        Assert.Empty(await Reader.NightsAsync("nightly", _now, 10, Cancel)); // still going on
        await runs.EndAsync(Run, RunStatus.Complete, null, _now.AddHours(1), Cancel);
        var again = new RunRow
        {
            Id = "run-1-again",
            Settings = Settings() with { Confirms = [new EvaluationKey("bench", "model")] },
            Status = RunStatus.Running,
            CreatedAt = _now.AddHours(2),
            ParentId = Run,
        };
        Assert.True(await runs.CreateAsync(again, null, Cancel));
        Assert.False(await runs.CreateAsync(again, null, Cancel)); // asked again once
        await runs.EndAsync(again.Id, RunStatus.Complete, null, _now.AddHours(3), Cancel);

        Assert.Equal([Run], (await Reader.NightsAsync("nightly", DateTimeOffset.MaxValue, 10, Cancel)).Select(r => r.Id));
        Assert.Empty(await Reader.NightsAsync("nightly", _now.AddSeconds(-1), 10, Cancel));
        var confirming = await Reader.ConfirmingAsync(Run, Cancel);
        Assert.Equal((again.Id, new EvaluationKey("bench", "model")), (confirming!.Id, Assert.Single(confirming.Settings.Confirms!)));
        Assert.Null(await Reader.ConfirmingAsync(again.Id, Cancel));
        var evaluation = Assert.Single(await Reader.EvaluationsAsync(Run, Cancel));
        Assert.Equal([new ScoredSample("s1", 2, 2, 0, 0)], await Reader.ScoredSamplesAsync(evaluation, Cancel).ToListAsync(Cancel));
        Assert.Equal([("s2", 1)], await Reader.MissingAsync(evaluation, Cancel));
    }

    [Fact]
    public async Task ConfirmedChanges_AreKept()
    {
        await PlanAsync();
        var store = new ChangeStore(_database);
        ConfirmedChange Change(double difference) =>
            new(Run, new EvaluationKey("bench", "model"), "line", "Sudden", true, Run, 1, Run)
            {
                Difference = (difference, difference - 0.05, difference + 0.05),
                P = 0.001,
            };
        await store.KeepAsync([], Cancel);
        Assert.Empty(await Reader.ChangesAsync("nightly", DateTimeOffset.MaxValue, 10, Cancel));
        await store.KeepAsync([Change(-0.2)], Cancel);
        await store.KeepAsync([Change(-0.3)], Cancel);
        Assert.Equal([Change(-0.3)], await Reader.ChangesAsync("nightly", DateTimeOffset.MaxValue, 10, Cancel));
        Assert.Empty(await Reader.ChangesAsync("nightly", _now.AddDays(-1), 10, Cancel));
        Assert.Empty(await Reader.ChangesAsync("another", DateTimeOffset.MaxValue, 10, Cancel));
    }

    [Fact]
    public async Task TheNewestChanges_ComeOldestFirst()
    {
        await PlanAsync();
        foreach (var (id, hours) in new[] { ("later", 24), ("latest", 48) })
        {
            var night = new RunRow
            {
                Id = id,
                Settings = Settings(),
                Status = RunStatus.Running,
                CreatedAt = _now.AddHours(hours),
            };
            Assert.True(await new RunStore(_database).CreateAsync(night, null, Cancel));
        }

        ConfirmedChange Of(string run) =>
            new(run, new EvaluationKey("bench", "model"), "line", "Sudden", true, run, 1, run) { Difference = (-0.2, -0.3, -0.1), P = 0.001 };
        await new ChangeStore(_database).KeepAsync([Of("latest"), Of(Run), Of("later")], Cancel);
        Assert.Equal([Of(Run), Of("later"), Of("latest")], await Reader.ChangesAsync("nightly", DateTimeOffset.MaxValue, 10, Cancel));
        Assert.Equal([Of("later"), Of("latest")], await Reader.ChangesAsync("nightly", DateTimeOffset.MaxValue, 2, Cancel));
    }
}
