using Microsoft.Extensions.Time.Testing;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Operations;
using Showdown.Results;
using Showdown.Running;
using Showdown.Scheduling;
using Showdown.Tests.Analysis.Trend;

namespace Showdown.Tests.Operations;

/// <summary>
/// What people can do with runs, whether they type it, click it or send it: over a real database, with a queue that only notes what it is told.
/// </summary>
[Trait("Category", "Chaos")]
public sealed class RunOperationsTests : StoredRuns, IDisposable
{
    private readonly TemporaryFolder _files = new();
    private readonly HttpClient _http = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly NotingQueue _queue = new();
    private readonly List<OpenRunLimit> _limits = [];
    private StartLimits _most = StartLimits.None;

    public void Dispose()
    {
        _limits.ForEach(l => l.Dispose());
        _http.Dispose();
        _files.Dispose();
    }

    [Fact]
    public async Task Resume_WithMoreMoney_KeepsTheLimitOfTokens()
    {
        var run = await EndedAsync(budget: new Budget { Usd = 1, Tokens = 3000 });
        await Resume().ExecuteAsync(run, failedToo: false, budgetUsd: 5, Cancel);
        Assert.Equal(new Budget { Usd = 5, Tokens = 3000 }, (await FindAsync(run.Id)).Settings.Job.Budget);
        Assert.Equal([$"continue {run.Id}"], _queue.Noted);
    }

    [Fact]
    public async Task Resume_WithoutANewBudget_KeepsTheOldOne()
    {
        var run = await EndedAsync(budget: new Budget { Tokens = 3000 });
        await Resume().ExecuteAsync(run, failedToo: false, budgetUsd: null, Cancel);
        Assert.Equal(new Budget { Tokens = 3000 }, (await FindAsync(run.Id)).Settings.Job.Budget);
    }

    [Theory]
    [InlineData(false, true, "Nothing is missing")]
    [InlineData(true, true, "")] // what failed is asked again
    [InlineData(false, false, "")] // its report was never written
    public async Task Resume_OfACompleteRun_IsRefused_AndLeavesItsEnd(bool failedToo, bool reported, string refusal)
    {
        var started = await StartedAsync();
        var store = new RunStore(Database);
        await store.EndAsync(started.Id, RunStatus.Complete, null, _time.GetUtcNow(), Cancel);
        if (reported)
            await store.SetReportAsync(started.Id, "index.html", Cancel);
        var run = await FindAsync(started.Id);
        var refused = await Record.ExceptionAsync(() => Resume().ExecuteAsync(run, failedToo, budgetUsd: null, Cancel));
        Assert.StartsWith(refusal, (refused as SettingsException)?.Message ?? "");
        Assert.Equal(refusal.Length == 0, (await FindAsync(run.Id)).Status != RunStatus.Complete);
    }

    [Fact]
    public async Task Resume_IsRefused_WhereTheJobSaysNever()
    {
        var run = await EndedAsync(reuse: Reuse.Never);
        var refused = await Assert.ThrowsAsync<SettingsException>(() => Resume().ExecuteAsync(run, failedToo: false, budgetUsd: null, Cancel));
        Assert.Contains("'reuse: never'", refused.Message);
        Assert.Empty(_queue.Noted);
    }

    [Fact]
    public async Task Cancel_EndsARunOnce_AndHasItsReportRendered()
    {
        var run = await StartedAsync();
        var cancel = new CancelRun(Starter(), _queue);
        Assert.True(await cancel.ExecuteAsync(run, "from the command line", Cancel));
        Assert.False(await cancel.ExecuteAsync(run, "on the web page", Cancel));
        Assert.Equal([$"report {run.Id}"], _queue.Noted);
        run = await FindAsync(run.Id);
        Assert.Equal((RunStatus.Cancelled, "cancelled from the command line"), (run.Status, run.Reason));
    }

    [Fact]
    public async Task Rerun_OfWhatNeverHappened_StartsNothing_AndSaysSo()
    {
        var run = await EndedAsync();
        var result = await Rerun().ExecuteAsync(run, RerunChoice.Of(JobPart.Whole, "failed"), Cancel);
        Assert.Equal($"Nothing to ask: run {run.Id} has no attempt that came out failed.", Assert.IsType<RerunResult.NothingToAsk>(result).Reason);
        Assert.Empty(_queue.Noted);
        Assert.Single(await Reader().RunsAsync(10, Cancel));
    }

    [Fact]
    public async Task Rerun_IsPlanned_AndLinkedToTheRunThatItRepeats()
    {
        var run = await EndedAsync();
        var started = Assert.IsType<RerunResult.Started>(
            await Rerun().ExecuteAsync(run, RerunChoice.Of(new JobPart { BudgetUsd = 2 }, "all"), Cancel)
        );
        Assert.Equal([$"plan {started.RunId}"], _queue.Noted);
        var again = await FindAsync(started.RunId);
        Assert.Equal((run.Id, 2m), (again.ParentId, again.Settings.Job.Budget!.Usd));
    }

