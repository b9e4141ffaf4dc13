using Showdown.Models.Wire;

namespace Showdown.Models.Http;

/// <summary>Reads answers with another status than 200.</summary>
internal static class Refusals
{
    private const int MaxBytes = 16 * 1024;

    public static async ValueTask<HostException> ReadAsync(HttpResponseMessage response, string host, TimeProvider time, CancellationToken cancel)
    {
        var body = new byte[MaxBytes];
        var read = await (await response.Content.ReadAsStreamAsync(cancel)).ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancel);
        var html = response.Content.Headers.ContentType?.MediaType is "text/html" || body.AsSpan(0, read).TrimStart(" \t\r\n"u8).StartsWith("<"u8);
        var error = html ? new ErrorObject(null, "an HTML page") : ErrorReader.Describe(body.AsSpan(0, read));
        if (response.Headers.Location is { } moved)
            error = new ErrorObject(null, "moved to " + WithoutQuery(moved));
        var now = time.GetUtcNow();
        var wait = HostErrors.RetryAfter(response.Headers, now) ?? RateLimitHeaders.PauseAfter(response.Headers, now);
        return HostErrors.FromStatus(host, (int)response.StatusCode, error, wait);
    }

    /// <summary>A query may hold a key.</summary>
    private static string WithoutQuery(Uri uri) => uri.IsAbsoluteUri ? uri.GetLeftPart(UriPartial.Path) : uri.OriginalString.Split('?')[0];
}
