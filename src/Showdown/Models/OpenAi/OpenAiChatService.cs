using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Showdown.Domain;
using Showdown.Models.Http;
using Showdown.Models.Wire;

namespace Showdown.Models.OpenAi;

/// <summary>
/// Chat completion for any host that speaks OpenAI's protocol. One call is one HTTP request: no retry, no limit, no time-out of its own.
/// The stock connector is not used because its SDK refuses good answers (odd finish reasons, float token counts) and accepts broken ones
/// (a stream that just ends, an error frame, an HTML page).
/// </summary>
/// <remarks>Throws <see cref="HostException"/> for everything a host does wrong, except what the network throws by itself.</remarks>
internal sealed class OpenAiChatService(ModelSettings model, HostConnection host) : StreamingChatService(model.Model, host.Name)
{
    private readonly RequestBody _body = new(model);

    /// <summary>
    /// The endpoint's address for chat: the base address of the settings, which holds /v1 where the host wants it, and the protocol's path.
    /// </summary>
    public static Uri AddressOf(Uri endpoint)
    {
        const string path = "/chat/completions";
        var start = endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return new Uri((start.EndsWith(path, StringComparison.Ordinal) ? start : start + path) + endpoint.Query);
    }

    /// <summary>The address of a deployment at Azure; an endpoint that already names /openai/v1 is taken as it stands.</summary>
    public static Uri AzureAddressOf(Uri endpoint, string deployment)
    {
        const string version = "2024-10-21";
        var start = endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/');
        if (start.Contains("/openai/", StringComparison.Ordinal))
            return AddressOf(endpoint);
        return new Uri(
            $"{start}/openai/deployments/{Uri.EscapeDataString(deployment)}/chat/completions{(endpoint.Query.Length > 0 ? endpoint.Query : "?api-version=" + version)}"
        );
    }

    public override async IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(
        ChatHistory chatHistory,
        PromptExecutionSettings? executionSettings = null,
        Kernel? kernel = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var settings = ChatSettings.Of(executionSettings);
        using var response = await host.PostAsync(settings.Body ?? _body.Write(chatHistory, settings), cancellationToken);
        if (host.PauseAfter(response) is { } pause)
            yield return Paused(pause);
        await using var stream = await HostConnection.BodyAsync(response, settings.Sampling.MaxOutputTokens, cancellationToken);
        switch (await stream.LookAsync(cancellationToken))
        {
            case BodyForm.Empty:
                throw host.Malformed("with nothing in it");
            case BodyForm.Html:
                throw host.Malformed("with an HTML page");
            case BodyForm.Json:
                yield return await WholeAsync(stream, cancellationToken);
                yield break;
        }

        await foreach (var part in EventsAsync(stream, cancellationToken))
            yield return part;
    }

    private async IAsyncEnumerable<StreamingChatMessageContent> EventsAsync(ReplyStream stream, [EnumeratorCancellation] CancellationToken cancel)
    {
        var reader = new ChunkReader();
        var chunks = SseParser.Create(stream, (kind, data) => Parse(reader, kind, data));
        var any = false;
        var reasonGiven = false;
        await foreach (var item in chunks.EnumerateAsync(cancel))
        {
            any = true;
            var chunk = item.Data;
            if (chunk.IsEnd)
            {
                // Once the host has said that this was all, a reason is not needed: some send an empty one, and some none.
                if (!reasonGiven)
                    yield return Part(new Chunk { FinishReason = "" }, ended: true);
                yield break;
            }

            if (chunk.Error is { } error)
                throw host.ErrorFrame(error);
            reasonGiven |= !string.IsNullOrEmpty(chunk.FinishReason);
            yield return Part(chunk, ended: false);
        }

        if (!any)
            throw host.Malformed("with something that is not an event stream");
    }

    private static Chunk Parse(ChunkReader reader, string kind, ReadOnlySpan<byte> data)
    {
        if (data.Trim((byte)' ').SequenceEqual("[DONE]"u8))
            return Chunk.End;
        if (data.IsEmpty)
            return new Chunk();
        return kind == "error" ? new Chunk { Error = ErrorReader.Describe(data) } : reader.Read(data);
    }

    private static StreamingChatMessageContent Part(Chunk chunk, bool ended, bool whole = false)
    {
        Dictionary<string, object?>? facts = null;
        if (chunk.FinishReason is { } reason && (reason.Length > 0 || ended))
            (facts ??= [])[ReplyFacts.FinishReason] = reason;
        if (chunk.Usage is not null)
            (facts ??= [])[ReplyFacts.Usage] = chunk.Usage;
        if (chunk.SystemFingerprint is not null)
            (facts ??= [])[ReplyFacts.SystemFingerprint] = chunk.SystemFingerprint;
        if (chunk.Provider is not null)
            (facts ??= [])[ReplyFacts.Provider] = chunk.Provider;
        if (whole)
            (facts ??= [])[ReplyFacts.Whole] = ReplyFacts.Whole;
        return Part(chunk.Text, chunk.Reasoning, chunk.Model, facts, chunk.Calls);
    }

    private async Task<StreamingChatMessageContent> WholeAsync(ReplyStream stream, CancellationToken cancel)
    {
        using var body = new MemoryStream();
        await stream.CopyToAsync(body, cancel);
        var chunk = new ChunkReader().Read(body.GetBuffer().AsSpan(0, (int)body.Length));
        if (chunk.Error is { } error)
            throw host.ErrorFrame(error);
        if (!chunk.HasChoice)
            throw host.Malformed("without choices");
        // A document that was read to its end is whole; some hosts leave the reason out of it.
        chunk.FinishReason ??= "";
        return Part(chunk, ended: true, whole: true);
    }
}
