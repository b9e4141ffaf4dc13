using Hangfire;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Jobs;
using Showdown.Scheduling;

namespace Showdown.Tests.Jobs;

/// <summary>Data that cannot be pulled ahead is told in one line, and no trace of the program's stack with it.</summary>
public sealed class PullDatasetsJobTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private readonly LineLogger<PullDatasetsJob> _log = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public PullDatasetsJobTests()
    {
        _folder.Write("jobs/models.yaml", "m: { connector: simulated }\n");
        _folder.Write("jobs/nightly.yaml", "name: nightly\nmodels: [m]\nbenchmarks: [b]\n");
        _folder.Write(
            "datasets/b/benchmark.yaml",
            """
            id: b
            version: 1
            title: b
            sources:
              - { mirror: gone.jsonl, sha256: 0000000000000000000000000000000000000000000000000000000000000000, format: jsonl, map: { id: id, input: q, target: a } }
            prompt: "{{ sample.input }}"
            scorer: { name: integer }
            protocol: { epochs: 1 }
            """
        );
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task DataThatIsNotThere_IsToldWithTheJobAndTheReason_AndTriedAgain()
    {
        await Assert.ThrowsAsync<SettingsException>(() => Pull().ExecuteAsync("nightly", Cancel));
        var line = Assert.Single(_log.Lines);
        Assert.Contains("nightly", line, StringComparison.Ordinal);
        Assert.Contains("gone.jsonl", line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
        var retry = (AutomaticRetryAttribute)
            Assert.Single(
                typeof(PullDatasetsJob).GetMethod(nameof(PullDatasetsJob.ExecuteAsync))!.GetCustomAttributes(typeof(AutomaticRetryAttribute), false)
            );
        Assert.True(retry is { Attempts: > 0, LogEvents: false });
    }

    [Fact]
    public async Task ADownloadThatTakesTooLong_IsToldToo()
    {
        _folder.Write(
            "datasets/b/benchmark.yaml",
            File.ReadAllText(_folder["datasets/b/benchmark.yaml"])
                .Replace("mirror: gone.jsonl", "url: \"http://127.0.0.1:9/late.jsonl\"", StringComparison.Ordinal)
        );
        _http.Timeout = TimeSpan.FromMilliseconds(1);
        await Assert.ThrowsAnyAsync<Exception>(() => Pull().ExecuteAsync("nightly", Cancel));
        Assert.Single(_log.Lines);
    }

    [Fact]
    public async Task AJob_ThatIsGone_IsNoError()
    {
        await Pull().ExecuteAsync("another", Cancel);
        Assert.Empty(_log.Lines);
    }

    private PullDatasetsJob Pull() =>
        new(
            new SettingsFolders(_folder["jobs"], _folder["datasets"]),
            new DatasetCache(DatasetOptions.FromEnvironment(_folder["data"], null), _http),
            _log
        );
}
