using System.Diagnostics;
using Npgsql;
using Showdown.Domain;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.Performance;

/// <summary>
/// How long attempts wait until they are saved, at the pace of real models and as fast as they come. Their places at the model wait as long.
/// </summary>
internal static class SinkSpeed
{
    private const string Evaluation = "run/bench/model";
    private const int Samples = 64;
    private const int InFlight = 64;
    private const int Attempts = 12_800;
    private static readonly string _text = string.Concat(Enumerable.Repeat("Let me go through this step by step. ", 40)); // 1.5 kB

    /// <param name="server">A PostgreSQL server on which a database may be made; null: SQLite.</param>
    public static async Task RunAsync(string? server)
    {
        Console.WriteLine(
            $"{Attempts:n0} attempts of {_text.Length / 1000.0:0.0} kB, {InFlight} in flight, {(server is null ? "SQLite" : "PostgreSQL")}, {Environment.ProcessorCount} cores"
        );
        Console.WriteLine($"{"latency", 10}{"attempts/s", 12}{"wait p50", 12}{"p99", 10}{"longest", 10}{"share of the time", 20}");
        foreach (var latency in new[] { 200, 50, 0 })
            await MeasureAsync(server, latency);
    }

    private static async Task MeasureAsync(string? server, int latency)
    {
        var folder = Directory.CreateTempSubdirectory("showdown-sink-").FullName;
        var name = $"showdown_sink_{Environment.ProcessId}_{latency}";
        if (server is not null)
            await ExecuteAsync(server, $"create database {name}");
        try
        {
            await using var database = await Database.OpenAsync(
                folder,
                server is null ? null : new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString(),
                CancellationToken.None
            );
            var asked = await PlanAsync(database);
            var waits = new List<double>(Attempts);
            var clock = Stopwatch.StartNew();
            using var writer = new AttemptWriter(database);
            await using (var sink = new AttemptSink(writer, TimeProvider.System))
            {
                var next = -1;
                await Task.WhenAll(
                    Enumerable
                        .Range(0, InFlight)
                        .Select(_ =>
                            Task.Run(async () =>
                            {
                                while (Interlocked.Increment(ref next) is var i && i < Attempts)
                                {
                                    if (latency > 0)
                                        await Task.Delay(latency);
                                    var from = Stopwatch.GetTimestamp();
                                    await sink.SaveAsync(Attempt(asked[i % Samples], 1 + (i / Samples)), 1);
                                    var waited = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
                                    lock (waits)
                                        waits.Add(waited);
                                }
                            })
                        )
                );
            }

            var took = clock.Elapsed.TotalSeconds;
            waits.Sort();
            Console.WriteLine(
                FormattableString.Invariant(
                    $"{latency, 7} ms{Attempts / took, 12:n0}{waits[waits.Count / 2], 9:0.00} ms{waits[waits.Count * 99 / 100], 7:0.0} ms{waits[^1], 7:0.0} ms{waits.Sum() / 1000 / took / InFlight, 20:0.0%}"
                )
            );
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            NpgsqlConnection.ClearAllPools();
            if (server is not null)
                await ExecuteAsync(server, $"drop database {name} with (force)");
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<AskedSample>> PlanAsync(Database database)
    {
        var settings = new RunSettings
        {
            Job = new Job
            {
                Name = "sink",
                Models = ["model"],
                Benchmarks = [new JobBenchmark("bench")],
                Probe = false,
            },
            Models =
            [
                new ModelSettings
                {
                    Id = "model",
                    Connector = Connector.Simulated,
                    Model = "m",
                },
            ],
            Benchmarks = [],
            Pins = new Dictionary<string, BenchmarkPin>(),
            ProgramVersion = "performance",
        };
        var samples = new SampleStore(database);
        await samples.EnsureAsync(
            "hash",
            Enumerable.Range(0, Samples).Select(i => new Sample($"s{i}", "question", "42")).ToAsyncEnumerable(),
            CancellationToken.None
        );
        var runs = new RunStore(database);
        await runs.CreateAsync(
            new RunRow
            {
                Id = "run",
                Settings = settings,
                Status = RunStatus.Running,
                CreatedAt = TimeProvider.System.GetUtcNow(),
            },
            null,
            CancellationToken.None
        );
        var evaluation = new PlannedEvaluation
        {
            Id = Evaluation,
            BenchmarkId = "bench",
            ModelId = "model",
            DatasetSha256 = "hash",
            Samples = Samples,
            Epochs = Attempts / Samples,
            Scorer = "integer",
            ScorerVersion = 1,
            Identity = "same",
            Shards = [],
        };
        await new PlanStore(database).PlanAsync("run", settings, [evaluation], TimeProvider.System.GetUtcNow(), CancellationToken.None);
        return await samples.AskedAsync(Evaluation, 0, Samples, CancellationToken.None);
    }

    private static Attempt Attempt(AskedSample asked, int epoch) =>
        new(
            new AttemptKey(Evaluation, asked.Number, asked.Sample.Id, epoch),
            new Reply.Completed(
                new Completion
                {
                    Text = _text,
                    FinishReason = FinishReason.Stop,
                    Usage = new Usage { InputTokens = 100, OutputTokens = 300 },
                    Timings = new Timings
                    {
                        StartedAt = TimeProvider.System.GetUtcNow(),
                        FirstToken = TimeSpan.FromSeconds(0.2),
                        Duration = TimeSpan.FromSeconds(3),
                    },
                }
            ),
            Score.Right("42", "the last number is the target")
        )
        {
            CostUsd = 0.0007m,
            RequestSha256 = "5e1992a8ccf90f4c15c8900ad121ca58c1e8790f42f12d591234c499960de697",
        };

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
