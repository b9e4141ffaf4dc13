using System.Diagnostics;
using Showdown.Domain;
using Showdown.Exporting;
using Showdown.Pages.Run;
using Showdown.Results;

namespace Showdown.Performance;

/// <summary>How long a run's report takes and what it holds in memory, by the number of attempts: stored in SQLite and read as after a run.</summary>
internal static class ReportScale
{
    private const int Batch = 1000;
    private static readonly DateTimeOffset _start = new(2026, 6, 1, 2, 0, 0, TimeSpan.Zero);
    private static readonly string[] _models = ["first", "second"];

    /// <param name="sizes">Attempts of each run.</param>
    public static async Task RunAsync(IReadOnlyList<int> sizes)
    {
        Console.WriteLine(
            $"{"attempts", 10}{"seconds", 10}{"of CPU", 10}{"again s", 10}{"of CPU", 10}{"MB above start", 16}{"index kB", 10}{"largest page kB", 17}{"files", 8}{"all MB", 9}{"jsonl s", 9}{"parquet s", 11}{"inspect s", 11}{"MB above start", 16}"
        );
        foreach (var size in sizes)
        {
            var folder = Directory.CreateTempSubdirectory("showdown-scale-");
            try
            {
                await MeasureAsync(size, folder.FullName);
            }
            finally
            {
                Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
                folder.Delete(recursive: true);
            }
        }
    }

    private static async Task MeasureAsync(int size, string folder)
    {
        await using var database = await Database.OpenAsync(folder, null, CancellationToken.None);
        await StoreAsync(database, size / _models.Length);
        var reader = new RunReader(database);
        var place = Path.Combine(folder, "out", "scale");
        var (seconds, processor, memory) = await RenderAsync();
        var again = await RenderAsync();
        var files = Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories).Select(f => new FileInfo(f)).ToList();
        var times = new List<double>();
        var most = 0.0;
        foreach (var format in new[] { "jsonl", "parquet", "inspect" })
        {
            var (took, held) = await WatchAsync(async () =>
            {
                if (Exporter.IsFolder(format))
                {
                    await new Exporter(reader).ExportFolderAsync("scale", Path.Combine(folder, format), CancellationToken.None);
                    return;
                }
                await using var file = File.Create(Path.Combine(folder, "export." + format));
                await new Exporter(reader).ExportAsync("scale", format, file, CancellationToken.None);
            });
            times.Add(took);
            most = Math.Max(most, held);
        }
        Console.WriteLine(
            $"{size, 10:N0}{seconds, 10:0.0}{processor, 10:0.0}{again.Seconds, 10:0.0}{again.Processor, 10:0.0}{Math.Max(memory, again.Megabytes), 16:0}{new FileInfo(Path.Combine(place, "index.html")).Length / 1e3, 10:0}{files.Where(f => f.Extension == ".html").Max(f => f.Length) / 1e3, 17:0}{files.Count, 8}{files.Sum(f => f.Length) / 1e6, 9:0}{times[0], 9:0.0}{times[1], 11:0.0}{times[2], 11:0.0}{most, 16:0}"
        );

