using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;

namespace Showdown.Extensions.AI.Wire;

/// <summary>Writes a client's updates as a reply in OpenAI's protocol: as events where the request asks for a stream, in one piece
/// elsewhere.</summary>
internal sealed class ChatReply(HttpContext http, ChatRequest request)
{
    private const int LongestMessage = 500;

    private static readonly JsonSerializerOptions _compact = new(AIJsonUtilities.DefaultOptions) { WriteIndented = false };

    private readonly string _id = $"chatcmpl-{Guid.NewGuid():n}";
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _reasoning = new();
    private readonly List<FunctionCallContent> _calls = [];
    private ChatFinishReason? _finish;
    private UsageDetails? _usage;
    private string? _model;
    private bool _begun;

    public static Task RefuseAsync(HttpContext http, int status, string message)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(Error(message).ToJsonString(), http.RequestAborted);
    }

    public async Task AddAsync(ChatResponseUpdate update)
    {
        (_model, _finish) = (update.ModelId ?? _model, update.FinishReason ?? _finish);
        foreach (var content in update.Contents)
        {
            switch (content)
            {
                case TextContent { Text.Length: > 0 } text:
                    _text.Append(text.Text);
                    await SendAsync(new JsonObject { ["content"] = text.Text });
                    break;
                case TextReasoningContent { Text.Length: > 0 } reasoning:
                    _reasoning.Append(reasoning.Text);
                    await SendAsync(new JsonObject { ["reasoning_content"] = reasoning.Text });
                    break;
                case FunctionCallContent call:
                    await SendAsync(new JsonObject { ["tool_calls"] = new JsonArray(Call(call, _calls.Count)) });
                    _calls.Add(call);
                    break;
                case UsageContent usage when _usage is null:
                    _usage = usage.Details;
                    break;
                case UsageContent usage:
                    _usage.Add(usage.Details);
                    break;
                case ErrorContent error:
                    throw new InvalidOperationException(error.Message);
            }
        }
    }

    public async Task EndAsync()
    {
        var finish = (_finish ?? (_calls.Count > 0 ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop)).Value;
        if (!request.Streams)
        {
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(Whole(finish).ToJsonString(), http.RequestAborted);
            return;
        }

        await SendAsync([], finish);
        if (Usage() is { } usage)
        {
            var last = Head("chat.completion.chunk");
            (last["choices"], last["usage"]) = (new JsonArray(), usage);
            await EventAsync(last.ToJsonString());
        }

        await EventAsync("[DONE]");
    }

    /// <summary>Before the first event a status tells it, after it an event.</summary>
    public async Task FailAsync(Exception e)
    {
        var message = $"{e.GetType().Name}: {(e.Message.Length > LongestMessage ? e.Message[..LongestMessage] : e.Message)}";
        if (_begun)
            await EventAsync(Error(message).ToJsonString());
        else
            await RefuseAsync(http, StatusCodes.Status500InternalServerError, message);
    }

    private Task SendAsync(JsonObject delta, string? finish = null)
    {
        if (!request.Streams)
            return Task.CompletedTask;
        var chunk = Head("chat.completion.chunk");
        chunk["choices"] = new JsonArray(
            new JsonObject
            {
                ["index"] = 0,
                ["delta"] = delta,
                ["finish_reason"] = finish,
            }
        );
        return EventAsync(chunk.ToJsonString());
    }

    private async Task EventAsync(string data)
    {
        if (!_begun)
            http.Response.ContentType = "text/event-stream";
        _begun = true;
        await http.Response.WriteAsync($"data: {data}\n\n", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    private JsonObject Whole(string finish)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = _text.ToString() };
        if (_reasoning.Length > 0)
            message["reasoning_content"] = _reasoning.ToString();
        if (_calls.Count > 0)
            message["tool_calls"] = new JsonArray([.. _calls.Select(Call)]);
        var whole = Head("chat.completion");
        whole["choices"] = new JsonArray(
            new JsonObject
            {
                ["index"] = 0,
                ["message"] = message,
                ["finish_reason"] = finish,
            }
        );
        if (Usage() is { } usage)
            whole["usage"] = usage;
        return whole;
    }

    private JsonObject Head(string kind) =>
        new()
        {
            ["id"] = _id,
            ["object"] = kind,
            ["created"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(),
            ["model"] = _model ?? request.Model,
        };

    private JsonObject? Usage() =>
        _usage is not { } usage || (usage.InputTokenCount is null && usage.OutputTokenCount is null)
            ? null
            : new JsonObject
            {
                ["prompt_tokens"] = usage.InputTokenCount,
                ["completion_tokens"] = usage.OutputTokenCount,
                ["total_tokens"] = usage.TotalTokenCount ?? (usage.InputTokenCount ?? 0) + (usage.OutputTokenCount ?? 0),
                ["completion_tokens_details"] = new JsonObject { ["reasoning_tokens"] = usage.ReasoningTokenCount },
                ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = usage.CachedInputTokenCount },
            };

    private static JsonNode Call(FunctionCallContent call, int index) =>
        new JsonObject
        {
            ["index"] = index,
            ["id"] = call.CallId,
            ["type"] = "function",
            ["function"] = new JsonObject
            {
                ["name"] = call.Name,
                ["arguments"] = JsonSerializer.Serialize(call.Arguments ?? new Dictionary<string, object?>(), _compact),
            },
        };

    private static JsonObject Error(string message) =>
        new()
        {
            ["error"] = new JsonObject { ["message"] = message, ["type"] = "chat_client_error" },
        };
}
