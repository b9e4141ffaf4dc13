using Showdown.Models.Wire;

namespace Showdown.Models.Http;

/// <summary>Reads answers with another status than 200.</summary>
internal static class Refusals
{
    private const int MostBytes = 16 * 1024;

    public static async ValueTask<HostException> ReadAsync(HttpResponseMessage response, string host, string? key, TimeProvider time, CancellationToken cancel)
    {
        var body = new byte[MostBytes];
        var read = await (await response.Content.ReadAsStreamAsync(cancel)).ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancel);
        var text = response.Content.Headers.ContentType?.MediaType is "text/html" ? "an HTML page" : ErrorReader.TextOf(body.AsSpan(0, read));
        if (response.Headers.Location is { } moved)
            text = "moved to " + WithoutQuery(moved);
        var now = time.GetUtcNow();
        var wait = HostErrors.RetryAfter(response.Headers, now) ?? RateLimitHeaders.PauseAfter(response.Headers, now);
        return HostErrors.FromStatus(host, (int)response.StatusCode, WithoutKey(text, key), wait);
    }

    /// <summary>Some hosts repeat the key in their errors.</summary>
    public static string WithoutKey(string text, string? key) => string.IsNullOrEmpty(key) ? text : text.Replace(key, "***", StringComparison.Ordinal);

    /// <summary>A query may hold a key.</summary>
    private static string WithoutQuery(Uri uri) => uri.IsAbsoluteUri ? uri.GetLeftPart(UriPartial.Path) : uri.OriginalString.Split('?')[0];
}
