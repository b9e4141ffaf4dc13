using Showdown.Domain;
using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Tests.Analysis.Trend;

/// <summary>Nights of made-up attempts in a real database, written as the program writes them.</summary>
internal sealed class StoredNights(Database database, int benchmarks, IReadOnlyList<string> models, int items, int epochs)
{
    public static readonly DateTimeOffset First = new(2026, 6, 1, 2, 0, 0, TimeSpan.Zero);

    private readonly RunStore _runs = new(database);

    public RunReader Reader { get; } = new(database);

    /// <summary>When a night begins.</summary>
    public Func<int, DateTimeOffset> At { get; init; } = night => First.AddDays(night);

    /// <summary>What a request takes, and what it costs: the cell, the run's number, the place of the sample from 0.</summary>
    public Func<EvaluationKey, int, int, (Timings Timings, int Tokens, decimal? Usd)>? Requests { get; init; }

    /// <summary>Of all benchmarks.</summary>
    public ScorerKind ScorerKind { get; init; }

    /// <summary>True: attempts are given in the order of asking, and evaluations may end early.</summary>
    public bool Stops { get; init; }

    public Job Job { get; set; } =
        new()
        {
            Name = "nightly",
            Models = models,
            Benchmarks = [.. Enumerable.Range(0, benchmarks).Select(b => new JobBenchmark($"bench-{b}"))],
            Gates = [new Gate.Drop { Baseline = "last-7-runs", Confirm = true }],
        };

    public IReadOnlyList<EvaluationKey> Cells => [.. from b in Job.Benchmarks from m in models select new EvaluationKey(b.Id, m)];

    /// <summary>Writes a run with these attempts and ends it.</summary>
    /// <param name="tallies">For each cell that is asked, right and scored attempts at each item.</param>
    /// <param name="identity">What the settings hash to.</param>
    public async Task<RunRow> WriteAsync(
        int night,
        Func<EvaluationKey, IReadOnlyList<SampleScore>> tallies,
        IReadOnlyList<EvaluationKey>? confirms = null,
        string identity = "same",
        Func<RunSettings, RunSettings>? change = null
    )
    {
        var cancel = TestContext.Current.CancellationToken;
        var id = $"night-{night:00}{(confirms is null ? "" : "-again")}";
        var at = At(night).AddMinutes(confirms is null ? 0 : 30);
        var settings = new RunSettings
        {
            Job = Job,
            Models =
            [
                .. models.Select(m => new ModelSettings
                {
                    Id = m,
                    Family =
                        m == "a" ? "Kimi K2"
                        : m == "b" ? "Llama 4 Maverick"
                        : m,
                    Connector = Connector.OpenAi,
                    Endpoint = "https://host.example/v1",
                    Model = m,
                }),
            ],
            Benchmarks =
            [
                .. Job.Benchmarks.Select(
                    (b, i) =>
                        new BenchmarkSettings
                        {
                            Id = b.Id,
                            Version = 1,
                            Title = $"Benchmark {(char)('A' + i)}",
                            Sources = [],
                            Prompt = "{{ sample.input }}",
                            Scorer = new ScorerSettings("integer"),
                            Protocol = new Protocol(),
                            Folder = "",
                        }
                ),
            ],
            Pins = Job.Benchmarks.ToDictionary(
                b => b.Id,
                b => new BenchmarkPin
                {
                    DatasetSha256 = $"{b.Id}-hash",
                    PromptSha256 = "prompt",
                    Scorer = "integer",
                    ScorerVersion = 1,
                }
            ),
            ProgramVersion = "test",
            Confirms = confirms,
        };
        settings = change is null ? settings : change(settings);
        await _runs.CreateAsync(
            new RunRow
            {
                Id = id,
                Settings = settings,
                Status = RunStatus.Running,
                CreatedAt = at,
                ParentId = confirms is null ? null : $"night-{night:00}",
            },
            null,
            cancel
        );
        var asked = Cells.Where(c => settings.Asks(c.BenchmarkId, c.ModelId)).ToList();
        foreach (var benchmark in asked.Select(c => c.BenchmarkId).Distinct())
            await new SampleStore(database).EnsureAsync(
                $"{benchmark}-hash",
                Enumerable.Range(0, items).Select(i => new Sample($"q{i}", $"Question {i}?", "1")).ToAsyncEnumerable(),
                cancel
            );
        await new PlanStore(database).PlanAsync(id, settings, [.. asked.Select(c => Planned(id, c, identity))], at, cancel);
        using var attempts = new AttemptWriter(database);
        foreach (var key in asked)
        {
            var evaluation = $"{id}/{key.BenchmarkId}/{key.ModelId}";
            var order = await new SampleStore(database).AskedAsync(evaluation, 0, items, cancel);
            var places = order.ToDictionary(a => Stops ? a.Number : int.Parse(a.Sample.Id[1..]));
            await attempts.SaveAsync(
                [
                    .. tallies(key)
                        .Index()
                        .Where(t => places.ContainsKey(t.Index))
                        .SelectMany(x =>
                            Enumerable
                                .Range(1, x.Item.Scored)
                                .Select(e =>
                                    (
                                        Attempt(
                                            new AttemptKey(evaluation, places[x.Index].Number, places[x.Index].Sample.Id, e),
                                            e <= x.Item.Right,
                                            settings.Model(key.ModelId).Model,
                                            Requests?.Invoke(key, night, x.Index) ?? (Usual(at), 2, null)
                                        ),
                                        1
                                    )
                                )
                        ),
                ],
                cancel
            );
            await _runs.FinishEvaluationAsync(evaluation, at.AddMinutes(20), cancel);
        }
        await _runs.EndAsync(id, RunStatus.Complete, null, at.AddMinutes(20), cancel);
        return (await Reader.RunAsync(id, cancel))!;
    }

    private PlannedEvaluation Planned(string run, EvaluationKey key, string identity) =>
        new()
        {
            Id = $"{run}/{key.BenchmarkId}/{key.ModelId}",
            BenchmarkId = key.BenchmarkId,
            ModelId = key.ModelId,
            DatasetSha256 = $"{key.BenchmarkId}-hash",
            Samples = items,
            Epochs = epochs,
            Scorer = "integer",
            ScorerVersion = 1,
            ScorerKind = ScorerKind,
            Identity = $"{identity} {key}",
            Stops = Stops,
            Shards = [],
        };

    private static Timings Usual(DateTimeOffset at) =>
        new()
        {
            StartedAt = at,
            FirstToken = TimeSpan.FromSeconds(0.3),
            Duration = TimeSpan.FromSeconds(0.5),
            Tries = 1,
        };

    private Attempt Attempt(AttemptKey key, bool right, string served, (Timings Timings, int Tokens, decimal? Usd) request) =>
        new(
            key,
            new Reply.Completed(
                new Completion
                {
                    Text = right ? "1" : "2",
                    FinishReason = FinishReason.Stop,
                    ServedModel = served,
                    Usage = new Usage { InputTokens = 20, OutputTokens = request.Tokens },
                    Timings = request.Timings,
                }
            ),
            ScorerKind == ScorerKind.Measurement ? Score.Measured(request.Tokens, "only measured")
                : right ? Score.Right("1", "equals the target")
                : Score.Wrong("2", "the target is 1")
        )
        {
            CostUsd = request.Usd,
        };
}
