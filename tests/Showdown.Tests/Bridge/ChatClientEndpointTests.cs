using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Showdown.Domain;
using Showdown.Extensions.AI;
using Showdown.Tests.Models;

namespace Showdown.Tests.Bridge;

/// <summary>A chat client behind the endpoint, asked by the connector that every run uses.</summary>
public sealed class ChatClientEndpointTests
{
    private static readonly ModelRequest _request = new(
        [new Message(MessageRole.System, "Be brief."), new Message(MessageRole.User, "Weather in Oslo?")],
        new Sampling
        {
            Temperature = 0.5,
            TopP = 0.25,
            TopK = 7,
            Seed = 11,
            MaxOutputTokens = 100,
            Stop = ["END"],
        }
    )
    {
        Tools = [new Showdown.Domain.Tool("get_weather", "Weather of a city", """{"type":"object","properties":{"city":{"type":"string"}}}""")],
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatTheClientSays_IsTheCompletion()
    {
        var client = new Scripted(
            new TextReasoningContent("Let me see."),
            new TextContent("It is "),
            new TextContent("cold. ⚠"),
            new UsageContent(
                new UsageDetails
                {
                    InputTokenCount = 12,
                    OutputTokenCount = 8,
                    ReasoningTokenCount = 3,
                }
            )
        )
        {
            Finish = ChatFinishReason.Length,
        };
        var completion = Asking.Completed(await AskAsync(client, _request));
        Assert.Equal(
            ("It is cold. ⚠", "Let me see.", Showdown.Domain.FinishReason.Length),
            (completion.Text, completion.Reasoning, completion.FinishReason)
        );
        Assert.Equal((12, 8, 3), (completion.Usage.InputTokens, completion.Usage.OutputTokens, completion.Usage.ReasoningTokens));
        Assert.Equal("scripted-1", completion.ServedModel);
    }

    [Fact]
    public async Task TheClient_IsAskedAsTheHostWouldBe()
    {
        var client = new Scripted(new TextContent("fine"));
        await AskAsync(client, _request);
        Assert.Equal(["system: Be brief.", "user: Weather in Oslo?"], client.Messages.Select(m => $"{m.Role}: {m.Text}"));
        var options = client.Options!;
        Assert.Equal((0.5f, 0.25f, 7, 11L, 100), (options.Temperature, options.TopP, options.TopK, options.Seed, options.MaxOutputTokens));
        Assert.Equal(["END"], options.StopSequences);
        var function = Assert.IsAssignableFrom<AIFunctionDeclaration>(Assert.Single(options.Tools!));
        Assert.Equal(("get_weather", "Weather of a city"), (function.Name, function.Description));
        Assert.Equal("string", function.JsonSchema.GetProperty("properties").GetProperty("city").GetProperty("type").GetString());
    }

    [Fact]
    public async Task CallsOfFunctions_AreHandedOn_InTheirOrder()
    {
        var client = new Scripted(
            new FunctionCallContent("a", "get_weather", new Dictionary<string, object?> { ["city"] = "Oslo" }),
            new FunctionCallContent("b", "get_weather", new Dictionary<string, object?> { ["city"] = "Bergen" })
        );
        var completion = Asking.Completed(await AskAsync(client, _request));
        Assert.Equal(
            [("a", "get_weather", """{"city":"Oslo"}"""), ("b", "get_weather", """{"city":"Bergen"}""")],
            completion.ToolCalls.Select(c => (c.Id!, c.Name, c.Arguments))
        );
        Assert.Equal(Showdown.Domain.FinishReason.ToolCalls, completion.FinishReason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // in the middle of its answer
    public async Task WhatTheClientThrows_IsAFailure(bool late)
    {
        AIContent[] said = late ? [new TextContent("It is ")] : [];
        var failure = Asking.Failed(await AskAsync(new Scripted(said) { Throws = new InvalidOperationException("no such deployment") }, _request));
        Assert.Equal(FailureKind.ServerError, failure.Kind);
        Assert.Contains("no such deployment", failure.Message);
    }

    [Fact]
    public async Task ARequestWithoutAStream_IsAnsweredInOnePiece()
    {
        await using var endpoint = await StartAsync(new Scripted(new TextContent("fine"), new FunctionCallContent("a", "now", null)));
        using var http = new HttpClient();
        using var reply = await http.PostAsJsonAsync(
            $"{endpoint.Address}/chat/completions",
            new { model = "mine", messages = new[] { new { role = "user", content = new[] { new { type = "text", text = "Well?" } } } } },
            Cancel
        );
        var json = JsonNode.Parse(await reply.Content.ReadAsStringAsync(Cancel))!;
        Assert.Equal("fine", (string?)json["choices"]![0]!["message"]!["content"]);
        Assert.Equal("now", (string?)json["choices"]![0]!["message"]!["tool_calls"]![0]!["function"]!["name"]);
        Assert.Equal("tool_calls", (string?)json["choices"]![0]!["finish_reason"]);
    }

    [Theory]
    [InlineData("/v1/models", "{}", HttpStatusCode.NotFound, "There is only POST /v1/chat/completions here.")]
    [InlineData("/v1/chat/completions", "nothing", HttpStatusCode.BadRequest, "The body is not the JSON of a chat request")]
    [InlineData("/v1/chat/completions", """{"model":"mine"}""", HttpStatusCode.BadRequest, "The body is not the JSON of a chat request")]
    [InlineData(
        "/v1/chat/completions",
        """{"model":"other","messages":[]}""",
        HttpStatusCode.NotFound,
        "There is no client 'other' here. Known: mine."
    )]
    public async Task WhatIsNoRequest_IsRefused_WithTheReason(string path, string body, HttpStatusCode status, string says)
    {
        await using var endpoint = await StartAsync(new Scripted());
        using var http = new HttpClient();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var reply = await http.PostAsync(new Uri(endpoint.Address, path), content, Cancel);
        Assert.Equal(status, reply.StatusCode);
        Assert.Contains(says, (string?)JsonNode.Parse(await reply.Content.ReadAsStringAsync(Cancel))!["error"]!["message"]);
    }

    [Fact]
    public async Task WithoutAClient_ThereIsNoEndpoint() =>
        await Assert.ThrowsAsync<ArgumentException>(() => ChatClientEndpoint.StartAsync(new Dictionary<string, IChatClient>(), cancel: Cancel));

    private static Task<ChatClientEndpoint> StartAsync(Scripted client) =>
        ChatClientEndpoint.StartAsync(new Dictionary<string, IChatClient> { ["mine"] = client }, cancel: Cancel);

    private static async Task<Reply> AskAsync(Scripted client, ModelRequest request)
    {
        await using var endpoint = await StartAsync(client);
        var settings = Asking.Model with
        {
            Model = "mine",
            Limits = new ModelLimits { Tries = 1 },
        };
        await using var model = Asking.Connect(endpoint.Address, settings);
        return await model.AskAsync(request, Cancel).WaitAsync(TimeSpan.FromSeconds(60), Cancel);
    }

    private sealed class Scripted(params AIContent[] says) : IChatClient
    {
        public ChatFinishReason? Finish { get; init; }

        public Exception? Throws { get; init; }

        public IReadOnlyList<ChatMessage> Messages { get; private set; } = [];

        public ChatOptions? Options { get; private set; }

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) =>
            GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            (Messages, Options) = ([.. messages], options);
            foreach (var content in says)
            {
                await Task.Yield();
                yield return new ChatResponseUpdate(ChatRole.Assistant, [content]) { ModelId = "scripted-1" };
            }

            if (Throws is not null)
                throw Throws;
            yield return new ChatResponseUpdate(ChatRole.Assistant, []) { FinishReason = Finish };
        }

        public object? GetService(Type serviceType, object? serviceKey) => null;

        public void Dispose() { }
    }
}
