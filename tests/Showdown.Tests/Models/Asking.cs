using Showdown.Domain;
using Showdown.Models;

namespace Showdown.Tests.Models;

/// <summary>A model at a scripted host, with short pauses, and one question.</summary>
internal static class Asking
{
    public static ModelSettings Model { get; } =
        new()
        {
            Id = "test-model",
            Connector = Connector.OpenAi,
            Model = "vendor/model-1",
            Limits = new ModelLimits { Tries = 3 },
            Timeouts = new ModelTimeouts
            {
                Total = TimeSpan.FromSeconds(30),
                FirstToken = TimeSpan.FromSeconds(20),
                BetweenTokens = TimeSpan.FromSeconds(20),
            },
        };

    public static ModelRequest Question { get; } = new([new Message(MessageRole.User, "How much is 6 x 7?")], new Sampling());

    /// <summary>A conversation with a call and what came of it, in the id form that Kimi's template wants.</summary>
    public static IReadOnlyList<Message> Called { get; } =
    [
        new(MessageRole.User, "Oslo?"),
        new(MessageRole.Assistant, "") { Calls = [new ToolCall("get_weather", """{"town": "Oslo"}""") { Id = "functions.get_weather:0" }] },
        new(MessageRole.Tool, "17 degrees") { CallId = "functions.get_weather:0" },
        new(MessageRole.User, "Thanks"),
    ];

    public static ChatModel Connect(Uri endpoint, ModelSettings? settings = null) => new ChatModels(Options).Create(settings ?? Model, endpoint);

    /// <summary>Short pauses, and no question whether the host is at fault: each request stands by itself.</summary>
    public static ChatModelOptions Options { get; } =
        new()
        {
            FirstPause = TimeSpan.FromMilliseconds(5),
            LongestPause = TimeSpan.FromMilliseconds(20),
            Patience = TimeSpan.Zero,
            EndsRefusedModels = false,
        };

    public static async Task<Reply> AskAsync(ScriptedHost host, ModelSettings? settings = null, ModelRequest? request = null)
    {
        await using var model = Connect(host.Endpoint, settings);
        return await model
            .AskAsync(request ?? Question, TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    public static Completion Completed(Reply reply) => Assert.IsType<Reply.Completed>(reply).Completion;

    public static Failure Failed(Reply reply) => Assert.IsType<Reply.Failed>(reply).Failure;
}