    [Fact]
    public async Task NoMoreRunsAreStarted_ThanMayBeOpen()
    {
        _most = new StartLimits(Runs: 2, UsdADay: null);
        await StartedAsync();
        var second = await StartedAsync();
        Assert.Contains("2 runs go on or wait already", (await Assert.ThrowsAsync<SettingsException>(() => StartedAsync())).Message);
        await new CancelRun(Starter(), _queue).ExecuteAsync(second, "by the test", Cancel);
        var third = await StartedAsync();

        // One that has ended is one more when it is taken up again; one that goes on is not.
        second = await FindAsync(second.Id);
        await Assert.ThrowsAsync<SettingsException>(() => Resume().ExecuteAsync(second, failedToo: false, budgetUsd: null, Cancel));
        await Resume().ExecuteAsync(third, failedToo: false, budgetUsd: null, Cancel);
    }

    [Fact]
    public async Task NoMoreMoneyIsStartedADay_ThanMayBe()
    {
        _most = new StartLimits(Runs: null, UsdADay: 100);
        var first = await StartedAsync(new Budget { Usd = 60 });
        var refused = await Assert.ThrowsAsync<SettingsException>(() => StartedAsync(new Budget { Usd = 41 }));
        Assert.Contains("may cost $60.00, and this one $41.00: together more than the $100 a day", refused.Message);
        Assert.Contains("SHOWDOWN_MAX_USD_PER_DAY", refused.Message);
        await StartedAsync(new Budget { Usd = 30 });

        // More money for a run that goes on counts like a start, and a run that was cancelled has been started.
        await new RunStore(Database).EndAsync(first.Id, RunStatus.Incomplete, "the budget is spent", _time.GetUtcNow(), Cancel);
        first = await FindAsync(first.Id);
        await Assert.ThrowsAsync<SettingsException>(() => Resume().ExecuteAsync(first, failedToo: false, budgetUsd: 71, Cancel));
        await Resume().ExecuteAsync(first, failedToo: false, budgetUsd: 70, Cancel);
        await Assert.ThrowsAsync<SettingsException>(() => StartedAsync(new Budget { Usd = 1 }));

        _time.Advance(TimeSpan.FromHours(25));
        await StartedAsync(new Budget { Usd = 99 });
    }

