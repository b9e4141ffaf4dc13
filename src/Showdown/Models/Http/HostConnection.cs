using System.Net;
using System.Net.Http.Headers;
using Showdown.Domain;
using Showdown.Models.Wire;

namespace Showdown.Models.Http;

/// <summary>Posts to one address of one host, and tells what a refusal means. The key stays in here.</summary>
internal sealed class HostConnection
{
    /// <summary>No reply of a model comes near it: whoever sends more is broken or hostile.</summary>
    private const long MaxBytes = 64 * 1024 * 1024;

    /// <summary>An event carries one token or more, and around it some hundred bytes; much more where a host adds details nobody asked for.</summary>
    private const long MaxBytesPerToken = 2048;
    private const long Room = 1024 * 1024;

    private static readonly MediaTypeHeaderValue _json = new("application/json");

    private readonly Uri _address;
    private readonly KeyValuePair<string, string>? _credential;
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
        _credential = string.IsNullOrEmpty(key) ? null : new(keyHeader, keyHeader == "Authorization" ? "Bearer " + key : key);
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
            throw await Refusals.ReadAsync(response, Name, _time, cancel);
    }

    /// <summary>The body of an accepting answer.</summary>
    /// <param name="response">From <see cref="PostAsync"/>.</param>
    /// <param name="outputCap">What was asked for at most, in tokens: plainly more is not read.</param>
    /// <param name="cancel">Gives up.</param>
    public static async ValueTask<ReplyStream> BodyAsync(HttpResponseMessage response, int? outputCap, CancellationToken cancel) =>
        new(await response.Content.ReadAsStreamAsync(cancel), MaxBytesFor(outputCap));

    /// <summary>Bytes of a reply beyond which nobody reads on.</summary>
    internal static long MaxBytesFor(int? outputCap) => outputCap is { } cap ? Math.Min(MaxBytes, Room + (cap * MaxBytesPerToken)) : MaxBytes;

    /// <summary>What the headers say about limits: how long to wait before the next request; null when they say nothing.</summary>
    public TimeSpan? PauseAfter(HttpResponseMessage response) => RateLimitHeaders.PauseAfter(response.Headers, _time.GetUtcNow());

    public HostException ErrorFrame(ErrorObject error) => HostErrors.FromErrorFrame(Name, error);

    public HostException Malformed(string what) => new(FailureKind.MalformedReply, $"{Name} answered 200 {what}") { Status = 200 };
}
