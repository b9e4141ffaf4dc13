using System.Text.Json.Nodes;
using Showdown.Domain;

namespace Showdown.Fidelity.Contract;

/// <summary>A request in the terms of no protocol. Null: not sent.</summary>
internal sealed record Ask(params Message[] Messages)
{
    public int Cap { get; init; } = 64;

    public double? Temperature { get; init; } = 0;

    public double? TopP { get; init; }

    public int? Choices { get; init; }

    public string? Stop { get; init; }

    public int? Seed { get; init; }

    public bool LogProbabilities { get; init; }

    /// <summary>As OpenAI's response_format.</summary>
    public JsonObject? Format { get; init; }

    public IReadOnlyList<Tool> Tools { get; init; } = [];

    /// <summary>"none", "required", or a tool's name.</summary>
    public string? ToolChoice { get; init; }

    public bool? Parallel { get; init; }

    public bool Stream { get; init; }

    /// <summary>Behind the messages: a call that the model is said to have made, and what came of it.</summary>
    public (ToolCall Call, string Result)? Called { get; init; }

    public static Ask User(string text) => new(new Message(MessageRole.User, text));
}

/// <summary>What a reply says, whatever the protocol; null: it does not say.</summary>
internal sealed record Told
{
    /// <summary>False: refused, or no reply.</summary>
    public required bool IsAccepted { get; init; }

    /// <summary>An HTTP status that says: the host does not take the request as it is.</summary>
    public bool IsRefused { get; init; }

    public string Text { get; init; } = "";

    public string Reasoning { get; init; } = "";

    public string? Finish { get; init; }

    public IReadOnlyList<ToolCall> Calls { get; init; } = [];

    public int Choices { get; init; }

    /// <summary>Of the second choice.</summary>
    public string? SecondText { get; init; }

    /// <summary>Of the first token, by token; empty: none came.</summary>
    public IReadOnlyDictionary<string, double> LogProbabilities { get; init; } = new Dictionary<string, double>();

    public int? InputTokens { get; init; }

    public int? OutputTokens { get; init; }

    public string? Model { get; init; }

    public string? Fingerprint { get; init; }

    /// <summary>When pieces of text or calls came, from the request on; empty of a whole reply.</summary>
    public IReadOnlyList<TimeSpan> Pieces { get; init; } = [];

    /// <summary>The exchange.</summary>
    public string Request { get; init; } = "";

    public string Reply { get; init; } = "";
}

/// <summary>Writes requests and reads replies in one protocol.</summary>
internal abstract class Dialect
{
    public static Dialect Of(ModelSettings model) => model.Connector == Connector.Anthropic ? new AnthropicDialect(model) : new OpenAiDialect(model);

    /// <summary>Checks that the protocol does not have.</summary>
    public abstract IReadOnlySet<string> Lacks { get; }

    /// <summary>The finish reasons of a stop, of the output cap, and of calls.</summary>
    public abstract (string Stop, string Cap, string Calls) Finishes { get; }

    /// <summary>Goes out ahead of the text to stop at: a host may look at the first alone.</summary>
    protected const string NeverSaid = "#never said#";

    public abstract JsonObject Write(Ask ask);

    /// <param name="events">Data of a stream with its times; empty: the reply is whole.</param>
    /// <exception cref="System.Text.Json.JsonException">It is not JSON.</exception>
    public abstract Told Read(string body, IReadOnlyList<(string Data, TimeSpan After)> events);

    protected static int? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue(out double number) ? (int)number : null;

    protected static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
