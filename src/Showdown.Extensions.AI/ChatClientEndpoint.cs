using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.AI;
using Showdown.Extensions.AI.Wire;

namespace Showdown.Extensions.AI;

/// <summary>
/// Lets Showdown ask <see cref="IChatClient"/>s: an endpoint on this machine that speaks OpenAI's protocol and hands each request on. In models.yaml
/// such a client is a model with <c>connector: openai</c>, this address as its <c>endpoint</c>, and its name here as its <c>model</c>.
/// </summary>
/// <remarks>
/// Text, reasoning, calls of functions, finish reason and usage are handed on as the client reports them, streamed where it streams. Functions on
/// offer are declared to the client and never called. Listens on loopback only, without a key: whoever may open a connection here may ask the
/// clients. Thread-safe.
/// </remarks>
public sealed class ChatClientEndpoint : IAsyncDisposable
{
    private const long LargestRequest = 64 * 1024 * 1024;

    private readonly WebApplication _web;

    private ChatClientEndpoint(WebApplication web) => (_web, Address) = (web, new Uri(new Uri(web.Urls.First()), "v1"));

    /// <summary>The base address, with /v1: what <c>endpoint</c> in models.yaml takes.</summary>
    public Uri Address { get; }

    /// <summary>Starts to listen; the endpoint answers once this returns.</summary>
    /// <param name="clients">By the name that requests call for. They are not disposed of.</param>
    /// <param name="port">0: a free one.</param>
    /// <param name="cancel">Stops the start.</param>
    /// <exception cref="ArgumentException">There is no client.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ChatClientEndpoint> StartAsync(
        IReadOnlyDictionary<string, IChatClient> clients,
        int port = 0,
        CancellationToken cancel = default
    )
    {
        if (clients.Count == 0)
            throw new ArgumentException("There is no client to ask.", nameof(clients));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = LargestRequest;
            });
        var web = builder.Build();
        web.Run(http => AnswerAsync(http, clients));
        try
        {
            await web.StartAsync(cancel).ConfigureAwait(false);
        }
        catch
        {
            await web.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return new ChatClientEndpoint(web);
    }

    /// <summary>Stops listening. What is being answered has two seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _web.StopAsync(patience.Token).ConfigureAwait(false);
        await _web.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task AnswerAsync(HttpContext http, IReadOnlyDictionary<string, IChatClient> clients)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || http.Request.Path.Value?.EndsWith("/chat/completions", StringComparison.Ordinal) != true)
        {
            await ChatReply.RefuseAsync(http, StatusCodes.Status404NotFound, "There is only POST /v1/chat/completions here.");
            return;
        }

        ChatRequest request;
        try
        {
            request = await ChatRequest.ReadAsync(http.Request.Body, http.RequestAborted);
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            await ChatReply.RefuseAsync(http, StatusCodes.Status400BadRequest, $"The body is not the JSON of a chat request: {e.Message}");
            return;
        }

        if (clients.GetValueOrDefault(request.Model) is not { } client)
        {
            var known = string.Join(", ", clients.Keys.Order(StringComparer.Ordinal));
            await ChatReply.RefuseAsync(http, StatusCodes.Status404NotFound, $"There is no client '{request.Model}' here. Known: {known}.");
            return;
        }

        var reply = new ChatReply(http, request);
        try
        {
            await foreach (var update in client.GetStreamingResponseAsync(request.Messages, request.Options, http.RequestAborted))
                await reply.AddAsync(update);
            await reply.EndAsync();
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked went away.
        }
#pragma warning disable CA1031 // whatever a client throws is a failed attempt, and not the end of the endpoint
        catch (Exception e)
#pragma warning restore CA1031
        {
            await reply.FailAsync(e);
        }
    }
}
