using System.Text.Json;
using Anthropic;
using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;
using Showdown.Domain;
using Showdown.Models.Http;
using Showdown.Models.Wire;

namespace Showdown.Models.Anthropic;

/// <summary>
/// Claude through the vendor's <see cref="IChatClient"/>. Its package stays below version 13: from there on it speaks API version 2026-10-21, which
/// has no
/// temperature, top_p and top_k, and drops them without a word.
/// </summary>
internal static class AnthropicConnector
{
    public const string Endpoint = "https://api.anthropic.com";

    /// <summary>The protocol wants a cap in every request.</summary>
    private const int DefaultCap = 8192;

    public static StreamingChatService Create(ModelSettings model, Uri endpoint, string? key, HttpMessageHandler connections, TimeProvider time)
    {
        var client = new AnthropicClient
        {
            // An empty string, not null: null makes the client look for keys by itself.
            ApiKey = key ?? "",
            BaseUrl = HostConnection.BaseOf(endpoint),
            MaxRetries = 0,
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
            HttpClient = new HttpClient(new RefusalHandler(endpoint.Authority, model.Extra, time, connections))
            {
                Timeout = System.Threading.Timeout.InfiniteTimeSpan,
            },
        };
        return new ChatClientService(
            client.AsIChatClient(model.Model, DefaultCap),
            model.Model,
            endpoint.Authority,
            settings => Options(model.Model, settings),
            Piece
        );
    }

    private static CallPiece? Piece(object? raw)
    {
        if (raw is not RawMessageStreamEvent said)
            return null;
        if (said.TryPickContentBlockStart(out var start) && start.ContentBlock.TryPickToolUse(out var use))
            return new CallPiece((int)start.Index, use.ID, use.Name, null);
        return said.TryPickContentBlockDelta(out var delta) && delta.Delta.TryPickInputJson(out var input)
            ? new CallPiece((int)delta.Index, null, null, input.PartialJson)
            : null;
    }

    private static AIFunctionDeclaration Declaration(Domain.Tool tool)
    {
        using var schema = JsonDocument.Parse(tool.Parameters);
        return AIFunctionFactory.CreateDeclaration(tool.Name, tool.Description ?? "", schema.RootElement.Clone());
    }

    private static ChatOptions Options(string model, ChatSettings settings)
    {
        var sampling = settings.Sampling;
        return new()
        {
            Tools = settings.Tools.Count > 0 ? [.. settings.Tools.Select(Declaration)] : null,
            StopSequences = sampling.Stop.Count > 0 ? [.. sampling.Stop] : null,
            // Through ChatOptions a temperature of 0.6 would be sent as 0.6000000238418579.
            RawRepresentationFactory = _ => new MessageCreateParams
            {
                Model = model,
                MaxTokens = sampling.MaxOutputTokens ?? DefaultCap,
                Messages = [],
#pragma warning disable CS0618 // Models after Claude Opus 4.6 refuse these; the ones compared here are older, and whoever sets them wants them sent.
                Temperature = sampling.Temperature,
                TopP = sampling.TopP,
                TopK = sampling.TopK,
#pragma warning restore CS0618
            },
        };
    }
}
