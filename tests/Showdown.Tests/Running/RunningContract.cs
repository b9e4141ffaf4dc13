using System.Text.Json;
using Showdown.Domain;
using Showdown.Results;
using Showdown.Running;
using Showdown.Tests.Results;

namespace Showdown.Tests.Running;

[Trait("Category", "Chaos")]
public sealed class SqliteRunningTests : RunningContract
{
    private readonly TemporaryFolder _folder = new();

    protected override Task<Database> OpenAsync() => Database.OpenAsync(_folder["data"], null, TestContext.Current.CancellationToken);

    protected override void CleanUp()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}

[Collection(nameof(PostgresServer))]
[Trait("Category", "Chaos")]
[Trait("Category", "Slow")]
public sealed class PostgresRunningTests(PostgresServer server) : RunningContract
{
    protected override async Task<Database> OpenAsync() =>
        await Database.OpenAsync("", await server.NewDatabaseAsync(), TestContext.Current.CancellationToken);

    /// <summary>A server that is full refuses, and what is refused has to be judged again.</summary>
    [Fact]
    public async Task Scoring_TakesFewConnections()
    {
        var user = $"few_{Guid.NewGuid():n}";
        var grants = $"""
            alter user {user} connection limit 8;
            grant create on schema public to {user};
            do $$ begin execute format('grant create on database %I to {user}', current_database()); end $$;
            """;
        var cancel = TestContext.Current.CancellationToken;
        await using var database = await Database.OpenAsync("", await server.NewDatabaseOfAnotherAsync(user, "few", grants), cancel);
        await using var at = new RunningFixture(database);
        at.Script = _ => new Said("I do not know.");
        var run = await at.PlanAsync(at.Settings(job => job with { Benchmarks = [new JobBenchmark("code")] }, CodeBenchmark(at, problems: 50)));
        var (runner, scorer, _) = at.NewProcess();
        var shard = Assert.Single(await at.Shards.QueueNextAsync(run, at.Model.Id, 1, at.Time.GetUtcNow(), cancel));
        Assert.IsType<ShardResult.Asked>(await runner.CarryOutAsync(shard.Id, cancel));
        Assert.IsType<ShardResult.Finished>(await scorer.CarryOutAsync(shard.Id, cancel));
    }
}

/// <summary>What a run must do on every database: real stores, real requests to a host that is scripted, and a clock that stands still.</summary>
public abstract partial class RunningContract : IAsyncLifetime
{
    private RunningFixture _at = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _at = new RunningFixture(await OpenAsync());