        async Task<(double Seconds, double Processor, double Megabytes)> RenderAsync()
        {
            var before = Environment.CpuUsage.TotalTime;
            var (took, held) = await WatchAsync(() => new ReportRenderer(reader).RenderAsync("scale", place, CancellationToken.None));
            return (took, (Environment.CpuUsage.TotalTime - before).TotalSeconds, held);
        }
    }

    /// <summary>
    /// Seconds, and the most that the heap held over what it held before, looked at twenty times a second after what is dead was taken away as often
    /// as the collector likes.
    /// </summary>
    private static async Task<(double Seconds, double Megabytes)> WatchAsync(Func<Task> work)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        var clock = Stopwatch.StartNew();
        await using (new Timer(_ => most = Math.Max(most, GC.GetTotalMemory(false)), null, 0, 50))
            await work();
        return (clock.Elapsed.TotalSeconds, Math.Max(0, most - before) / 1e6);
    }

    private static async Task StoreAsync(Database database, int samples)
    {
        var runs = new RunStore(database);
        using var attempts = new AttemptWriter(database);
        var settings = new RunSettings
        {
            Job = new Job
            {
                Name = "scale",
                Models = _models,
                Benchmarks = [new JobBenchmark("scale")],
            },
            Models =
            [
                .. _models.Select(m => new ModelSettings
                {
                    Id = m,
                    Connector = Connector.OpenAi,
                    Endpoint = "https://host.example/v1",
                    Model = m,
                    Price = new Price(1, 2),
                }),
            ],
            Benchmarks =
            [
                new BenchmarkSettings
                {
                    Id = "scale",
                    Version = 1,
                    Title = "Scale",
                    Sources = [],
                    Prompt = "{{ sample.input }}",
                    Scorer = new ScorerSettings("choice"),
                    Protocol = new Protocol(),
                    Folder = "",
                },
            ],
            Pins = new Dictionary<string, BenchmarkPin>
            {
                ["scale"] = new()
                {
                    DatasetSha256 = "scale",
                    PromptSha256 = "scale",
                    Scorer = "choice",
                    ScorerVersion = 1,
                },
            },
            ProgramVersion = "scale",
        };
        await runs.CreateAsync(
            new RunRow
            {
                Id = "scale",
                Settings = settings,
                Status = RunStatus.Running,
                CreatedAt = _start,
            },
            null,
            CancellationToken.None
        );
        await new SampleStore(database).EnsureAsync(
            "scale",
            Enumerable
                .Range(0, samples)
                .Select(i => new Sample(
                    $"question-{i}",
                    $"Question {i}: which of these is best supported by what is known about topic {i % 977}?",
                    "B"
                )
                {
                    Group = $"subject-{i % 57}",
                    Choices = ["The first, as found in 1874.", "The second, as found since.", "Both of them.", "None of them."],
                })
                .ToAsyncEnumerable(),
            CancellationToken.None
        );
        await new PlanStore(database).PlanAsync(
            "scale",
            settings,
            [
                .. _models.Select(m => new PlannedEvaluation
                {
                    Id = $"scale/scale/{m}",
                    BenchmarkId = "scale",
                    ModelId = m,
                    DatasetSha256 = "scale",
                    Samples = samples,
                    Epochs = 1,
                    Scorer = "choice",
                    ScorerVersion = 1,
                    Identity = $"scale {m}",
                    Shards = [],
                }),
            ],
            _start,
            CancellationToken.None
        );
        var random = new Random(1);
        foreach (var model in _models)
        {
            foreach (
                var batch in (await new SampleStore(database).AskedAsync($"scale/scale/{model}", 0, samples, CancellationToken.None)).Chunk(Batch)
            )
                await attempts.SaveAsync([.. batch.Select(a => (Attempt($"scale/scale/{model}", a, random), 1))], CancellationToken.None);
            await runs.FinishEvaluationAsync($"scale/scale/{model}", _start.AddHours(1), CancellationToken.None);
        }
        await runs.EndAsync("scale", RunStatus.Complete, null, _start.AddHours(1), CancellationToken.None);
    }

    private static Attempt Attempt(string evaluation, AskedSample asked, Random random)
    {
        var right = random.NextDouble() < 0.7;
        var answer = right ? "B" : "C";
        var first = TimeSpan.FromSeconds(0.2 + random.NextDouble());
        var steps = string.Join(
            "\n",
            Enumerable
                .Range(1, 8)
                .Select(i =>
                    $"{i}. Consider **statement {i}** for $x_{i} = {random.Next(100)}$: what is known speaks {(random.Next(2) == 0 ? "for" : "against")} it, as far as it goes."
                )
        );
        return new Attempt(
            new AttemptKey(evaluation, asked.Number, asked.Sample.Id, 1),
            new Reply.Completed(
                new Completion
                {
                    Text = $"Let me go through the options one by one.\n\n{steps}\n\nThe answer is {answer}",
                    FinishReason = FinishReason.Stop,
                    ServedModel = "served",
                    Usage = new Usage { InputTokens = 120, OutputTokens = 240 },
                    Timings = new Timings
                    {
                        StartedAt = _start.AddSeconds(asked.Number / 20.0),
                        FirstToken = first,
                        FirstAnswerToken = first,
                        Duration = first + TimeSpan.FromSeconds(2 + random.NextDouble()),
                        Tries = 1,
                    },
                }
            ),
            right
                ? Score.Right(answer, "'The answer is B' in the last line")
                : Score.Wrong(answer, "'The answer is C' in the last line; the target is B")
        )
        {
            CostUsd = 0.0006m,
        };
    }
}
