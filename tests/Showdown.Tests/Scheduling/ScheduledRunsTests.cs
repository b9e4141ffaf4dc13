using Hangfire;
using Hangfire.InMemory;
using Hangfire.Storage;
using Microsoft.Extensions.Time.Testing;
using Showdown.Jobs;
using Showdown.Operations;
using Showdown.Results;
using Showdown.Running;
using Showdown.Scheduling;

namespace Showdown.Tests.Scheduling;

/// <summary>Schedules follow their files, and what is due is started once, with a clock of our own.</summary>
public sealed class ScheduledRunsTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly InMemoryStorage _queue = new();

    // clocks go forward in the night that follows
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 28, 12, 0, 0, TimeSpan.Zero));
    private Database _database = null!;
    private ScheduledRuns _scheduled = null!;
    private StartDueRuns _due = null!;
    private RunStore _runs = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await Database.OpenAsync(_folder["data"], null, Cancel);
        _folder.Write("jobs/models.yaml", "m: { connector: simulated }\n");
        _folder.Write("datasets/b/data.jsonl", """{"id":"1","q":"1+1?","a":"2"}""" + "\n");
        _folder.Write(
            "datasets/b/benchmark.yaml",
            """
            id: b
            version: 1
            title: b
            sources:
              - { file: data.jsonl, format: jsonl, map: { id: id, input: q, target: a } }
            prompt: "{{ sample.input }}"
            scorer: { name: integer }
            protocol: { epochs: 1 }
            """
        );
        var (reader, shards) = (new RunReader(_database), new ShardStore(_database));
        var (pairs, probes) = (new PairShardStore(_database), new ProbeStore(_database));
        _runs = new RunStore(_database);
        var folders = new SettingsFolders(_folder["jobs"], _folder["datasets"]);
        var earlyEnds = new EarlyEndStore(_database);
        var ends = new EarlyEnds(earlyEnds, reader, new EndedEvaluations(earlyEnds, _time), _time);
        var dispatcher = new RunDispatcher(
            new BackgroundJobClient(_queue),
            _queue,
            shards,
            pairs,
            probes,
            new RunFinisher(_runs, reader, _time),
            ends,
            reader,
            _time
        );
        _due = new StartDueRuns(
            folders,
            new ScheduleStore(_database),
            new RunStarter(_runs, shards, pairs, probes, reader, new RunProgress(_time), _time),
            new RunQueue(dispatcher, _runs, reader, ends, new LiveWorkers(_queue, _time)),
            _time
        );
        _scheduled = new ScheduledRuns(folders, dispatcher, new RecurringJobManager(_queue), _queue);
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
            foreach (var outcome in (await _due.ExecuteAsync(null, Cancel)).Concat(await _due.ExecuteAsync("nightly", Cancel)))
            {
                started.Add(_time.GetUtcNow());
                await _runs.EndAsync(outcome.RunId!, RunStatus.Complete, null, _time.GetUtcNow(), Cancel);
            }
        }

        // 02:30 does not exist on the 29th: it comes when the gap ends, at 03:00 of summer time.
        Assert.Equal([Utc("2026-03-29T01:00"), Utc("2026-03-30T00:30"), Utc("2026-03-31T00:30")], started);
    }

    [Theory]
    [InlineData("run-once", true, ", for 3 times of nightly that passed")]
    [InlineData("skip", false, "3 times of nightly were left out")]
    public async Task MissedNights_AreMadeUpForOnce_OrSkipped_AndCounted(string missed, bool runs, string says)
    {
        Write("nightly", "0 2 * * *", $"schedule: {{ cron: \"0 2 * * *\", time_zone: UTC, missed: {missed} }}", scheduled: false);
        Assert.Empty(await _due.ExecuteAsync(null, Cancel)); // seen for the first time: nothing lies behind it
        _time.Advance(TimeSpan.FromHours(80)); // nobody was there for three nights
        var outcome = Assert.Single(await _due.ExecuteAsync(null, Cancel));
        Assert.Equal((runs, 3), (outcome.RunId is not null, outcome.Passed));
        Assert.EndsWith(says, outcome.Sentence);
        Assert.Empty(await _due.ExecuteAsync(null, Cancel));
    }

    [Theory]
    [InlineData("skip")]
    [InlineData("queue")]
    public async Task ATimeThatComesWhileTheLastRunGoesOn_IsLeftOut_OrWaits(string overlap)
    {
        Write("nightly", "", $"schedule: {{ cron: \"0 2 * * *\", time_zone: UTC, overlap: {overlap} }}", scheduled: false);
        await _due.ExecuteAsync(null, Cancel);
        _time.SetUtcNow(Utc("2026-03-29T02:00"));
        var first = Assert.Single(await _due.ExecuteAsync(null, Cancel)).RunId!;
        _time.SetUtcNow(Utc("2026-03-30T02:00"));
        Assert.DoesNotContain(await _due.ExecuteAsync(null, Cancel), o => o.RunId is not null);
        await _runs.EndAsync(first, RunStatus.Complete, null, _time.GetUtcNow(), Cancel);
        _time.SetUtcNow(Utc("2026-03-30T05:00"));
        Assert.Equal(overlap == "queue" ? 1 : 0, (await _due.ExecuteAsync(null, Cancel)).Count);
    }

    [Fact]
    public async Task AScheduleThatComesBack_BeginsAnew()
    {
        Write("nightly", "0 2 * * *");
        await _due.ExecuteAsync(null, Cancel);
        File.Delete(_folder["jobs/nightly.yaml"]);
        _time.Advance(TimeSpan.FromDays(10));
        await _due.ExecuteAsync(null, Cancel);
        _time.Advance(TimeSpan.FromDays(10));
        Write("nightly", "0 2 * * *");
        Assert.Empty(await _due.ExecuteAsync(null, Cancel)); // those nights were not missed: there was no schedule
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Single(await _due.ExecuteAsync(null, Cancel));
    }

    [Fact]
    public async Task NothingStarts_WhileTheModelsFileHasAMistake_AndIsMadeUpForLater()
    {
        Write("nightly", "0 2 * * *");
        await _due.ExecuteAsync(null, Cancel);
        _time.Advance(TimeSpan.FromDays(1));
        _folder.Write("jobs/models.yaml", "m: { connector: simulatted }\n");
        Assert.Empty(await _due.ExecuteAsync(null, Cancel));
        _folder.Write("jobs/models.yaml", "m: { connector: simulated }\n");
        Assert.Single(await _due.ExecuteAsync(null, Cancel));
    }

    [Fact]
    public async Task TwoFilesOfOneName_AreBothRefused_EachNamingTheOther()
    {
        Write("nightly", "0 2 * * *");
        _folder.Write("jobs/copy.yaml", "name: nightly\nmodels: [m]\nbenchmarks: [b]\nschedule: { cron: \"0 4 * * *\", time_zone: UTC }\n");
        Write("other", "0 2 * * *");
        Assert.Collection(
            _scheduled.Reconcile(),
            copy => Assert.Matches(@"copy\.yaml\(1\): the name 'nightly' is also that of nightly\.yaml\.", copy),
            nightly => Assert.Matches(@"nightly\.yaml\(1\): the name 'nightly' is also that of copy\.yaml\.", nightly)
        );
        Assert.Equal(["schedule:other"], Recurring().Select(r => r.Id));
        await _due.ExecuteAsync(null, Cancel);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Single(await _due.ExecuteAsync(null, Cancel)); // that of the other
    }

    private List<(string Id, string Cron, string Zone)> Recurring()
    {
        using var connection = _queue.GetConnection();
        return [.. connection.GetRecurringJobs().Select(r => (r.Id, r.Cron, r.TimeZoneId)).Order()];
    }

    private void Write(string name, string cron, string more = "", bool scheduled = true) =>
        _folder.Write(
            $"jobs/{name}.yaml",
            $"name: {name}\nmodels: [m]\nbenchmarks: [b]\n{(scheduled ? $"schedule: {{ cron: \"{cron}\", time_zone: Europe/Amsterdam }}\n" : "")}{more}\n"
        );

    private static DateTimeOffset Utc(string time) => DateTimeOffset.Parse(time + "Z", System.Globalization.CultureInfo.InvariantCulture);
}
