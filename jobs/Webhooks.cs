using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Nodes;
using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Jobs;

/// <summary>
/// Posts messages to addresses that are secrets: they are read from the environment when needed, and stand in no message, trace or log.
/// </summary>
public sealed class Webhooks : IDisposable
{
    // No propagator: requests of this client leave no trace, which would hold the address. No redirects: they would hand it on.
    private readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        }
    )
    {
        Timeout = Patience,
    };

    /// <summary>How long an answer is waited for.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    /// <param name="reference">"${NAME}".</param>
    /// <exception cref="SettingsException">The variable is not set, or holds no address.</exception>
    /// <exception cref="WebhookException">It was not taken; may be tried again.</exception>
    public async Task PostAsync(string reference, JsonObject message, CancellationToken cancel)
    {
        var expanded = EnvironmentText.Expand(reference, out var missing);
        if (missing.Count > 0)
            throw new SettingsException(
                $"The notification's address is in the environment variable {missing[0]}, which is not set where this job ran. Set it for the service and for its workers."
            );
        if (!Uri.TryCreate(expanded.Trim(), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new SettingsException($"What {reference} holds is no address that begins with https://.");
        // Its bytes are there at once, so that the request says its length: some receivers refuse a body in chunks.
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(message));
        content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json) { CharSet = "utf-8" };
        HttpResponseMessage reply;
        try
        {
            reply = await _http.PostAsync(address, content, cancel);
        }
        catch (HttpRequestException e)
        {
            // Not as the inner exception: its text may hold the address, and Hangfire stores it.
            throw new WebhookException($"The address in {reference} could not be reached: {e.HttpRequestError}.");
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new WebhookException($"The address in {reference} did not answer within {_http.Timeout.TotalSeconds:0} s.");
        }

        using (reply)
        {
            if (!reply.IsSuccessStatusCode)
                throw new WebhookException($"The address in {reference} answered {(int)reply.StatusCode}.");
        }
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>A message was not taken.</summary>
public sealed class WebhookException(string message) : Exception(message);
