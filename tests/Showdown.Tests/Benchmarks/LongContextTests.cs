using Microsoft.ML.Tokenizers;
using Showdown.Benchmarks;
using Showdown.Benchmarks.Generated;
using Showdown.Domain;
using Showdown.Scoring.Tasks;

namespace Showdown.Tests.Benchmarks;

public sealed class LongContextTests
{
    [Fact]
    public async Task Prompts_HoldWhatIsAskedFor_AndHaveTheLengthThatTheySay()
    {
        using var folder = new TemporaryFolder();
        var (benchmark, data) = await MirrorTests.PullAsync("long-context", folder);
        var prompts = await BenchmarkPrompts.OpenAsync(benchmark, data, TestContext.Current.CancellationToken);
        var samples = await DatasetReader
            .ReadAsync(benchmark, data, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(180, samples.Count);
        Assert.Equal(6, samples.Select(s => s.Group).Distinct().Count());
        var tokenizer = TiktokenTokenizer.CreateForEncoding("o200k_base");
        var scorer = new ShareScorer();
        var lengths = new List<string>();
        foreach (var sample in samples.Where(s => int.Parse(s.Fields["tokens"]) <= 16384 && s.Id.EndsWith("/1", StringComparison.Ordinal)))
        {
            var prompt = prompts.Ask(sample, 1);
            var text = prompt.Messages[0].Text;
            Assert.All(sample.Target.Split('\n'), wanted => Assert.Contains(wanted, text, StringComparison.Ordinal));
            var ratio = (tokenizer.CountTokens(text) + 120) / double.Parse(sample.Fields["tokens"]);
            if (ratio is < 0.94 or > 1.05)
                lengths.Add($"{sample.Id}: {ratio:0.000}");
            Assert.Equal(Outcome.Right, scorer.Grade(prompt.Hint.Right, prompt.Target).Outcome);
            Assert.NotEqual(Outcome.Right, scorer.Grade(prompt.Hint.Wrong, prompt.Target).Outcome);
        }

        Assert.True(lengths.Count == 0, string.Join(", ", lengths));
    }

    [Fact]
    public void Samples_AreTheSame_EachTimeTheyAreMade()
    {
        var options = new Dictionary<string, string> { ["lengths"] = "1024 4096", ["samples"] = "2" };
        var (first, second) = (LongContext.Samples(options).ToList(), LongContext.Samples(options).ToList());
        Assert.Equal(24, first.Count);
        Assert.Equal(first.Select(s => (s.Id, s.Input, s.Target)), second.Select(s => (s.Id, s.Input, s.Target)));
        Assert.Equal(first.Select(LongContext.Document), second.Select(LongContext.Document));
        Assert.Equal(24, first.Select(LongContext.Document).Distinct().Count());
    }

    [Fact]
    public void CommonAndFrequentWords_AreThoseThatAreAskedFor()
    {
        foreach (var sample in LongContext.Samples(new Dictionary<string, string> { ["lengths"] = "8192" }))
        {
            var words = LongContext
                .Document(sample)
                .Split(' ')
                .Where(w => w.All(char.IsAsciiLetter))
                .GroupBy(w => w)
                .OrderByDescending(g => g.Count())
                .Select(g => g.Key);
            var wanted = sample.Target.Split('\n');
            if (sample.Fields["task"] is "common-words" or "frequent-words")
                Assert.Equal(wanted.Order(), words.Take(wanted.Length).Order());
        }
    }

    [Theory]
    [InlineData("abc and DEF", 2, Outcome.Right, 1.0)]
    [InlineData("abc alone", 2, Outcome.Partial, 0.5)]
    [InlineData("nothing", 2, Outcome.Wrong, 0.0)]
    public void Share_IsThatOfTheExpectedTexts(string reply, int wanted, Outcome outcome, double value)
    {
        var score = new ShareScorer().Grade(reply, new Target("abc\ndef"));
        Assert.Equal((2, outcome, value), (wanted, score.Outcome, score.Value));
    }

    [Theory]
    [InlineData("lengths", "100", "'lengths' holds '100'")]
    [InlineData("samples", "0", "'samples' must be a whole number from 1 to 500")]
    [InlineData("depth", "1", "there is no option 'depth'. Known: lengths, samples, seed.")]
    public void Options_ThatCannotBe_AreRefused(string option, string value, string says) =>
        Assert.Contains(
            says,
            Assert.Throws<FormatException>(() => LongContext.Samples(new Dictionary<string, string> { [option] = value }).ToList()).Message,
            StringComparison.Ordinal
        );
}
