using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.AI.Evaluation;
using Showdown.Extensions.AI;

namespace Showdown.Tests.Bridge;

public sealed class EvaluatorScoresTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EachAttempt_HasTheEvaluatorsScore_AndNothingOfOurs()
    {
        var counts = await ScoreAsync(new Told(text => new NumericMetric("Length", text.Length / 100.0, $"{text.Length} characters")));
        Assert.Equal(new EvaluatorCounts(3, 1), counts);
        var lines = await LinesAsync();
        Assert.Equal(["0.16", "0.6", "0.06", null], lines.Select(l => l["score"]?.ToJsonString()));
        Assert.Equal(["16 characters", "60 characters", "6 characters", null], lines.Select(l => (string?)l["reason"]));
        Assert.Equal([null, null, null, "failed"], lines.Select(l => (string?)l["outcome"]));
        Assert.Equal("the host refused", (string?)lines[3]["error"]);
        Assert.All(lines, l => Assert.False(l.ContainsKey("value") || l.ContainsKey("answer")));
        Assert.Equal(["q1", "q2/../etc", "q1", "q2/../etc"], lines.Select(l => (string?)l["sample_id"]));
    }

    [Fact]
    public async Task TheEvaluator_IsGivenTheConversation_TheCompletion_AndTheContexts()
    {
        var told = new Told(_ => new BooleanMetric("Fine", true));
        await ScoreAsync(told, o => o with { Parallel = 1, Contexts = attempt => [new Wanted(attempt.Target!)] });
        Assert.Equal(["user: Which one?", "system: Be brief.|user: And here?", "user: Which one?"], told.Conversations);
        Assert.Equal(["B", "C", "B"], told.Targets);
    }

    [Fact]
    public async Task WhatTheEvaluatorHasNoValueFor_IsUnscored()
    {
        Assert.Equal(new EvaluatorCounts(0, 4), await ScoreAsync(new Told(_ => new NumericMetric("Length", null, "the judge was silent"))));
        var first = (await LinesAsync())[0];
        Assert.Equal(("unscored", "the judge was silent"), ((string?)first["outcome"], (string?)first["reason"]));
    }

    [Fact]
    public async Task AnotherScale_TakesAFunction()
    {
        var likert = new Told(_ => new NumericMetric("Quality", 4));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => ScoreAsync(likert));
        Assert.Contains("Metric 'Quality' is 4, and a score is from 0 to 1", refused.Message);
        await ScoreAsync(likert, o => o with { Score = m => (((NumericMetric)m).Value - 1) / 4 });
        Assert.Equal("0.75", (await LinesAsync())[0]["score"]!.ToJsonString());
    }

    [Theory]
    [InlineData(null, "several metrics, and 'Metric' names none: One, Two")]
    [InlineData("Three", "no metric 'Three', but: One, Two")]
    [InlineData("Two", null)]
    public async Task OfSeveralMetrics_OneIsNamed(string? metric, string? refusal)
    {
        var two = new Told(_ => new BooleanMetric("One", true), _ => new BooleanMetric("Two", false));
        var refused = await Record.ExceptionAsync(() => ScoreAsync(two, o => o with { Metric = metric }));
        Assert.Equal(refusal is null, refused is null);
        Assert.Contains(refusal ?? "", refused?.Message ?? "");
    }

    [Theory]
    [InlineData("nothing", "export.jsonl(1) is no line of")]
    [InlineData("""{"run":"r","benchmark":"b","model":"m","sample_id":"s"}""", "'outcome' is missing")]
    [InlineData("""{"run":"r","benchmark":"b","model":"m","sample_id":7,"outcome":"right"}""", "export.jsonl(1) is no line of")]
    public async Task ALineThatIsNoneOfAnExport_IsNamed(string line, string says)
    {
        await File.WriteAllTextAsync(_folder["export.jsonl"], line, Cancel);
        var options = new EvaluatorOptions { Evaluator = new Told(_ => new BooleanMetric("Fine", true)) };
        var refused = await Assert.ThrowsAsync<FormatException>(() =>
            EvaluatorScores.WriteAsync(_folder["export.jsonl"], _folder["scored.jsonl"], options, Cancel)
        );
        Assert.Contains(says, refused.Message);
        Assert.False(File.Exists(_folder["scored.jsonl"]));
    }

    private Task<EvaluatorCounts> ScoreAsync(IEvaluator evaluator, Func<EvaluatorOptions, EvaluatorOptions>? change = null)
    {
        var options = new EvaluatorOptions { Evaluator = evaluator };
        return EvaluatorScores.WriteAsync(BridgeFiles.Export, _folder["scored.jsonl"], change?.Invoke(options) ?? options, Cancel);
    }

    private async Task<List<JsonObject>> LinesAsync() =>
        [.. (await File.ReadAllLinesAsync(_folder["scored.jsonl"], Cancel)).Select(l => JsonNode.Parse(l)!.AsObject())];

    private sealed class Wanted(string target) : EvaluationContext("Target", target)
    {
        public string Target { get; } = target;
    }

    private sealed class Told(params Func<string, EvaluationMetric>[] metrics) : IEvaluator
    {
        public List<string> Conversations { get; } = [];

        public List<string> Targets { get; } = [];

        public IReadOnlyCollection<string> EvaluationMetricNames => ["any"];

        public ValueTask<EvaluationResult> EvaluateAsync(
            IEnumerable<ChatMessage> messages,
            ChatResponse modelResponse,
            ChatConfiguration? chatConfiguration = null,
            IEnumerable<EvaluationContext>? additionalContext = null,
            CancellationToken cancellationToken = default
        )
        {
            lock (Conversations)
            {
                Conversations.Add(string.Join('|', messages.Select(m => $"{m.Role}: {m.Text}")));
                Targets.AddRange(additionalContext?.OfType<Wanted>().Select(w => w.Target) ?? []);
            }

            return ValueTask.FromResult(new EvaluationResult([.. metrics.Select(m => m(modelResponse.Text))]));
        }
    }
}
