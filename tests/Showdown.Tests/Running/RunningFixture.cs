using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Fidelity.Contract;
using Showdown.Models;
using Showdown.Models.Passports;
using Showdown.Results;
using Showdown.Running;
using Showdown.Sandboxing;
using Showdown.Tests.Models;
using Answer = Showdown.Tests.Models.Answer;

namespace Showdown.Tests.Running;

/// <summary>One request as the scripted host sees it.</summary>
/// <param name="Number">From 1, in the order of arrival.</param>
/// <param name="Question">The number in "question N".</param>
internal sealed record Asked(int Number, int Question, JsonElement Body);

/// <summary>What the scripted host answers.</summary>
internal sealed record Said(string Text, string FinishReason = "stop")
{
    /// <summary>In place of an answer; null: the answer.</summary>
    public int? Status { get; init; }
}

/// <summary>
/// All of Running over a real database, a host that answers what a test wants, and a clock that stands still: a benchmark of so many questions whose
/// N-th right answer is N, one
/// model, and what is needed to plan, ask, score, resume and rescore.
/// </summary>
internal sealed partial class RunningFixture : IAsyncDisposable
{
    public const int InputTokens = 60;
    public const int OutputTokens = 40;

    private readonly TemporaryFolder _folder = new();
    private readonly List<Asked> _asked = [];
    private readonly ScriptedHost _host;
    private readonly ChatModels _chatModels;
    private readonly SandboxPool _pool = new(new SandboxOptions { Bubblewrap = "no-such-bwrap" });
    private readonly List<IAsyncDisposable> _owned = [];
    private readonly List<ShardScorer> _scorers = [];
    private readonly List<EndedEvaluations> _ended = [];

