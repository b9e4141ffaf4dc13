using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Showdown.Domain;

namespace Showdown.Models.OpenAi;

/// <summary>
/// Chat completion for any host that speaks OpenAI's protocol. One call is one HTTP request: no retry, no limit, no time-out of its own.
/// The stock connector is not used because its SDK refuses good answers (odd finish reasons, float token counts) and accepts broken ones
/// (a stream that just ends, an error frame, an HTML page).
/// </summary>
/// <remarks>Throws <see cref="HostException"/> for everything a host does wrong, except what the network throws by itself.</remarks>
internal sealed class OpenAiChatService : IChatCompletionService
{
    /// <summary>No reply of a model comes near it: whoever sends more is broken or hostile.</summary>
    private const int MostBytes = 64 * 1024 * 1024;

    private static readonly MediaTypeHeaderValue _json = new("application/json");

    private readonly Uri _address;
    private readonly string _host;
    private readonly string? _authorization;
    private readonly string? _key;
    private readonly HttpMessageInvoker _http;
    private readonly RequestBody _body;
    private readonly TimeProvider _time;

    public OpenAiChatService(ModelSettings model, Uri endpoint, string? key, HttpMessageInvoker http, TimeProvider time)
    {
        _address = AddressOf(endpoint);
        _host = endpoint.Authority;
        _key = string.IsNullOrEmpty(key) ? null : key;
        _authorization = _key is null ? null : "Bearer " + _key;
        (_http, _body, _time) = (http, new RequestBody(model), time);
        Attributes = new Dictionary<string, object?> { ["ModelId"] = model.Model, ["Endpoint"] = _host };
    }

    public IReadOnlyDictionary<string, object?> Attributes { get; }

    public async Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(
        ChatHistory chatHistory, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, CancellationToken cancellationToken = default)
    {
        var text = new System.Text.StringBuilder();
        var facts = new Dictionary<string, object?>();
        await foreach (var part in GetStreamingChatMessageContentsAsync(chatHistory, executionSettings, kernel, cancellationToken))
        {
            text.Append(part.Content);
            foreach (var (name, value) in part.Metadata ?? facts)
                facts[name] = value;
        }

        return [new ChatMessageContent(AuthorRole.Assistant, text.ToString(), metadata: facts)];
    }

    public async IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(
        ChatHistory chatHistory, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var settings = executionSettings as ChatSettings ?? new ChatSettings { Sampling = new Sampling() };
        using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new ReadOnlyMemoryContent(_body.Write(chatHistory, settings)) };
        request.Content.Headers.ContentType = _json;
        if (_authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", _authorization);

        using var response = await _http.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK)
            throw await RefusalAsync(response, cancellationToken);

        if (RateLimitHeaders.PauseAfter(response.Headers, _time.GetUtcNow()) is { } pause)
            yield return new StreamingChatMessageContent(AuthorRole.Assistant, null, metadata: new Dictionary<string, object?> { [ReplyFacts.PauseAfter] = pause });
        await using var stream = new CappedStream(await response.Content.ReadAsStreamAsync(cancellationToken), MostBytes);
        var reader = new ChunkReader();
        if (response.Content.Headers.ContentType?.MediaType is { } type && !type.EndsWith("event-stream", StringComparison.OrdinalIgnoreCase) && IsDocument(type))
        {
            yield return await WholeAsync(stream, reader, type, cancellationToken);
            yield break;
        }

        var chunks = SseParser.Create(stream, (kind, data) => Parse(reader, kind, data));
        var any = false;
        Chunk? last = null;
        await foreach (var item in chunks.EnumerateAsync(cancellationToken))
        {
            any = true;
            var chunk = item.Data;
            if (chunk.IsEnd)
            {
                // An empty finish reason counts once the host has said that this was all.
                if (last?.FinishReason is "")
                    yield return Part(new Chunk { FinishReason = "" }, ended: true);
                yield break;
            }

            if (chunk.Error is { } error)
                throw HostErrors.FromErrorFrame(_host, error.Code, WithoutKey(error.Text));
            last = chunk.HasChoice ? chunk : last;
            yield return Part(chunk, ended: false);
        }