    public async ValueTask DisposeAsync()
    {
        if (_at is not null)
        {
            await _at.DisposeAsync();
            await _at.Database.DisposeAsync();
        }

        CleanUp();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<Database> OpenAsync();

    protected virtual void CleanUp() { }

    [Fact]
    public async Task Run_AsksEachSampleOnceAnEpoch_ScoresIt_AndIsComplete()
    {
        _at.Script = asked => new Said(asked.Question % 4 == 0 ? "The answer is 0." : $"The answer is {asked.Question}.");
        var run = await _at.PlanAsync(_at.Settings(job => job with { Benchmarks = [new JobBenchmark("bench") { Epochs = 2 }] }));
        Assert.Equal(
            [new ShardResult.Finished(null!, 0)],
            (await _at.AskAsync(run)).Select(r => r is ShardResult.Finished f ? f with { Shard = null! } : r)
        );
        Assert.Equal(new OutcomeCounts(30, 10, 0, 0, 0), await _at.CountsAsync(run));
        Assert.Equal(Enumerable.Range(1, 20).SelectMany(i => new[] { i, i }), _at.AskedSoFar.Select(a => a.Question).Order());
        var row = (await _at.Reader.RunAsync(run, Cancel))!;
        Assert.Equal((RunStatus.Complete, null, _at.Time.GetUtcNow()), (row.Status, row.Reason, row.FinishedAt!.Value));
        var attempt = (await _at.AttemptsAsync(run))[0];
        Assert.Equal(
            ("s1", "1", "The answer is 1.", "stop", "served"),
            (attempt.Sample.Id, attempt.Answer, attempt.Text, attempt.FinishReason, attempt.ServedModel)
        );
        Assert.Equal((60 * 1m + 40 * 2m) / 1_000_000, attempt.CostUsd!.Value, 12);
    }

    [Fact]
    public async Task Limit_TakesTheFirstOfTheFixedOrder_AndALargerOneKeepsThem()
    {
        var few = await _at.PlanAsync(_at.Settings(job => job with { Benchmarks = [new JobBenchmark("bench") { Limit = 5 }] }));
        await _at.AskAsync(few);
        var more = await _at.PlanAsync(_at.Settings(job => job with { Benchmarks = [new JobBenchmark("bench") { Limit = 9 }] }));
        await _at.AskAsync(more);
        var (first, second) = (
            (await _at.AttemptsAsync(few)).Select(a => a.Sample.Id).ToHashSet(),
            (await _at.AttemptsAsync(more)).Select(a => a.Sample.Id).ToHashSet()
        );
        Assert.Equal((5, 9), (first.Count, second.Count));
        Assert.True(second.IsSupersetOf(first));
        Assert.Equal((await _at.EvaluationAsync(few)).Identity, (await _at.EvaluationAsync(more)).Identity);
    }

    [Fact]
    public async Task WrongAnswerThatHitTheOutputCap_IsTruncated_AndARightOneCounts()
    {
        _at.Script = asked =>
            asked.Question switch
            {
                1 => new Said("The answer is 0.", "length"),
                2 => new Said("The answer is 2.", "length"),
                3 => new Said("The answer is 0."),
                _ => new Said($"The answer is {asked.Question}."),
            };
        var run = await _at.PlanAsync(_at.Settings());
        await _at.AskAsync(run);
        Assert.Equal(new OutcomeCounts(18, 1, 1, 0, 0), await _at.CountsAsync(run));
        Assert.Equal([Outcome.Truncated, Outcome.Right, Outcome.Wrong], new[] { "s1", "s2", "s3" }.Select(Of(await _at.AttemptsAsync(run))));

        static Func<string, Outcome> Of(IReadOnlyList<AttemptView> attempts) => id => attempts.Single(a => a.Sample.Id == id).Outcome;
    }

    [Fact]
    public async Task Sampling_IsSentAsTheJobSays_ThenTheProtocol_ThenTheModel_AndIsStoredWithThePlan()
    {
        var benchmark = _at.Benchmark with
        {
            Protocol = new Protocol
            {
                Sampling = new Sampling { Temperature = 0.2, TopP = 0.7 },
            },
        };
        var model = _at.Model with
        {
            Sampling = new Sampling
            {
                Temperature = 0.3,
                TopP = 0.8,
                MaxOutputTokens = 33,
            },
        };
        var settings = _at.Settings(
            job =>
                job with
                {
                    Benchmarks =
                    [
                        new JobBenchmark("bench")
                        {
                            Sampling = new Sampling { Temperature = 0.1, Seed = 7 },
                            Limit = 2,
                        },
                    ],
                },
            benchmark,
            model
        );
        var run = await _at.PlanAsync(settings);
        var planned = new Sampling
        {
            Temperature = 0.1,
            TopP = 0.7,
            MaxOutputTokens = 33,
            Seed = 7,
        };
        Assert.Equal(JsonSerializer.Serialize(planned), JsonSerializer.Serialize((await _at.EvaluationAsync(run)).Sampling));
        await _at.AskAsync(run);
        Assert.All(
            _at.AskedSoFar,
            a =>
                Assert.Equal(
                    (0.1, 0.7, 33),
                    (
                        a.Body.GetProperty("temperature").GetDouble(),
                        a.Body.GetProperty("top_p").GetDouble(),
                        a.Body.GetProperty("max_tokens").GetInt32()
                    )
                )
        );
        Assert.Equal(2, _at.AskedSoFar.Select(a => a.Body.GetProperty("seed").GetInt64()).Distinct().Count()); // derived for each sample
    }

    [Fact]
    public async Task Measurement_IsOneShard_OfPromptsThatNoCacheKnows_AndItsTokensAreCounted()
    {
        var benchmark = _at.Benchmark with { Id = "speed", Scorer = new ScorerSettings("speed") };
        _at.Script = _ => new Said("one two three");
        var run = await _at.PlanAsync(_at.Settings(job => job with { Benchmarks = [new JobBenchmark("speed") { Epochs = 2 }] }, benchmark));
        Assert.Single(await _at.AskAsync(run));
        var evaluation = await _at.EvaluationAsync(run);
        Assert.Equal((ScorerKind.Measurement, new OutcomeCounts(0, 0, 0, 0, 40)), (evaluation.ScorerKind, await _at.CountsAsync(run)));
        var fronts = _at.AskedSoFar.Select(a => a.Body.GetProperty("messages")[0].GetProperty("content").GetString()!.Split('\n')[0]).ToList();
        Assert.Equal(40, fronts.Distinct().Count());
        Assert.All(fronts, f => Assert.Matches("^[0-9a-f]{32}$", f));
        Assert.All(
            await _at.AttemptsAsync(run),
            a => Assert.Equal((null, "3 tokens by o200k_base; speed is measured here, nothing is scored"), (a.Answer, a.Reason))
        );
        Assert.Equal((0, 0), await _at.Rescorer.RescoreAsync((await _at.Reader.RunAsync(run, Cancel))!, null, Cancel));
    }

    [Fact]
    public async Task DeferredScoring_IsAStepOfItsOwn_AfterAllCompletionsAreThere()
    {
        var benchmark = CodeBenchmark(_at, problems: 1);
        _at.Script = _ => new Said("I do not know.", "length");
        var run = await _at.PlanAsync(_at.Settings(job => job with { Benchmarks = [new JobBenchmark("code")] }, benchmark));
        var (runner, scorer, _) = _at.NewProcess();
        var shard = Assert.Single(await _at.Shards.QueueNextAsync(run, _at.Model.Id, 1, _at.Time.GetUtcNow(), Cancel));
        Assert.IsType<ShardResult.Asked>(await runner.CarryOutAsync(shard.Id, Cancel));
        Assert.Equal(new OutcomeCounts(0, 0, 0, 0, 1), await _at.CountsAsync(run));
        Assert.Equal(1, (await _at.Reader.WaitingAsync(run, Cancel))[shard.EvaluationId]);
        Assert.IsType<ShardResult.Finished>(await scorer.CarryOutAsync(shard.Id, Cancel));
        Assert.IsType<ShardResult.NotOurs>(await scorer.CarryOutAsync(shard.Id, Cancel));
        Assert.Equal(new OutcomeCounts(0, 0, 1, 0, 0), await _at.CountsAsync(run)); // no program, and cut off
        Assert.Equal(new OutcomeCounts(0, 0, 1, 0, 0), _at.Progress.Of(shard.EvaluationId).Counts);
        Assert.Equal(
            [("base", 0, 1), ("plus", 0, 1)],
            (await _at.Reader.PartsAsync(shard.EvaluationId, Cancel)).Select(p => (p.Name, p.Samples.Single().Right, p.Samples.Single().Scored))
        );
        Assert.Empty(await _at.Reader.WaitingAsync(run, Cancel));
    }

    [Fact]
    public async Task AnAttemptThatEndsItsJudgeAgainAndAgain_IsUnscored_AndItsNeighboursAreScored()
    {
        _at.Script = _ => new Said("I do not know.");
        var run = await _at.PlanAsync(_at.Settings(job => job with { Benchmarks = [new JobBenchmark("code")] }, CodeBenchmark(_at, problems: 5)));
        var shard = Assert.Single(await _at.Shards.QueueNextAsync(run, _at.Model.Id, 1, _at.Time.GetUtcNow(), Cancel));
        await _at.NewProcess().Runner.CarryOutAsync(shard.Id, Cancel);
        var waiting = await WaitingAsync();
        var (deadly, unlucky) = (waiting[3], waiting[4]);

        // A process that dies has begun and never ends.
        await _at.Attempts.BeginJudgingAsync(shard.EvaluationId, waiting, Cancel);
        await _at.Attempts.EndJudgingAsync(shard.EvaluationId, waiting.Take(3), Cancel);
        await _at.Attempts.BeginJudgingAsync(shard.EvaluationId, [deadly, unlucky], Cancel);
        Assert.Equal([0, 0, 0, 2, 2], (await WaitingAsync()).Select(a => a.Begun));
        await _at.Attempts.BeginJudgingAsync(shard.EvaluationId, [deadly], Cancel);

        Assert.IsType<ShardResult.Finished>(await _at.NewProcess().Scorer.CarryOutAsync(shard.Id, Cancel));
        Assert.Equal(new OutcomeCounts(0, 4, 0, 0, 1), await _at.CountsAsync(run));
        Assert.Contains(
            "died 3 times, 2 of them while it judged nothing else",
            Assert.Single(await _at.AttemptsAsync(run), a => a.Number == deadly.Number).Reason
        );

        // Whoever scores them anew begins from nothing.
        await _at.Attempts.SetScorerVersionAsync(shard.EvaluationId, 99, isTwoValued: true, Cancel);
        Assert.Equal([0, 0, 0, 0, 0], (await WaitingAsync()).Select(a => a.Begun));

        Task<IReadOnlyList<UnscoredAttempt>> WaitingAsync() =>
            _at.Attempts.WithoutScoreAsync(shard.EvaluationId, shard.FirstAsked, shard.LastAsked, Cancel);
    }

    private protected static BenchmarkSettings CodeBenchmark(RunningFixture at, int problems)
    {
        at.Write(
            "code/data.jsonl",
            string.Concat(
                Enumerable
                    .Range(1, problems)
                    .Select(i =>
                        $$"""{"task_id":"Test/{{i}}","prompt":"# {{i}}\ndef f():\n","entry_point":"f","canonical_solution":"    return 1","base_input":[],"plus_input":[],"atol":0}"""
                        + "\n"
                    )
            )
        );
        return at.Benchmark with
        {
            Id = "code",
            Folder = Path.GetDirectoryName(at.Write("code/benchmark.yaml", ""))!,
            Sources =
            [
                new DatasetSource
                {
                    File = "data.jsonl",
                    Format = "jsonl",
                    Map = new Dictionary<string, string>
                    {
                        ["id"] = "task_id",
                        ["input"] = "prompt",
                        ["target"] = "canonical_solution",
                        ["entry_point"] = "entry_point",
                        ["solution"] = "canonical_solution",
                    },
                },
            ],
            Scorer = new ScorerSettings("evalplus"),
        };
    }
}
