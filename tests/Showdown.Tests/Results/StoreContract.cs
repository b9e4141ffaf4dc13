using Showdown.Domain;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.Tests.Results;

[CollectionDefinition(nameof(PostgresServer))]
public sealed class PostgresTests : ICollectionFixture<PostgresServer>;

public sealed class SqliteStoreTests : StoreContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("showdown-test-").FullName;

    protected override Task<Database> OpenAsync() => Database.OpenAsync(_folder, null, TestContext.Current.CancellationToken);

    protected override ValueTask CleanUpAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

[Collection(nameof(PostgresServer))]
public sealed class PostgresStoreTests(PostgresServer server) : StoreContract
{
    protected override async Task<Database> OpenAsync() =>
        await Database.OpenAsync("", await server.NewDatabaseAsync(), TestContext.Current.CancellationToken);
}

/// <summary>What the stores must do on every database.</summary>
public abstract partial class StoreContract : IAsyncLifetime
{
    protected const string Run = "run-1";
    protected const string Evaluation = "run-1/bench/model";
    private static readonly DateTimeOffset _now = new(2026, 3, 29, 1, 30, 0, 123, TimeSpan.FromHours(1));
    private Database _database = null!;
    private AttemptWriter _writer = null!;
    private Dictionary<string, int> _numbers = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await OpenAsync();
        _writer = new AttemptWriter(_database);
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            _writer.Dispose();
            await _database.DisposeAsync();
        }

        await CleanUpAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<Database> OpenAsync();

    protected virtual ValueTask CleanUpAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Run_ComesBackAsItWasCreated()
    {
        await PlanAsync();
        var run = await Reader.RunAsync(Run, Cancel);
        Assert.NotNull(run);
        Assert.Equal(RunStatus.Running, run.Status);
        Assert.Equal(_now, run.CreatedAt);
        Assert.Equal("nightly", run.Settings.Job.Name);
        Assert.Equal(TimeSpan.FromSeconds(15), run.Settings.Model("model").Timeouts.Connect);
        Assert.Equal("hash", run.Settings.Pins["bench"].DatasetSha256);
        Assert.Equal(Run, Assert.Single(await Reader.RunsAsync(10, Cancel)).Id);
        Assert.Null(await Reader.RunAsync("run-2", Cancel));
    }

    [Fact]
    public async Task Run_IsNotFinished_BeforeItIsPlanned()
    {
        var runs = new RunStore(_database);
        await runs.CreateAsync(
            new RunRow
            {
                Id = Run,
                Settings = Settings(),
                Status = RunStatus.Running,
                CreatedAt = _now,
            },
            null,
            Cancel
        );
        Assert.False(await runs.AllEvaluationsFinishedAsync(Run, Cancel));
    }

    [Fact]
    public async Task Plan_IsWrittenOnce()
    {
        await PlanAsync();
        Assert.False(await new PlanStore(_database).PlanAsync(Run, Settings(), [Planned()], _now, Cancel));
        Assert.Equal(10, Assert.Single(await Reader.EvaluationsAsync(Run, Cancel)).Samples);
    }

    [Fact]
    public async Task Samples_AreStoredOnce_AndRankedApartFromTheirOrder()
    {
        var samples = new SampleStore(_database);
        Assert.Equal(10, await samples.EnsureAsync("hash", Samples(), Cancel));
        Assert.Equal(10, await samples.EnsureAsync("hash", Samples(), Cancel));
        await PlanAsync();
        var all = await samples.AskedAsync(Evaluation, 0, 9, Cancel);
        Assert.Equal(10, all.Select(a => a.Sample.Id).Distinct().Count());
        Assert.NotEqual(Enumerable.Range(0, 10).Select(i => $"s{i}"), all.Select(a => a.Sample.Id));
        Assert.Equal(Enumerable.Range(0, 10), all.Select(a => a.Number));
        Assert.Equal(
            all.Skip(2).Take(4).Select(a => (a.Number, a.Sample.Id)),
            (await samples.AskedAsync(Evaluation, 2, 5, Cancel)).Select(a => (a.Number, a.Sample.Id))
        );
        var s3 = all.Single(a => a.Sample.Id == "s3").Sample;
        Assert.Equal(["yes", "no"], s3.Choices);
        Assert.Equal("x", s3.Fields["extra"]);
    }

    [Fact]
    public async Task ListsOfIds_AreAskedForInOneQuery()
    {
        await new SampleStore(_database).EnsureAsync("hash", Samples(), Cancel);
        await PlanAsync();
        Assert.Equal(["s1", "s3"], (await Reader.QuestionsAsync("hash", ["s1", "s3", "nowhere"], Cancel)).Keys.Order());
        Assert.Empty(await Reader.UsesAsync([Evaluation, "nowhere"], Cancel));
    }

    [Fact]
    public async Task Samples_AreRefused_WhenAnIdStandsTwice()
    {
        var twice = Samples().Concat(Samples());
        var error = await Assert.ThrowsAsync<SettingsException>(() => new SampleStore(_database).EnsureAsync("twice", twice, Cancel));
        Assert.Contains("sample id 's0' stands 2 times", error.Message);
        Assert.Equal(10, await new SampleStore(_database).EnsureAsync("twice", Samples(), Cancel)); // nothing half done is left behind
    }

    [Fact]
    public async Task Attempts_AreSavedOnce_WhenSavedTwice()
    {
        await PlanAsync();
        var attempts = new AttemptStore(_database);
        await _writer.SaveAsync([(Right("s1", 1), 1), (Failed("s2", 1), 1)], Cancel);
        await _writer.SaveAsync([(Right("s2", 1), 1), (Right("s3", 1), 1)], Cancel);
        // s2 failed first and stays failed: the first save counts.
        Assert.Equal(new OutcomeCounts(2, 0, 0, 1, 0), await Reader.CountsAsync(Evaluation, Cancel));
        Assert.Equal((3, 1), await Reader.MadeAsync(Evaluation, Cancel));
        Assert.Equal(3, (await attempts.DoneAsync(Evaluation, 0, 9, Cancel)).Count);
    }

    [Fact]
    public async Task Attempts_OfABatchAreSavedAllOrNone_AndTheNextBatchIsSaved()
    {
        await PlanAsync();
        var stray = Right("s2", 1) with { Key = Key("s2", 1) with { EvaluationId = "run-1/no/such" } };
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
            _writer.SaveAsync([(Right("s1", 1), 1), (stray, 1), (Right("s3", 1), 1)], Cancel)
        );
        Assert.Empty(await new AttemptStore(_database).DoneAsync(Evaluation, 0, 9, Cancel));
        await _writer.SaveAsync([(Right("s1", 1), 1), (Right("s3", 1), 1)], Cancel);
        Assert.Equal(new OutcomeCounts(2, 0, 0, 0, 0), await Reader.CountsAsync(Evaluation, Cancel));
    }

    [Fact]
    public async Task Attempts_AreSaved_BesideOneThatIsRefused_WhichIsToldAtOnce()
    {
        await PlanAsync();
        var stray = Right("s0", 1) with { Key = Key("s0", 1) with { EvaluationId = "run-1/no/such" } };
        await using var sink = new AttemptSink(_writer, TimeProvider.System);
        var refused = sink.SaveAsync(stray, 1);
        // They come while the writer gets its connection: all are in one batch.
        await Task.WhenAll(Enumerable.Range(1, 9).Select(i => sink.SaveAsync(Right($"s{i}", 1), 1)));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => refused);
        Assert.Equal(9, (await new AttemptStore(_database).DoneAsync(Evaluation, 0, 9, Cancel)).Count);
    }

    [Fact]
    public async Task Attempts_OfAnEmptyBatchAreNone_AndTheNextBatchIsSaved()
    {
        await PlanAsync();
        await _writer.SaveAsync([], Cancel); // a sink begins so
        Assert.Empty(await new AttemptStore(_database).DoneAsync(Evaluation, 0, 9, Cancel));
        await _writer.SaveAsync([(Right("s1", 1), 1)], Cancel);
        Assert.Equal(new OutcomeCounts(1, 0, 0, 0, 0), await Reader.CountsAsync(Evaluation, Cancel));
    }

    [Fact]
    public async Task Attempts_ComeBackWithAllTheirFacts()
    {
        await PlanAsync();
        await _writer.SaveAsync([(Right("s1", 2), 1), (Failed("s2", 1), 1)], Cancel);
        var views = await Reader.AttemptsAsync(Run, "bench", Cancel).ToListAsync(Cancel);
        Assert.Equal(["s1", "s2"], views.Select(v => v.Sample.Id));
        var right = views[0];
        Assert.Equal((Outcome.Right, "42", "why", 2), (right.Outcome, right.Answer, right.Reason, right.Epoch));
        Assert.Equal("text with \uFFFD and \uFFFD and 🎲", right.Text);
        Assert.Equal(0.25, right.Timings.FirstToken!.Value.TotalSeconds, 6);
        Assert.Equal(_now, right.Timings.StartedAt);
        Assert.Equal(0.000123m, right.CostUsd!.Value, 9);
        Assert.Equal((Outcome.Failed, FailureKind.RateLimited), (views[1].Outcome, views[1].Failure!.Value));
        var figures = await Reader.FiguresAsync(Evaluation, Cancel);
        Assert.Equal((100L, 11L, 6L), (figures.InputTokens, figures.OutputTokens, figures.Tries));
        Assert.Equal(10 / 0.75, Assert.Single(figures.OutputTokensPerSecond), 6);
        Assert.Equal(1, figures.Failures[FailureKind.RateLimited]);
    }

    [Fact]
    public async Task Tallies_CountByEpochs_InTheDatasetsOrder()
    {
        await PlanAsync();
        await _writer.SaveAsync([(Right("s2", 1), 1), (Right("s1", 1), 1), (Right("s1", 2), 1), (Failed("s1", 3), 1)], Cancel);
        var tallies = await Reader.TalliesAsync(Evaluation, Cancel);
        Assert.Equal(["s1", "s2"], tallies.Select(t => t.SampleId));
        Assert.Equal(new OutcomeCounts(2, 0, 0, 1, 0), tallies[0].Counts);
        Assert.Equal("even", tallies[1].Group);
    }

    [Fact]
    public async Task Rescored_AttemptsCountByTheNewScorer_AndKeepTheOldScore()
    {
        await PlanAsync();
        var attempts = new AttemptStore(_database);
        await _writer.SaveAsync([(Right("s1", 1), 1)], Cancel);
        await attempts.SaveScoresAsync([(Key("s1", 1), Score.Wrong("41", "stricter"))], 2, Cancel);
        Assert.Equal(1, (await Reader.CountsAsync(Evaluation, Cancel)).Right);
        await attempts.SetScorerVersionAsync(Evaluation, 2, isTwoValued: true, Cancel);
        Assert.Equal(new OutcomeCounts(0, 1, 0, 0, 0), await Reader.CountsAsync(Evaluation, Cancel));
    }

    [Fact]
    public async Task Parts_CountForTheScorerVersionInForce_SampleBySample()
    {
        await PlanAsync();
        var attempts = new AttemptStore(_database);
        var failed = Score.Wrong("x", "wrong: plus");
        await attempts.SaveScoresAsync(
            [
                (Key("s1", 1), Score.Right("x", "all") with { Parts = [new("base", true), new("plus", true)] }),
                (Key("s1", 2), failed with { Parts = [new("base", true), new("plus", false)] }),
                (Key("s2", 1), failed with { Parts = [new("base", false), new("plus", false)] }),
            ],
            1,
            Cancel
        );
        await attempts.SaveScoresAsync([(Key("s1", 1), failed with { Parts = [new("base", false)] })], 2, Cancel);
        var parts = await Reader.PartsAsync(Evaluation, Cancel);
        Assert.Equal(["base", "plus"], parts.Select(p => p.Name));
        Assert.Equal([new("s1", 2, 2, 0, 0), new("s2", 0, 1, 0, 0)], parts[0].Samples);
        Assert.Equal([new("s1", 1, 2, 0, 0), new("s2", 0, 1, 0, 0)], parts[1].Samples);
        await attempts.SaveScoresAsync([(Key("s1", 2), failed with { Parts = [new("base", false), new("plus", false)] })], 1, Cancel); // judged again
        Assert.Equal([new("s1", 1, 2, 0, 0), new("s2", 0, 1, 0, 0)], (await Reader.PartsAsync(Evaluation, Cancel))[0].Samples);
    }

    [Fact]
    public async Task Plan_CanAskOnlySamplesWithAnOutcomeInAnEarlierEvaluation()
    {
        await PlanAsync();
        await _writer.SaveAsync([(Right("s1", 1), 1), (Failed("s2", 1), 1), (Failed("s5", 1), 1), (Failed("s5", 2), 1)], Cancel);
        var runs = new RunStore(_database);
        Assert.Equal(2, await new RunReader(_database).CountAsync(Evaluation, Outcome.Failed, Cancel));
        await runs.CreateAsync(
            new RunRow
            {
                Id = "run-2",
                Settings = Settings(),
                Status = RunStatus.Running,
                CreatedAt = _now,
                ParentId = Run,
            },
            null,
            Cancel
        );
        var only = Planned() with { Id = "run-2/bench/model", Samples = 2, Only = Outcome.Failed, OnlyOf = Evaluation, Shards = [] };
        Assert.True(await new PlanStore(_database).PlanAsync("run-2", Settings(), [only], _now, Cancel));
        var asked = await new SampleStore(_database).AskedAsync("run-2/bench/model", 0, 100, Cancel);
        Assert.Equal(["s2", "s5"], asked.Select(a => a.Sample.Id).Order());
    }

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
        Assert.Equal([new ScoredSample("s1", 2, 2, 0, 0)], await Reader.ItemsAsync(evaluation, Cancel).ToListAsync(Cancel));
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

    /// <summary>Questions about one passage hang together by its name; the same question twice does by the id of the first.</summary>
    [Fact]
    public async Task Clusters_AreKept_AndTheSameQuestionTwiceIsOne()
    {
        Sample[] samples =
        [
            new("q1", "Who?", "1") { Cluster = "passage" },
            new("q2", "What?", "2") { Cluster = "passage" },
            new("q3", "How many?", "3"),
            new("q4", "How many?", "4"),
            new("q5", "How many?", "5") { Fields = new Dictionary<string, string> { ["table"] = "another" } },
            new("q6", "When?", "6"),
        ];
        await new SampleStore(_database).EnsureAsync("clusters", samples.ToAsyncEnumerable(), Cancel);
        var clusters = await Reader.ClustersAsync("clusters", Cancel);
        Assert.Equal(
            [("q1", "passage"), ("q2", "passage"), ("q3", "q3"), ("q4", "q3")],
            clusters.Select(c => (c.Key, c.Value)).OrderBy(c => c.Key, StringComparer.Ordinal)
        );
        Assert.Empty(await Reader.ClustersAsync("another", Cancel));
    }

    private RunReader Reader => new(_database);

    private async Task PlanAsync()
    {
        var runs = new RunStore(_database);
        await runs.CreateAsync(
            new RunRow
            {
                Id = Run,
                Settings = Settings(),
                Status = RunStatus.Running,
                CreatedAt = _now,
            },
            null,
            Cancel
        );
        await new SampleStore(_database).EnsureAsync("hash", Samples(), Cancel);
        Assert.True(await new PlanStore(_database).PlanAsync(Run, Settings(), [Planned()], _now, Cancel));
        _numbers = (await new SampleStore(_database).AskedAsync(Evaluation, 0, 9, Cancel)).ToDictionary(a => a.Sample.Id, a => a.Number);
    }

    private AttemptKey Key(string sample, int epoch) => new(Evaluation, _numbers[sample], sample, epoch);

    private static RunSettings Settings() =>
        new()
        {
            Job = new Job
            {
                Name = "nightly",
                Models = ["model"],
                Benchmarks = [new JobBenchmark("bench")],
            },
            Models =
            [
                new ModelSettings
                {
                    Id = "model",
                    Connector = Connector.OpenAi,
                    Model = "m",
                    Price = new Price(1, 2),
                },
            ],
            Benchmarks = [],
            Pins = new Dictionary<string, BenchmarkPin>
            {
                ["bench"] = new()
                {
                    DatasetSha256 = "hash",
                    PromptSha256 = "p",
                    Scorer = "integer",
                    ScorerVersion = 1,
                },
            },
            ProgramVersion = "test",
        };

    private static PlannedEvaluation Planned() =>
        new()
        {
            Id = Evaluation,
            BenchmarkId = "bench",
            ModelId = "model",
            DatasetSha256 = "hash",
            Samples = 10,
            Epochs = 3,
            Scorer = "integer",
            ScorerVersion = 1,
            Identity = "same",
            Shards =
            [
                new ShardRow
                {
                    Id = "a",
                    EvaluationId = Evaluation,
                    RunId = Run,
                    ModelId = "model",
                    Number = 0,
                    FirstAsked = 0,
                    LastAsked = 4,
                },
                new ShardRow
                {
                    Id = "b",
                    EvaluationId = Evaluation,
                    RunId = Run,
                    ModelId = "model",
                    Number = 1,
                    FirstAsked = 5,
                    LastAsked = 9,
                },
            ],
        };

    private static IAsyncEnumerable<Sample> Samples() =>
        Enumerable
            .Range(0, 10)
            .Select(i => new Sample($"s{i}", $"question {i}", "42")
            {
                Group = i % 2 == 0 ? "even" : "odd",
                Choices = ["yes", "no"],
                Fields = new Dictionary<string, string> { ["extra"] = "x" },
            })
            .ToAsyncEnumerable();

    private Attempt Right(string sample, int epoch) =>
        new(
            Key(sample, epoch),
            new Reply.Completed(
                new Completion
                {
                    Text = "text with \0 and \uD800 and 🎲",
                    FinishReason = FinishReason.Stop,
                    Usage = new Usage { InputTokens = 100, OutputTokens = 11 },
                    Timings = new Timings
                    {
                        StartedAt = _now,
                        FirstToken = TimeSpan.FromSeconds(0.25),
                        Duration = TimeSpan.FromSeconds(1),
                        Tries = 1,
                    },
                }
            ),
            Score.Right("42", "why")
        )
        {
            CostUsd = 0.000123m,
        };

    private Attempt Failed(string sample, int epoch) =>
        new(
            Key(sample, epoch),
            new Reply.Failed(new Failure(FailureKind.RateLimited, "429") { Status = 429 }, new Timings { StartedAt = _now, Tries = 5 }),
            null
        );
}
