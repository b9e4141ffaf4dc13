using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;
using Showdown.Benchmarks;
using Showdown.Benchmarks.Generated;

namespace Showdown.Tests.Benchmarks;

public sealed partial class ContextWindowTests
{
    [Fact]
    public async Task EveryPrompt_HoldsFiveFacts_TheAskedOneAtItsPlace()
    {
        using var folder = new TemporaryFolder();
        var (benchmark, data) = await MirrorTests.PullAsync("context-window", folder);
        var prompts = await BenchmarkPrompts.OpenAsync(benchmark, data, TestContext.Current.CancellationToken);
        var samples = await DatasetReader
            .ReadAsync(benchmark, data, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(30, samples.Count);
        var tokenizer = TiktokenTokenizer.CreateForEncoding("o200k_base");
        foreach (var sample in samples)
        {
            var text = prompts.Ask(sample, 1).Messages[0].Text;
            var facts = Fact().Matches(text);
            Assert.Equal(5, facts.Count);
            Assert.Equal(5, facts.Select(f => f.Groups[1].Value).Distinct().Count());
            var asked = facts.Single(f => sample.Input.Contains(f.Groups[1].Value, StringComparison.Ordinal));
            Assert.Equal(sample.Target, asked.Groups[2].Value);
            Assert.InRange(100.0 * asked.Index / text.Length, double.Parse(sample.Id.Split('/')[1]) - 6, double.Parse(sample.Id.Split('/')[1]) + 6);
            if (int.Parse(sample.Fields["tokens"]) > 16384)
                continue; // as long as the others together, and no other text
            Assert.InRange(tokenizer.CountTokens(ContextWindow.Document(sample)) / double.Parse(sample.Fields["tokens"]), 0.97, 1.03);
        }

        Assert.True(samples.Sum(s => s.Input.Length + s.Fields.Sum(f => f.Value.Length)) < 5000);
    }

    // Frozen: results of earlier runs lean on it. A change of the text raises the generator's version and the benchmark's.
    [Fact]
    public void Document_IsFrozen()
    {
        var sample = ContextWindow.Samples(new Dictionary<string, string> { ["lengths"] = "256" }).First();
        Assert.Equal(("256/0", "256 tokens"), (sample.Id, sample.Group));
        Assert.Equal(
            FrozenHash,
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(ContextWindow.Document(sample))))
        );
    }

    private const string FrozenHash = "180037b7fd7f6c6ee14816883b5c5475877bf3a1d6fa519c0bf40cd2080ae610";

    [Fact]
    public async Task Options_DecideTheDatasetsHash()
    {
        using var folder = new TemporaryFolder();
        var (benchmark, data) = await MirrorTests.PullAsync("context-window", folder);
        var cache = new DatasetCache(new DatasetOptions { CacheFolder = folder["cache"] }, new HttpClient());
        var other = benchmark with { Sources = [benchmark.Sources[0] with { GeneratorOptions = new Dictionary<string, string> { ["seed"] = "2" } }] };
        Assert.NotEqual(data.Sha256, cache.Find(other)!.Sha256);
        Assert.Equal(data.Sha256, cache.Find(benchmark, data.Sha256, null)!.Sha256);
        Assert.True((await cache.VerifyAsync(benchmark, TestContext.Current.CancellationToken)).IsIntact);
    }

    [Theory]
    [InlineData("lengths", "100", "'lengths' holds '100'")]
    [InlineData("lengths", "4096 4096", "none twice")]
    [InlineData("seed", "x", "'seed' must be a whole number")]
    [InlineData("depth", "1", "there is no option 'depth'")]
    public void Options_ThatCannotBe_AreRefused(string option, string value, string says) =>
        Assert.Contains(
            says,
            Assert.Throws<FormatException>(() => ContextWindow.Samples(new Dictionary<string, string> { [option] = value }).ToList()).Message,
            StringComparison.Ordinal
        );

    [GeneratedRegex("The access number of the ([a-z]+ [a-z]+) is ([0-9]{6})\\.")]
    private static partial Regex Fact();
}
