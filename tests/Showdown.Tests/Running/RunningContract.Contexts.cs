using System.Security.Cryptography;
using System.Text;
using Showdown.Domain;
using Showdown.Running;

namespace Showdown.Tests.Running;

/// <content>A worker whose data is not that of the run's plan.</content>
public abstract partial class RunningContract
{
    [Theory]
    [InlineData("data.jsonl", "Its hash")]
    [InlineData("shots.jsonl", "The hash of the worked examples")]
    public async Task OtherDataThanThePlans_IsRefused_AndTheRunsOwnIsPulledAgain(string changed, string what)
    {
        const string planned = """{"id": "s1", "q": "question 1", "a": "1"}""" + "\n";
        const string other = """{"id": "s1", "q": "question 2", "a": "2"}""" + "\n";
        _at.Write("bench/data.jsonl", planned);
        _at.Write("bench/shots.jsonl", planned);
        var source = _at.Benchmark.Sources[0];
        var run = await _at.PlanAsync(
            _at.Settings(benchmark: _at.Benchmark with { Shots = 1, FewShotSources = [source with { File = "shots.jsonl" }] })
        );
        var shard = Assert.Single(await _at.Shards.QueueNextAsync(run, _at.Model.Id, 1, _at.Time.GetUtcNow(), Cancel));
        var runner = _at.NewProcess().Runner;

        Directory.Delete(_at.Datasets.Options.CacheFolder, recursive: true); // as on another machine
        _at.Write($"bench/{changed}", other);
        var refused = await Assert.ThrowsAsync<SettingsException>(() => runner.CarryOutAsync(shard.Id, Cancel));
        Assert.Equal(
            $"Benchmark 'bench': the data here is not what the run was planned with. {what} is {HashOf(other)}, not {HashOf(planned)}. Bring back that data, or start a new run.",
            refused.Message
        );
        Assert.Empty(_at.AskedSoFar);

        _at.Write($"bench/{changed}", planned);
        Assert.IsType<ShardResult.Finished>(await runner.CarryOutAsync(shard.Id, Cancel));
        Assert.Single(_at.AskedSoFar);

        static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