    [Fact]
    public async Task StartsAtOnce_ComeNoFurtherThanOneAfterAnother()
    {
        _most = new StartLimits(Runs: 3, UsdADay: null);
        WriteFiles();
        var settings = StartRun.At(Folders, "small", JobPart.Whole);
        var start = Start();
        var told = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => Record.ExceptionAsync(async () => await start.ExecuteAsync(settings, Cancel)).AsTask())
        );
        Assert.Equal(3, told.Count(e => e is null));
        Assert.Equal(9, told.OfType<SettingsException>().Count());
    }

    [Fact]
    public async Task Rescore_IsRefused_WhileTheRunGoesOn()
    {
        var run = await StartedAsync();
        var rescore = new RescoreRun(null!); // refused before anything is scored
        Assert.Contains("still running", (await Assert.ThrowsAsync<SettingsException>(() => rescore.ExecuteAsync(run, null, Cancel))).Message);
    }

    [Theory]
    [InlineData(false, Interruption.Ended, RunStatus.Incomplete)]
    [InlineData(true, Interruption.GoesOn, RunStatus.Running)]
    public async Task Interrupt_EndsARun_UnlessOthersGoOnWithIt(bool others, Interruption expected, RunStatus status)
    {
        var run = await StartedAsync();
        _queue.OthersAsk = others;
        Assert.Equal(expected, await Interrupt().ExecuteAsync(run.Id, Cancel));
        Assert.Equal(status, (await FindAsync(run.Id)).Status);
        Assert.Equal(others ? Interruption.GoesOn : Interruption.HadEnded, await Interrupt().ExecuteAsync(run.Id, Cancel));
    }

    [Theory]
    [InlineData("dead", 1)] // no process has this number
    [InlineData("alive", 0)]
    [InlineData("elsewhere", 0)] // on another machine nobody can tell
    [InlineData("service", 0)]
    public async Task ARunWhoseTerminalIsGone_IsEnded_AndNoOther(string process, int ended)
    {
        var run = await StartedAsync();
        var owner = process switch
        {
            "dead" => $"{LeaseOwner.Process.Split('/')[0]}/{int.MaxValue}/0/1",
            "alive" => LeaseOwner.New(),
            "elsewhere" => $"another-machine/{int.MaxValue}/0/1",
            _ => null,
        };
        await new AttendanceStore(Database).SetAsync(run.Id, owner, Cancel);
        Assert.Equal(ended, (await Interrupt().EndAbandonedAsync(Cancel)).Count);
        Assert.Equal(ended == 1 ? RunStatus.Incomplete : RunStatus.Running, (await FindAsync(run.Id)).Status);
    }

    [Theory]
    [InlineData("small")]
    [InlineData("other-file")]
    [InlineData("other-file.yaml")]
    public void Start_TakesAJobByFileOrName(string given)
    {
        WriteFiles();
        Assert.Equal("small", StartRun.At(Folders, given, JobPart.Whole).Job.Name);
    }

    [Theory]
    [InlineData("models", "Job 'small' has no model 'n'.")]
    [InlineData("limit", "'limit' must be a whole number from 1, not 0.")]
    [InlineData("budget", "'budget_usd' must be an amount of 0 or more, not -1.")]
    [InlineData("job", "There is no job 'smal'. Did you mean 'small'?")]
    public void Start_RefusesWhatCannotBe(string what, string says)
    {
        WriteFiles();
        var part = what switch
        {
            "models" => new JobPart { Models = ["n"] },
            "limit" => new JobPart { Limit = 0 },
            "budget" => new JobPart { BudgetUsd = -1 },
            _ => JobPart.Whole,
        };
        Assert.Contains(says, Assert.Throws<SettingsException>(() => Start().Named(what == "job" ? "smal" : "small", part)).Message);
    }

    [Theory]
    [InlineData("20260301-0", "may be any of")]
    [InlineData("2025", "There is no run '2025'")]
    public async Task Find_WantsOneRunAlone(string id, string says)
    {
        await StartedAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        await StartedAsync();
        Assert.Contains(says, (await Assert.ThrowsAsync<SettingsException>(() => FindAsync(id))).Message);
    }

    private SettingsFolders Folders => new(_files["jobs"], _files["datasets"]);

    private void WriteFiles()
    {
        _files.Write("jobs/models.yaml", "m: { connector: simulated }\n");
        _files.Write("jobs/other-file.yaml", "name: small\nmodels: [m]\nbenchmarks: [b]\n");
        _files.Write("datasets/b/data.jsonl", """{"id":"1","q":"1+1?","a":"2"}""" + "\n");
        _files.Write(
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
    }

    private async Task<RunRow> StartedAsync(Budget? budget = null, Reuse reuse = Reuse.Resume)
    {
        WriteFiles();
        var settings = StartRun.At(Folders, "small", JobPart.Whole);
        var id = await Start().ExecuteAsync(settings with { Job = settings.Job with { Budget = budget, Reuse = reuse } }, Cancel);
        _queue.Noted.Clear();
        return await FindAsync(id);
    }

    private async Task<RunRow> EndedAsync(Budget? budget = null, Reuse reuse = Reuse.Resume)
    {
        var run = await StartedAsync(budget, reuse);
        await new RunStore(Database).EndAsync(run.Id, RunStatus.Incomplete, "the budget is spent", _time.GetUtcNow(), Cancel);
        return await FindAsync(run.Id);
    }

    private Task<RunRow> FindAsync(string id) => new FindRun(Reader()).ExecuteAsync(id, Cancel);

    private RunReader Reader() => new(Database);

    private RunStarter Starter() =>
        new(
            new RunStore(Database),
            new ShardStore(Database),
            new PairShardStore(Database),
            new ProbeStore(Database),
            Reader(),
            new RunProgress(_time),
            _time
        );

    private StartRun Start() => new(Folders, Starter(), Forecaster(), _queue, new KeyCheck(Needed: true), Limit());

    private ResumeRun Resume()
    {
        var ends = new EarlyEndStore(Database);
        return new(
            Starter(),
            new AttendanceStore(Database),
            _queue,
            new KeyCheck(Needed: true),
            Limit(),
            new EarlyEnds(ends, Reader(), new EndedEvaluations(ends, _time), _time)
        );
    }

    private OpenRunLimit Limit()
    {
        _limits.Add(new OpenRunLimit(new RunStore(Database), _most, _time));
        return _limits[^1];
    }

    private InterruptRun Interrupt() => new(new RunStore(Database), new AttendanceStore(Database), _queue, _time);

    private RerunRun Rerun() => new(Starter(), Forecaster(), _queue, new KeyCheck(Needed: true), Limit());

    private Forecaster Forecaster() => new(Reader(), new DatasetCache(DatasetOptions.FromEnvironment(_files["data"], null), _http));

    private sealed class NotingQueue : IRunQueue
    {
        public List<string> Noted { get; } = [];

        public bool OthersAsk { get; set; }

        public void Plan(string runId) => Noted.Add($"plan {runId}");

        public void Report(string runId) => Noted.Add($"report {runId}");

        public Task ContinueAsync(string runId, CancellationToken cancel)
        {
            Noted.Add($"continue {runId}");
            return Task.CompletedTask;
        }
    }
}
