using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.AI.Evaluation;
using Showdown.Extensions.AI;

namespace Showdown.EndToEnd;

/// <summary>Showdown.Extensions.AI with the real program: chat clients are asked in a run, an evaluator scores it, the run is written as a result
/// store.</summary>
public sealed class BridgeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ChatClients_AreCompared_ByOurScorer_AndByAnEvaluator()
    {
        using var work = new Workplace();
        await using var endpoint = await ChatClientEndpoint.StartAsync(
            new Dictionary<string, IChatClient>
            {
                ["first"] = new Fixed("The answer is B."),
                ["second"] = new Fixed("It might be any of them; I should say B."),
            },
            cancel: Cancel
        );
        work.Write("jobs/models.yaml", $"first: {Entry("first")}\nsecond: {Entry("second")}\n");
        work.Write("jobs/clients.yaml", "name: clients\nmodels: [first, second]\nbenchmarks: [{ id: quickstart-choice, limit: 12, epochs: 1 }]\n");
        Assert.Equal([12, 12], (await CountsAsync("run", "clients", "--json")).Select(c => c.Asked));

        var (export, scored) = (Path.Combine(work.Folder, "run.jsonl"), Path.Combine(work.Folder, "scored.jsonl"));
        await File.WriteAllTextAsync(export, (await work.RunAsync("export", "last", "--format", "jsonl")).StandardOutput, Cancel);
        Assert.Equal(
            new EvaluatorCounts(24, 0),
            await EvaluatorScores.WriteAsync(export, scored, new EvaluatorOptions { Evaluator = new Short() }, Cancel)
        );
        Assert.Equal([(12, 12), (12, 0)], await CountsAsync("import", scored, "--json"));
        Assert.Equal(24, await EvaluationStore.WriteAsync(export, Path.Combine(work.Folder, "store"), Cancel));

        string Entry(string name) => $"{{ connector: openai, endpoint: \"{endpoint.Address}\", model: {name} }}";

        async Task<List<(int Asked, int Right)>> CountsAsync(params string[] arguments)
        {
            var result = await work.RunAsync(arguments);
            Assert.True(result.ExitCode == 0, $"{result.StandardError}\n{result.StandardOutput}");
            using var summary = JsonDocument.Parse(result.StandardOutput);
            return
            [
                .. from evaluation in summary.RootElement.GetProperty("evaluations").EnumerateArray()
                let attempts = evaluation.GetProperty("attempts")
                let right = attempts.GetProperty("right").GetInt32()
                select (right + attempts.GetProperty("wrong").GetInt32(), right),
            ];
        }
    }

    private sealed class Short : IEvaluator
    {
        public IReadOnlyCollection<string> EvaluationMetricNames => ["Short"];

        public ValueTask<EvaluationResult> EvaluateAsync(
            IEnumerable<ChatMessage> messages,
            ChatResponse modelResponse,
            ChatConfiguration? chatConfiguration = null,
            IEnumerable<EvaluationContext>? additionalContext = null,
            CancellationToken cancellationToken = default
        ) => ValueTask.FromResult(new EvaluationResult(new BooleanMetric("Short", modelResponse.Text.Length < 20)));
    }

    private sealed class Fixed(string answer) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) =>
            Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, answer)));

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options,
            CancellationToken cancellationToken
        ) => new ChatResponse(new ChatMessage(ChatRole.Assistant, answer)).ToChatResponseUpdates().ToAsyncEnumerable();

        public object? GetService(Type serviceType, object? serviceKey) => null;

        public void Dispose() { }
    }
}
