using System.Text.Json;
using Showdown.Benchmarks.Generated;
using Showdown.Domain;
using Showdown.Scoring;
using Showdown.Scoring.Tools;

namespace Showdown.Tests.Fidelity;

public sealed class HostCallsTests
{
    private static readonly IReadOnlyList<Sample> _samples = [.. HostCalls.Samples(new Dictionary<string, string>())];

    [Fact]
    public void Requests_AreFiveHundred_OfTwentySets_TheSameEachTime()
    {
        Assert.Equal(500, _samples.Count);
        Assert.Equal(500, _samples.Select(s => s.Id).Distinct().Count());
        Assert.Equal(20, _samples.Select(s => s.Id.Split('-')[0]).Distinct().Count());
        Assert.Equal(
            [(HostCalls.ShouldCall, 300), (HostCalls.ShouldNot, 100), (HostCalls.Cannot, 100)],
            _samples.CountBy(s => s.Group!).Select(g => (g.Key, g.Value))
        );
        Assert.Equal(240, _samples.Count(s => s.Turns.Count > 0), 10.0);
        Assert.Equal(JsonSerializer.Serialize(_samples), JsonSerializer.Serialize(HostCalls.Samples(new Dictionary<string, string>())));
        Assert.DoesNotContain(_samples, s => s.Input.Contains('{'));
    }

    [Fact]
    public async Task Histories_HoldCallsThatKeepTheirSchema_AndTheirResults()
    {
        var histories = _samples.Where(s => s.Turns.Any(t => t.Calls.Count > 0)).ToList();
        Assert.Equal(20, histories.Select(s => s.Id.Split('-')[0]).Distinct().Count());
        Assert.InRange(histories.Count, 100, 140);
        foreach (var sample in histories)
        {
            Assert.Equal([MessageRole.User, MessageRole.Assistant, MessageRole.Tool, MessageRole.Assistant], sample.Turns.Select(t => t.Role));
            Assert.Equal(Assert.Single(sample.Turns[1].Calls).Id, sample.Turns[2].CallId);
            JsonDocument.Parse(sample.Turns[2].Text).Dispose();
            Assert.DoesNotContain(sample.Turns, t => t.Role != MessageRole.Tool && t.Told().Contains("{t", StringComparison.Ordinal));
            var score = await new HostsScorer().ScoreAsync(Input(sample, sample.Turns[1].Calls), TestContext.Current.CancellationToken);
            Assert.Equal((sample.Id, HostsScorer.ValidCalls), (sample.Id, score.Answer));
        }
    }

    [Fact]
    public async Task EveryCallThatIsMeant_KeepsItsSchema()
    {
        var scorer = new HostsScorer();
        foreach (var sample in _samples.Where(s => s.Target.Length > 0))
        {
            var score = await scorer.ScoreAsync(Input(sample, Meant(sample)), TestContext.Current.CancellationToken);
            Assert.Equal((sample.Id, HostsScorer.ValidCalls), (sample.Id, score.Answer));
        }
    }

    [Theory]
    //          name           arguments                               answer
    [InlineData("get_weather", """{"town":"Oslo"}""", HostsScorer.ValidCalls)]
    [InlineData("get_weather", """{"town":"Oslo","unit":"celsius"}""", HostsScorer.ValidCalls)]
    [InlineData("get_weather", """{"town":"Oslo","unit":"kelvin"}""", HostsScorer.BrokenCalls)]
    [InlineData("get_weather", """{"town":5}""", HostsScorer.BrokenCalls)]
    [InlineData("get_weather", """{"city":"Oslo"}""", HostsScorer.BrokenCalls)]
    [InlineData("get_weather", """{"town":"Oslo" """, HostsScorer.BrokenCalls)]
    [InlineData("get_weather", "", HostsScorer.BrokenCalls)]
    [InlineData("get_wether", """{"town":"Oslo"}""", HostsScorer.BrokenCalls)]
    [InlineData("get_forecast", """{"town":"Oslo","days":3.5}""", HostsScorer.BrokenCalls)]
    public async Task ACall_IsHeldToTheSchemaOfItsTool(string name, string arguments, string answer)
    {
        var score = await new HostsScorer().ScoreAsync(Input(_samples[0], [new ToolCall(name, arguments)]), TestContext.Current.CancellationToken);
        Assert.Equal((Outcome.Unscored, answer), (score.Outcome, score.Answer));
    }

    [Fact]
    public async Task OneBrokenCallOfSeveral_BreaksTheReply_AndWordsAreWords()
    {
        var good = new ToolCall("get_weather", """{"town":"Oslo"}""");
        var cancel = TestContext.Current.CancellationToken;
        Assert.Equal(
            HostsScorer.BrokenCalls,
            (await new HostsScorer().ScoreAsync(Input(_samples[0], [good, new ToolCall("x", "{}")]), cancel)).Answer
        );
        Assert.Equal(HostsScorer.Words, (await new HostsScorer().ScoreAsync(Input(_samples[0], []), cancel)).Answer);
    }

    private static ScorerInput Input(Sample sample, IReadOnlyList<ToolCall> calls) =>
        new()
        {
            Sample = sample,
            Target = new Target(sample.Target),
            Text = "",
            ToolCalls = calls,
        };

    private static List<ToolCall> Meant(Sample sample)
    {
        using var calls = JsonDocument.Parse(sample.Target);
        return
        [
            .. calls
                .RootElement.EnumerateArray()
                .Select(c => new ToolCall(c.GetProperty("name").GetString()!, c.GetProperty("arguments").GetRawText())),
        ];
    }
}