        if (!any)
            throw new HostException(FailureKind.MalformedReply, $"{_host} answered 200 with something that is not an event stream") { Status = 200 };
    }

    /// <summary>The endpoint's address for chat: the base address of the settings, which holds /v1 where the host wants it, and the protocol's path.</summary>
    internal static Uri AddressOf(Uri endpoint)
    {
        const string path = "/chat/completions";
        var start = endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return new Uri((start.EndsWith(path, StringComparison.Ordinal) ? start : start + path) + endpoint.Query);
    }

    private static bool IsDocument(string mediaType) =>
        mediaType.Contains("json", StringComparison.OrdinalIgnoreCase) || mediaType.Contains("html", StringComparison.OrdinalIgnoreCase);

    private static Chunk Parse(ChunkReader reader, string kind, ReadOnlySpan<byte> data)
    {
        if (data.Trim((byte)' ').SequenceEqual("[DONE]"u8))
            return Chunk.End;
        if (data.IsEmpty)
            return new Chunk();
        if (kind != "error")
            return reader.Read(data);
        return new Chunk { Error = new ErrorObject(null, ErrorReader.TextOf(data)) };
    }

    private async Task<StreamingChatMessageContent> WholeAsync(CappedStream stream, ChunkReader reader, string mediaType, CancellationToken cancel)
    {
        using var body = new MemoryStream();
        await stream.CopyToAsync(body, cancel);
        if (mediaType.Contains("html", StringComparison.OrdinalIgnoreCase))
            throw new HostException(FailureKind.MalformedReply, $"{_host} answered 200 with an HTML page") { Status = 200 };
        var chunk = reader.Read(body.GetBuffer().AsSpan(0, (int)body.Length));
        if (chunk.Error is { } error)
            throw HostErrors.FromErrorFrame(_host, error.Code, WithoutKey(error.Text));
        if (!chunk.HasChoice)
            throw new HostException(FailureKind.MalformedReply, $"{_host} answered 200 without choices") { Status = 200 };
        // A document that was read to its end is whole; some hosts leave the reason out of it.
        chunk.FinishReason ??= "";
        return Part(chunk, ended: true, whole: true);
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
        if (whole)
            (facts ??= [])[ReplyFacts.Whole] = ReplyFacts.Whole;

        var part = new StreamingChatMessageContent(AuthorRole.Assistant, null, modelId: chunk.Model, metadata: facts);
        if (!string.IsNullOrEmpty(chunk.Reasoning))
            part.Items.Add(new StreamingReasoningContent(chunk.Reasoning));
        if (!string.IsNullOrEmpty(chunk.Text))
            part.Items.Add(new StreamingTextContent(chunk.Text));
        return part;
    }

    /// <summary>Some hosts repeat the key in their errors.</summary>
    private string WithoutKey(string text) => _key is null ? text : text.Replace(_key, "***", StringComparison.Ordinal);

    private async Task<HostException> RefusalAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        var body = new byte[16 * 1024];
        var read = await (await response.Content.ReadAsStreamAsync(cancel)).ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancel);
        var text = response.Content.Headers.ContentType?.MediaType is "text/html" ? "an HTML page" : ErrorReader.TextOf(body.AsSpan(0, read));
        if (response.Headers.Location is { } moved)
            text = "moved to " + moved.GetLeftPartOrText();
        var now = _time.GetUtcNow();
        return HostErrors.FromStatus(_host, (int)response.StatusCode, WithoutKey(text), HostErrors.RetryAfter(response.Headers, now) ?? RateLimitHeaders.PauseAfter(response.Headers, now));
    }
}

internal static class UriText
{
    /// <summary>An address without its query, which may hold a key.</summary>
    public static string GetLeftPartOrText(this Uri uri) => uri.IsAbsoluteUri ? uri.GetLeftPart(UriPartial.Path) : uri.OriginalString.Split('?')[0];
}
