using Hangfire;
using Hangfire.InMemory;
using Hangfire.Storage;
using Microsoft.Extensions.Time.Testing;
using Showdown.Jobs;
using Showdown.Results;
using Showdown.Running;
using Showdown.Scheduling;

namespace Showdown.Tests.Scheduling;

/// <summary>Schedules follow their files, and what is due is started once, with a clock of our own.</summary>
public sealed class ScheduledRunsTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly InMemoryStorage _queue = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 28, 12, 0, 0, TimeSpan.Zero)); // clocks go forward in the night that follows
    private Database _database = null!;
    private ScheduledRuns _scheduled = null!;
    private RunStore _runs = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await Database.OpenAsync(_folder["data"], null, Cancel);
        _folder.Write("jobs/models.yaml", "m: { connector: simulated }\n");
        _folder.Write("datasets/b/data.jsonl", """{"id":"1","q":"1+1?","a":"2"}""" + "\n");
        _folder.Write("datasets/b/benchmark.yaml", """
            id: b
            version: 1
            title: b
            sources:
              - { file: data.jsonl, format: jsonl, map: { id: id, input: q, target: a } }
            prompt: "{{ sample.input }}"
            scorer: { name: integer }
            protocol: { epochs: 1 }
            """);
        var (reader, shards) = (new RunReader(_database), new ShardStore(_database));
        var probes = new ProbeStore(_database);
        _runs = new RunStore(_database);
        _scheduled = new ScheduledRuns(
            new SettingsFolders(_folder["jobs"], _folder["datasets"]),
            new ScheduleStore(_database),
            new RunStarter(_runs, shards, probes, reader, new RunProgress(_time), _time),
            new RunDispatcher(new BackgroundJobClient(_queue), _queue, shards, probes, new RunFinisher(_runs, reader, _time), reader, _time),
            new RecurringJobManager(_queue),
            _queue,
            _time,
            "test");
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _queue.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public void Reconcile_FollowsTheFiles_AddedChangedRemoved()
    {
        Write("nightly", "0 2 * * *");
        Write("hourly", "0 * * * *");
        _folder.Write("jobs/by-hand.yaml", "models: [m]\nbenchmarks: [b]\n");
        Assert.Empty(_scheduled.Reconcile());
        Assert.Equal([("schedule:hourly", "0 * * * *", "Europe/Amsterdam"), ("schedule:nightly", "0 2 * * *", "Europe/Amsterdam")], Recurring());

        // A mistake in one file names its place, leaves its schedule as it was, and does not keep the others from following.
        Write("nightly", "0 2 * * *", "epochz: 1");
        Write("hourly", "30 * * * *");
        Assert.Contains("nightly.yaml", Assert.Single(_scheduled.Reconcile()));
        Assert.Equal(["30 * * * *", "0 2 * * *"], Recurring().Select(r => r.Cron));

        Write("nightly", "0 3 * * *");
        File.Delete(_folder["jobs/hourly.yaml"]);
        Assert.Empty(_scheduled.Reconcile());
        Assert.Equal([("schedule:nightly", "0 3 * * *", "Europe/Amsterdam")], Recurring());
    }

    [Fact]
    public async Task Nights_StartOnceEach_ThroughTheChangeOfClocks()
    {
        Write("nightly", "30 2 * * *");
        var started = new List<DateTimeOffset>();
        for (var end = _time.GetUtcNow().AddDays(3); _time.GetUtcNow() < end; _time.Advance(TimeSpan.FromMinutes(30)))
        {
            // Whoever looks, and however often.
            foreach (var run in (await _scheduled.StartDueAsync(null, Cancel)).Concat(await _scheduled.StartDueAsync("nightly", Cancel)))
            {
                started.Add(_time.GetUtcNow());
                await _runs.EndAsync(run, RunStatus.Complete, null, _time.GetUtcNow(), Cancel);
            }
        }

        // 02:30 does not exist on the 29th: it comes when the gap ends, at 03:00 of summer time.
        Assert.Equal([Utc("2026-03-29T01:00"), Utc("2026-03-30T00:30"), Utc("2026-03-31T00:30")], started);
    }

    [Theory]
    [InlineData("run-once", 1)]
    [InlineData("skip", 0)]
    public async Task MissedNights_AreMadeUpForOnce_OrSkipped(string missed, int runs)
    {
        Write("nightly", "0 2 * * *", $"schedule: {{ cron: \"0 2 * * *\", time_zone: UTC, missed: {missed} }}", scheduled: false);
        Assert.Empty(await _scheduled.StartDueAsync(null, Cancel)); // seen for the first time: nothing lies behind it
        _time.Advance(TimeSpan.FromHours(80)); // nobody was there for three nights
        Assert.Equal(runs, (await _scheduled.StartDueAsync(null, Cancel)).Count);
        Assert.Empty(await _scheduled.StartDueAsync(null, Cancel));
    }

    [Theory]
    [InlineData("skip")]
    [InlineData("queue")]
    public async Task ATimeThatComesWhileTheLastRunGoesOn_IsLeftOut_OrWaits(string overlap)
    {
        Write("nightly", "", $"schedule: {{ cron: \"0 2 * * *\", time_zone: UTC, overlap: {overlap} }}", scheduled: false);
        await _scheduled.StartDueAsync(null, Cancel);
        _time.SetUtcNow(Utc("2026-03-29T02:00"));
        var first = Assert.Single(await _scheduled.StartDueAsync(null, Cancel));
        _time.SetUtcNow(Utc("2026-03-30T02:00"));
        Assert.Empty(await _scheduled.StartDueAsync(null, Cancel));
        await _runs.EndAsync(first, RunStatus.Complete, null, _time.GetUtcNow(), Cancel);
        _time.SetUtcNow(Utc("2026-03-30T05:00"));
        Assert.Equal(overlap == "queue" ? 1 : 0, (await _scheduled.StartDueAsync(null, Cancel)).Count);
    }

    [Fact]
    public async Task AScheduleThatComesBack_BeginsAnew()
    {
        Write("nightly", "0 2 * * *");
        await _scheduled.StartDueAsync(null, Cancel);
        File.Delete(_folder["jobs/nightly.yaml"]);
        _time.Advance(TimeSpan.FromDays(10));
        await _scheduled.StartDueAsync(null, Cancel);
        _time.Advance(TimeSpan.FromDays(10));
        Write("nightly", "0 2 * * *");
        Assert.Empty(await _scheduled.StartDueAsync(null, Cancel)); // those nights were not missed: there was no schedule
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Single(await _scheduled.StartDueAsync(null, Cancel));
    }

    [Fact]
    public async Task NothingStarts_WhileTheModelsFileHasAMistake_AndIsMadeUpForLater()
    {
        Write("nightly", "0 2 * * *");
        await _scheduled.StartDueAsync(null, Cancel);
        _time.Advance(TimeSpan.FromDays(1));
        _folder.Write("jobs/models.yaml", "m: { connector: simulatted }\n");
        Assert.Empty(await _scheduled.StartDueAsync(null, Cancel));
        _folder.Write("jobs/models.yaml", "m: { connector: simulated }\n");
        Assert.Single(await _scheduled.StartDueAsync(null, Cancel));
    }

    private List<(string Id, string Cron, string Zone)> Recurring()
    {
        using var connection = _queue.GetConnection();
        return [.. connection.GetRecurringJobs().Select(r => (r.Id, r.Cron, r.TimeZoneId)).Order()];
    }

    private void Write(string name, string cron, string more = "", bool scheduled = true) => _folder.Write(
        $"jobs/{name}.yaml",
        $"name: {name}\nmodels: [m]\nbenchmarks: [b]\n{(scheduled ? $"schedule: {{ cron: \"{cron}\", time_zone: Europe/Amsterdam }}\n" : "")}{more}\n");

    private static DateTimeOffset Utc(string time) => DateTimeOffset.Parse(time + "Z", System.Globalization.CultureInfo.InvariantCulture);
}
