using Microsoft.Extensions.Time.Testing;
using Showdown.Analysis.Facts;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Importing;
using Showdown.Results;
using Showdown.Sandboxing;
using Showdown.Tests.Analysis.Trend;

namespace Showdown.Tests.Importing;

/// <summary>Files that are imported into a real database.</summary>
public abstract class ImportBench : StoredRuns, IDisposable
{
    private readonly HttpClient _http = new();
    private readonly SandboxPool _pool = new(new SandboxOptions { Bubblewrap = "no-such-bwrap" });

    internal TemporaryFolder Files { get; } = new();

    private protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 6, 2, 0, 0, 0, TimeSpan.Zero));

    private protected RunReader Reader => new(Database);

    private protected DatasetCache Datasets => new(new DatasetOptions { CacheFolder = Files["cache"] }, _http);

    private protected CodeSandbox Sandbox => new(_pool, new ReferenceOutputs(_pool, TimeProvider.System), TimeProvider.System);

    private protected Importer Importer => new(new ImportStore(Database), new SampleStore(Database), Datasets, Sandbox, Time);

    public void Dispose()
    {
        _http.Dispose();
        Files.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Task<Imported> ImportAsync(params string[] paths) => ImportAsync(new ImportOptions { Paths = paths });

    private protected async Task<Imported> ImportAsync(ImportOptions options, BenchmarkSettings? benchmark = null, Job? job = null)
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        return await Importer.ImportAsync(options, benchmark, job, Cancel);
    }

    private protected async Task<SettingsException> RefusedAsync(ImportOptions options, BenchmarkSettings? benchmark = null)
    {
        var refused = await Assert.ThrowsAsync<SettingsException>(() => ImportAsync(options, benchmark));
        Assert.Empty(await Reader.RunsAsync(10, Cancel)); // nothing is half imported
        return refused;
    }

    private protected Task<SettingsException> RefusedAsync(params string[] paths) => RefusedAsync(new ImportOptions { Paths = paths });

    private protected async Task<RunRow> RunAsync(Imported imported) => (await Reader.RunAsync(imported.RunId, Cancel))!;

    private protected Task<RunFacts> FactsAsync(Imported imported) => RunFacts.ReadAsync(Reader, imported.RunId, Cancel);

    private protected async Task<List<AttemptView>> AttemptsAsync(Imported imported, string benchmark)
    {
        var attempts = new List<AttemptView>();
        await foreach (var attempt in Reader.AttemptsAsync(imported.RunId, benchmark, Cancel))
            attempts.Add(attempt);
        return attempts;
    }

    /// <summary>A benchmark of ours: the questions of <see cref="Recordings"/> under ids of its own.</summary>
    private protected BenchmarkSettings Sums(string scorer = "integer")
    {
        Recordings.Lines(
            Files["datasets/sums/data.jsonl"],
            Enumerable
                .Range(0, Recordings.Questions)
                .Select(i => new
                {
                    id = $"sum-{i}",
                    input = Recordings.Question(i),
                    target = $"{2 * i}",
                })
        );
        var path = Files.Write(
            "datasets/sums/benchmark.yaml",
            $$$"""
            id: sums
            version: 1
            title: Sums
            sources:
              - file: data.jsonl
                map: { id: id, input: input, target: target }
            prompt: "{{ sample.input }}"
            scorer: { name: {{{scorer}}} }
            protocol: { epochs: 1, temperature: 0.7 }
            """
        );
        var problems = new Showdown.Settings.Problems();
        var benchmark = BenchmarkCatalog.Read(Path.GetDirectoryName(Path.GetDirectoryName(path))!, problems)["sums"];
        problems.ThrowIfAny();
        return benchmark;
    }
}
