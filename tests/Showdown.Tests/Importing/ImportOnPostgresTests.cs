using Microsoft.Extensions.Time.Testing;
using Showdown.Analysis.Facts;
using Showdown.Benchmarks;
using Showdown.Importing;
using Showdown.Results;
using Showdown.Sandboxing;
using Showdown.Tests.Results;

namespace Showdown.Tests.Importing;

/// <summary>The same on PostgreSQL.</summary>
[Collection(nameof(PostgresServer))]
[Trait("Category", "Slow")]
public sealed class ImportOnPostgresTests(PostgresServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnImport_IsWrittenWhole_Once_WithOurScoresBeside()
    {
        using var files = new TemporaryFolder();
        using var http = new HttpClient();
        await using var database = await Database.OpenAsync("", await server.NewDatabaseAsync(), Cancel);
        var pool = new SandboxPool(new SandboxOptions { Bubblewrap = "no-such-bwrap" });
        var importer = new Importer(
            new ImportStore(database),
            new SampleStore(database),
            new DatasetCache(new DatasetOptions { CacheFolder = files["cache"] }, http),
            new CodeSandbox(pool, new ReferenceOutputs(pool, TimeProvider.System), TimeProvider.System),
            new FakeTimeProvider(new DateTimeOffset(2026, 6, 2, 0, 0, 0, TimeSpan.Zero))
        );
        var inspect = await importer.ImportAsync(new ImportOptions { Paths = Recordings.InspectJson(files["inspect"]) }, null, null, Cancel);
        var plain = new ImportOptions { Paths = Recordings.PlainJsonl(files["plain"]), Scorer = "integer" };
        var judged = await importer.ImportAsync(plain, null, null, Cancel);
        Assert.False((await importer.ImportAsync(plain, null, null, Cancel)).IsNew);

        var reader = new RunReader(database);
        var facts = await RunFacts.ReadAsync(reader, inspect.RunId, Cancel);
        Assert.Equal([(12, 4, 0), (8, 7, 1)], facts.Evaluations.Select(e => (e.Counts.Right, e.Counts.Wrong, e.Counts.Failed)));
        Assert.Equal([(8, 0), (8, 0)], (await reader.JudgedAsync(judged.RunId, Cancel)).Select(j => (j.Judged, j.Different)));
        Assert.Empty(await reader.DifferencesAsync(judged.RunId, Cancel).ToListAsync(Cancel));
    }
}
