using System.Net;
using System.Net.Http.Headers;
using Showdown.Domain;
using Showdown.Models.Wire;

namespace Showdown.Models.Http;

/// <summary>Posts to one address of one host, and tells what a refusal means. The key stays in here.</summary>
internal sealed class HostConnection
{
    /// <summary>No reply of a model comes near it: whoever sends more is broken or hostile.</summary>
    private const int MostBytes = 64 * 1024 * 1024;

    private static readonly MediaTypeHeaderValue _json = new("application/json");

    private readonly Uri _address;
    private readonly KeyValuePair<string, string>? _credential;
    private readonly string? _key;
    private readonly HttpMessageInvoker _http;
    private readonly TimeProvider _time;

    /// <param name="address">Where requests go.</param>
    /// <param name="key">Null or empty: none is sent.</param>
    /// <param name="keyHeader">The header for the key; "Authorization" gets the word Bearer before it.</param>
    /// <param name="http">The connection pool.</param>
    /// <param name="time">For dates in headers.</param>
    public HostConnection(Uri address, string? key, string keyHeader, HttpMessageInvoker http, TimeProvider time)
    {
        (_address, _http, _time) = (address, http, time);
        _key = string.IsNullOrEmpty(key) ? null : key;
        _credential = _key is null ? null : new(keyHeader, keyHeader == "Authorization" ? "Bearer " + _key : _key);
    }

    /// <summary>Host and port, for messages.</summary>
    public string Name => _address.Authority;

    /// <summary>An endpoint without the /v1 that other protocols want: people copy it.</summary>
    public static string BaseOf(Uri endpoint)
    {
        var path = endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return path.EndsWith("/v1", StringComparison.Ordinal) ? path[..^3] : path;
    }

    /// <summary>Posts, and returns once the headers of an accepting answer are there.</summary>
    /// <exception cref="HostException">The host answered with another status than 200.</exception>
    public async ValueTask<HttpResponseMessage> PostAsync(ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = _json;
        if (_credential is { } credential)
            request.Headers.TryAddWithoutValidation(credential.Key, credential.Value);
        var response = await _http.SendAsync(request, cancel);
        if (response.StatusCode == HttpStatusCode.OK)
            return response;
        using (response)
            throw await Refusals.ReadAsync(response, Name, _key, _time, cancel);
    }

    /// <summary>The body of an accepting answer.</summary>
    public static async ValueTask<CappedStream> BodyAsync(HttpResponseMessage response, CancellationToken cancel) =>
        new(await response.Content.ReadAsStreamAsync(cancel), MostBytes);

    /// <summary>What the headers say about limits: how long to wait before the next request; null when they say nothing.</summary>
    public TimeSpan? PauseAfter(HttpResponseMessage response) => RateLimitHeaders.PauseAfter(response.Headers, _time.GetUtcNow());

    public HostException ErrorFrame(ErrorObject error) => HostErrors.FromErrorFrame(Name, error.Code, Refusals.WithoutKey(error.Text, _key));

    public HostException Malformed(string what) => new(FailureKind.MalformedReply, $"{Name} answered 200 {what}") { Status = 200 };
}