    public RunningFixture(Database database)
    {
        Database = database;
        _host = new ScriptedHost(AnswerAsync);
        _chatModels = new ChatModels(new ChatModelOptions { Time = Time });
        (Runs, Shards, Samples, Attempts, Reader, Probes) = (
            new RunStore(database),
            new ShardStore(database),
            new SampleStore(database),
            new AttemptStore(database),
            new RunReader(database),
            new ProbeStore(database)
        );
        Datasets = new DatasetCache(new DatasetOptions { CacheFolder = _folder["cache"] }, new HttpClient());
        PairShards = new PairShardStore(database);
        Leases = new Leases(Time);
        Progress = new RunProgress(Time);
        Starter = new RunStarter(Runs, Shards, PairShards, Probes, Reader, Progress, Time);
        Planner = new RunPlanner(Reader, new PlanStore(database), Samples, Datasets, Time);
        Finisher = new RunFinisher(Runs, Reader, Time);
        Ends = new EarlyEndStore(database);
        Judgements = new JudgementStore(database);
        Rescorer = new Rescorer(Reader, Attempts, Datasets, Sandbox, NewJudges(NewPool(), NewBudgets()), Judgements);
        WriteQuestions(20);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 6, 1, 2, 0, 0, TimeSpan.Zero));

    public Database Database { get; }

    public LineLogger<BudgetGuard> BudgetLog { get; } = new();

    public RunStore Runs { get; }

    public ShardStore Shards { get; }

    public PairShardStore PairShards { get; }

    public SampleStore Samples { get; }

    public AttemptStore Attempts { get; }

    public RunReader Reader { get; }

    public ProbeStore Probes { get; }

    public DatasetCache Datasets { get; }

    public Leases Leases { get; }

    public RunProgress Progress { get; }

    public RunStarter Starter { get; }

    public RunPlanner Planner { get; }

    public RunFinisher Finisher { get; }

    public EarlyEndStore Ends { get; }

    public JudgementStore Judgements { get; }

    public Rescorer Rescorer { get; }

    /// <summary>What the host answers; the right answer if a test says nothing else.</summary>
    public Func<Asked, Said> Script { get; set; } = asked => new Said($"The answer is {asked.Question}.");

    public IReadOnlyList<Asked> AskedSoFar
    {
        get
        {
            lock (_asked)
                return [.. _asked];
        }
    }

    public ModelSettings Model =>
        new()
        {
            Id = "model",
            Connector = Connector.OpenAi,
            Endpoint = _host.Endpoint.ToString(),
            Model = "m",
            Price = new Price(1, 2),
            Limits = new ModelLimits { Concurrency = 1, Tries = 1 },
        };

    public BenchmarkSettings Benchmark =>
        new()
        {
            Id = "bench",
            Version = 1,
            Title = "Bench",
            Sources =
            [
                new DatasetSource
                {
                    File = "data.jsonl",
                    Format = "jsonl",
                    Map = new Dictionary<string, string>
                    {
                        ["id"] = "id",
                        ["input"] = "q",
                        ["target"] = "a",
                    },
                },
            ],
            Prompt = "{{ sample.input }}",
            Scorer = new ScorerSettings("integer"),
            Protocol = new Protocol(),
            Folder = _folder["bench"],
        };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CodeSandbox Sandbox => new(_pool, new ReferenceOutputs(_pool, TimeProvider.System), TimeProvider.System);

    /// <summary>A job of one model and one benchmark.</summary>
    public RunSettings Settings(Func<Job, Job>? job = null, BenchmarkSettings? benchmark = null, ModelSettings? model = null)
    {
        var (asked, answering) = (benchmark ?? Benchmark, model ?? Model);
        var made = new Job
        {
            Name = "job",
            Models = [answering.Id],
            Benchmarks = [new JobBenchmark(asked.Id)],
            Probe = false,
        };
        return new RunSettings
        {
            Job = job?.Invoke(made) ?? made,
            Models = [answering],
            Benchmarks = [asked],
            Pins = new Dictionary<string, BenchmarkPin>(),
            ProgramVersion = "test",
        };
    }

    public void WriteQuestions(int count) =>
        _folder.Write(
            "bench/data.jsonl",
            string.Concat(
                Enumerable
                    .Range(1, count)
                    .Select(i =>
                        JsonSerializer.Serialize(
                            new
                            {
                                id = $"s{i}",
                                q = $"question {i}",
                                a = $"{i}",
                            }
                        ) + "\n"
                    )
            )
        );

    public string Write(string path, string text)
    {
        _folder.Write(path, text);
        return _folder[path];
    }

    public async Task<string> PlanAsync(RunSettings settings, string? parent = null)
    {
        var id = await Starter.CreateAsync(settings, parent, Cancel);
        await Planner.PlanAsync(id, Cancel);
        return id;
    }

    /// <summary>A process's runner of shards, with nothing remembered.</summary>
    public (ShardRunner Runner, ShardScorer Scorer, BudgetGuard Budgets) NewProcess() => NewProcess(NewEnded());

    /// <summary>What a process knows of evaluations that ended early.</summary>
    public EndedEvaluations NewEnded()
    {
        var ended = new EndedEvaluations(Ends, Time);
        _ended.Add(ended);
        return ended;
    }

    /// <summary>One that hears at once of evaluations that end early.</summary>
    public (ShardRunner Runner, ShardScorer Scorer, BudgetGuard Budgets) NewProcess(EndedEvaluations ended)
    {
        var (pool, budgets) = (NewPool(), NewBudgets());
        var judges = NewJudges(pool, budgets);
        var contexts = new EvaluationContexts(Reader, Datasets, pool, judges, Sandbox, Time);
        var sink = new AttemptSink(new AttemptWriter(Database), Time);
        var scorer = new ShardScorer(Shards, Samples, Attempts, contexts, judges, Progress, Leases, Time);
        _owned.Add(sink);
        _scorers.Add(scorer);
        return (new ShardRunner(Shards, Samples, Attempts, contexts, sink, Leases, budgets, ended, Progress, Time), scorer, budgets);
    }

    /// <summary>A process's second stage, where answers are compared.</summary>
    public PairStage NewPairStage()
    {
        var (pool, budgets) = (NewPool(), NewBudgets());
        var judges = NewJudges(pool, budgets);
        return new PairStage(
            Reader,
            PairShards,
            new PairStore(Database),
            Attempts,
            new EvaluationContexts(Reader, Datasets, pool, judges, Sandbox, Time),
            pool,
            budgets,
            Leases,
            Time
        );
    }

    /// <summary>A process's checker of endpoints.</summary>
    public RunPassports NewPassports() =>
        new(Reader, Probes, new PassportInspector(_chatModels, Time), new ContractInspector(Time), new HostStore(Database), NewPool(), Time);

    /// <summary>Carries out what is due of a run's shards, scoring included, and finishes what is done.</summary>
    /// <returns>What came of each shard.</returns>
    public async Task<IReadOnlyList<ShardResult>> AskAsync(string run)
    {
        var (runner, scorer, _) = NewProcess();
        var results = new List<ShardResult>();
        foreach (var model in (await Reader.RunAsync(run, Cancel))!.Settings.Models)
        {
            while (await Shards.QueueNextAsync(run, model.Id, 1, Time.GetUtcNow(), Cancel) is [var shard])
            {
                var result = await runner.CarryOutAsync(shard.Id, Cancel).WaitAsync(TimeSpan.FromMinutes(1), Cancel);
                results.Add(result);
                if (result is ShardResult.Asked)
                    results.Add(result = await scorer.CarryOutAsync(shard.Id, Cancel));
                if (result is ShardResult.Finished { ShardsLeft: 0 } && await Finisher.FinishEvaluationAsync(run, shard.EvaluationId, Cancel))
                    await Finisher.FinishRunAsync(run, Cancel);
            }
        }

        return results;
    }

    public async Task<EvaluationRow> EvaluationAsync(string run) => Assert.Single(await Reader.EvaluationsAsync(run, Cancel));

    public async Task<OutcomeCounts> CountsAsync(string run) => await Reader.CountsAsync((await EvaluationAsync(run)).Id, Cancel);

    public async Task<IReadOnlyList<AttemptView>> AttemptsAsync(string run) =>
        await Reader.AttemptsAsync(run, (await EvaluationAsync(run)).BenchmarkId, Cancel).ToListAsync(Cancel);

    public async ValueTask DisposeAsync()
    {
        _scorers.ForEach(s => s.Dispose());
        _ended.ForEach(e => e.Dispose());
        foreach (var owned in _owned)
            await owned.DisposeAsync();
        await _host.DisposeAsync();
        await _pool.DisposeAsync();
        Progress.Dispose();
        _folder.Dispose();
    }

    private ModelPool NewPool()
    {
        var shares = new LimitShares(new WorkerStore(Database), _chatModels, Time);
        var pool = new ModelPool(_chatModels, shares, _ => throw new InvalidOperationException("nothing is simulated"));
        _owned.Add(pool);
        return pool;
    }

    private BudgetGuard NewBudgets() => new(Reader, Time, BudgetLog);

    private Judges NewJudges(ModelPool pool, BudgetGuard budgets) => new(pool, Judgements, budgets, Time);

    private async Task AnswerAsync(int number, Answer answer)
    {
        using var document = JsonDocument.Parse(answer.Body);
        var body = document.RootElement.Clone();
        var content = body.GetProperty("messages").EnumerateArray().Last().GetProperty("content").GetString()!;
        var question = QuestionNumber().Match(content) is { Success: true } match
            ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : 0;
        var asked = new Asked(number, question, body);
        lock (_asked)
            _asked.Add(asked);
        var said = Script(asked);
        if (said.Status is { } status)
        {
            await answer.DocumentAsync("""{"error":{"message":"no"}}""", status);
            return;
        }

        await answer.StreamAsync(
            Answer.Text(said.Text),
            $$"""{"choices":[{"index":0,"delta":{},"finish_reason":"{{said.FinishReason}}"}]}""",
            $$$"""{"choices":[],"usage":{"prompt_tokens":{{{InputTokens}}},"completion_tokens":{{{OutputTokens}}}}}"""
        );
    }

    [GeneratedRegex(@"question (\d+)")]
    private static partial Regex QuestionNumber();
}
