using Showdown.Domain;
using Showdown.Results;

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
[Trait("Category", "Slow")]
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
        await CreateRunAsync();
        Assert.False(await new RunStore(_database).AllEvaluationsFinishedAsync(Run, Cancel));
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
        Assert.Equal(["s1", "s3"], (await Reader.InputsAsync("hash", ["s1", "s3", "nowhere"], Cancel)).Keys.Order());
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
    public async Task Plan_CanAskOnlySamplesWithAnOutcomeInAnEarlierEvaluation()
    {
        await PlanAsync();
        await _writer.SaveAsync([(Right("s1", 1), 1), (Failed("s2", 1), 1), (Failed("s5", 1), 1), (Failed("s5", 2), 1)], Cancel);
        Assert.Equal(2, await new RunReader(_database).CountAsync(Evaluation, Outcome.Failed, Cancel));
        await CreateRunAsync("run-2", parent: Run);
        var only = Planned() with { Id = "run-2/bench/model", Samples = 2, Only = Outcome.Failed, OnlyOf = Evaluation, Shards = [] };
        Assert.True(await new PlanStore(_database).PlanAsync("run-2", Settings(), [only], _now, Cancel));
        var asked = await new SampleStore(_database).AskedAsync("run-2/bench/model", 0, 100, Cancel);
        Assert.Equal(["s2", "s5"], asked.Select(a => a.Sample.Id).Order());
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

    private async Task CreateRunAsync(string id = Run, DateTimeOffset? at = null, string? parent = null) =>
        await new RunStore(_database).CreateAsync(
            new RunRow
            {
                Id = id,
                Settings = Settings(),
                Status = RunStatus.Running,
                CreatedAt = at ?? _now,
                ParentId = parent,
            },
            null,
            Cancel
        );

    private async Task PlanAsync()
    {
        await CreateRunAsync();
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
