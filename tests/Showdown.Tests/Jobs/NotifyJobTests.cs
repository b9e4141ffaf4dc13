using System.Collections.Concurrent;
using System.Net;
using Hangfire.InMemory;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Showdown.Analysis.News;
using Showdown.Domain;
using Showdown.Jobs;
using Showdown.Results;

namespace Showdown.Tests.Jobs;

/// <summary>The end of a run is told once to each webhook, however many jobs are queued for it.</summary>
public sealed class NotifyJobTests : IAsyncLifetime
{
    private const string Variable = "SHOWDOWN_TEST_NOTIFY_HOOK";
    private static readonly DateTimeOffset _end = new(2026, 6, 29, 3, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly Webhooks _webhooks = new();
    private readonly Queue<HttpStatusCode> _answers = new();
    private readonly InMemoryStorage _queue = new();
    private readonly ConcurrentBag<long?> _lengths = [];
    private Database _database = null!;
    private WebApplication _receiver = null!;
    private int _told;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await Database.OpenAsync(_folder.Path, null, Cancel);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _receiver = builder.Build();
        _receiver.Run(async context =>
        {
            Interlocked.Increment(ref _told);
            _lengths.Add(context.Request.ContentLength);
            await Task.Delay(500, context.RequestAborted); // a slow receiver: whoever looks meanwhile finds nothing noted
            context.Response.StatusCode = (int)(_answers.TryDequeue(out var answer) ? answer : HttpStatusCode.OK);
        });
        await _receiver.StartAsync(Cancel);
        Environment.SetEnvironmentVariable(Variable, _receiver.Urls.First());
        var runs = new RunStore(_database);
        await runs.CreateAsync(
            new RunRow
            {
                Id = "run",
                Settings = Settings(),
                Status = RunStatus.Running,
                CreatedAt = _end.AddHours(-1),
            },
            null,
            Cancel
        );
        await runs.EndAsync("run", RunStatus.Failed, "no such dataset", _end, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        _webhooks.Dispose();
        _queue.Dispose();
        await _receiver.DisposeAsync();
        await _database.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task TwoAtOnce_TellOnce()
    {
        await Task.WhenAll(NewJob().ExecuteAsync("run", 0, Cancel), NewJob().ExecuteAsync("run", 0, Cancel));
        await NewJob().ExecuteAsync("run", 0, Cancel);
        Assert.Equal(1, _told);
    }

    [Fact]
    public async Task AMessage_SaysItsLength()
    {
        await NewJob().ExecuteAsync("run", 0, Cancel);
        Assert.True(Assert.Single(_lengths) > 100);
    }

    [Fact]
    public async Task AReportThatIsMissing_IsTold()
    {
        await new RunStore(_database).SetReportErrorAsync("run", "the disk <is> full", Cancel);
        var news = await new RunNewsReader(new RunReader(_database)).ReadAsync("run", Cancel);
        Assert.Equal("the disk <is> full", (string?)NoticeText.Of(NoticeFormat.Generic, news, null)["report_error"]);
        var slack = (string)NoticeText.Of(NoticeFormat.Slack, news, "https://showdown.example.org/runs/run")["text"]!;
        Assert.Contains("✗ No report: the disk &lt;is&gt; full", slack, StringComparison.Ordinal);
        Assert.Contains("|The run>", slack, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARefusal_LeavesItToTheNextTry()
    {
        _answers.Enqueue(HttpStatusCode.ServiceUnavailable);
        await Assert.ThrowsAsync<WebhookException>(() => NewJob().ExecuteAsync("run", 0, Cancel));
        await NewJob().ExecuteAsync("run", 0, Cancel);
        await NewJob().ExecuteAsync("run", 0, Cancel);
        Assert.Equal(2, _told);
    }

    [Fact]
    public async Task WhoFindsAClaim_LooksAgainLater_BecauseTheOtherMayDie()
    {
        var now = TimeProvider.System.GetUtcNow();
        await new NoticeStore(_database).ClaimAsync(new Notice("run", 0, _end), now, now.AddMinutes(5), Cancel);
        await NewJob().ExecuteAsync("run", 0, Cancel);
        Assert.Equal(0, _told);
        Assert.Equal(nameof(NotifyJob), Assert.Single(_queue.GetMonitoringApi().ScheduledJobs(0, 10)).Value.Job.Type.Name);
    }

    private NotifyJob NewJob()
    {
        var reader = new RunReader(_database);
        return new NotifyJob(
            reader,
            new RunNewsReader(reader),
            new NoticeStore(_database),
            _webhooks,
            Dispatchers.Over(_database, _queue),
            new Site((Uri?)null),
            TimeProvider.System
        );
    }

    private static RunSettings Settings() =>
        new()
        {
            Job = new Job
            {
                Name = "nightly",
                Models = ["model"],
                Benchmarks = [new JobBenchmark("bench")],
                Notify = [new Notify($"${{{Variable}}}", NoticeFormat.Generic)],
            },
            Models =
            [
                new ModelSettings
                {
                    Id = "model",
                    Connector = Connector.OpenAi,
                    Model = "m",
                },
            ],
            Benchmarks = [],
            Pins = new Dictionary<string, BenchmarkPin>(),
            ProgramVersion = "test",
        };
}
