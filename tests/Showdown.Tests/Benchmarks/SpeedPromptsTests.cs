using Microsoft.ML.Tokenizers;
using Showdown.Benchmarks.Generated;

namespace Showdown.Tests.Benchmarks;

public sealed class SpeedPromptsTests
{
    private static readonly TiktokenTokenizer _tokenizer = TiktokenTokenizer.CreateForEncoding("o200k_base");

    [Theory]
    [InlineData(1000)]
    [InlineData(10000)]
    public void Prompts_HaveTheLengthTheySay_AndDiffer(int tokens)
    {
        var samples = SpeedPrompts.Samples(new Dictionary<string, string> { ["input_tokens"] = $"{tokens}", ["requests"] = "4" }).ToList();
        Assert.Equal(["1", "2", "3", "4"], samples.Select(s => s.Id));
        Assert.Equal(4, samples.Select(s => s.Input).Distinct().Count());
        // and some twenty for the number in front
        Assert.All(samples, s => Assert.InRange(_tokenizer.CountTokens(s.Input) + 20, 0.95 * tokens, 1.05 * tokens));
    }

    [Theory]
    [InlineData("input_tokens", "50")]
    [InlineData("requests", "many")]
    [InlineData("lengths", "1")]
    public void Options_AreRefused_WhenTheyCannotBeMeant(string name, string value) =>
        Assert.Contains(name, Assert.Throws<FormatException>(() => SpeedPrompts.Check(new Dictionary<string, string> { [name] = value })).Message);
}
