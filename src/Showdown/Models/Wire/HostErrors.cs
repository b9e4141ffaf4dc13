using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Anthropic.Exceptions;
using Showdown.Domain;

namespace Showdown.Models.Wire;

/// <summary>Tells what a host's error means. Hosts agree on few codes, so the text decides where the status does not.</summary>
internal static partial class HostErrors
{
    private const int LongestMessage = 300;

    /// <summary>An HTTP status other than 2xx, or an error object inside a reply (then the status is the object's own code).</summary>
    public static HostException FromStatus(string host, int status, string text, TimeSpan? retryAfter = null)
    {
        var kind = KindOf(status, text);
        return new HostException(kind, $"{host} {(kind == FailureKind.BadRequest && Parameter(text) is { } name ? $"refuses the parameter '{name}': it " : "")}answered {status}{After(text)}")
        {
            Status = status,
            RetryAfter = retryAfter,
            Final = kind == FailureKind.RateLimited && SpentQuota().IsMatch(text),
        };
    }

    /// <summary>An error object inside a reply that began with HTTP 200.</summary>
    public static HostException FromErrorFrame(string host, int? code, string text)
    {
        var kind = code is >= 400 and < 600 ? KindOf(code.Value, text)
            : TooMany().IsMatch(text) ? FailureKind.RateLimited
            : BadKey().IsMatch(text) ? FailureKind.Unauthorized
            : text.Contains("invalid_request_error", StringComparison.Ordinal) ? KindOf(400, text)
            : KindOf(500, text);
        return new HostException(kind, $"{host} sent an error in place of an answer{After(text)}") { Status = code };
    }

    /// <summary>Whatever else a connector or the network throws.</summary>
    public static HostException From(string host, Exception exception) => exception switch
    {
        HostException known => known,
        AnthropicSseException frame => FromErrorFrame(host, null, frame.Message),
        AnthropicIOException { InnerException: { } inner } => From(host, inner),
        { InnerException: HostException wrapped } => wrapped, // an SDK around ours
        HttpRequestException { StatusCode: { } status } refused => FromStatus(host, (int)status, refused.Message),
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } or HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } =>
            new HostException(FailureKind.BrokenStream, $"{host} closed the connection in the middle of the reply", exception),
        HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse } or HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } =>
            new HostException(FailureKind.MalformedReply, $"{host} sent what is not HTTP: {OneLine(exception.Message)}", exception),
        HttpRequestException or IOException or SocketException => new HostException(FailureKind.Connection, Unreachable(host, exception), exception),
        OperationCanceledException { InnerException: TimeoutException } => new HostException(FailureKind.Connection, $"{host} did not accept a connection in time", exception),
        TimeoutException => new HostException(FailureKind.Timeout, $"{host}: {OneLine(exception.Message)}", exception),
        JsonException or FormatException or DecoderFallbackException => new HostException(FailureKind.MalformedReply, $"{host} sent malformed JSON: {OneLine(exception.Message)}", exception),
        _ => new HostException(FailureKind.MalformedReply, $"{host}: {exception.GetType().Name}: {OneLine(exception.Message)}", exception),
    };

    /// <summary>How long to wait, from Retry-After in seconds or as a date; null when there is neither.</summary>
    public static TimeSpan? RetryAfter(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var wait = headers.RetryAfter is { } retry ? retry.Delta ?? (retry.Date - now)
            : headers.TryGetValues("retry-after-ms", out var values) && double.TryParse(values.First(), out var milliseconds) && milliseconds is >= 0 and < 1e9 ? TimeSpan.FromMilliseconds(milliseconds)
            : null;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <summary>A host's text on one line, short, without control characters and without what looks like a key.</summary>
    public static string OneLine(string text)
    {
        var line = Blank().Replace(text.Length > 4 * LongestMessage ? text[..(4 * LongestMessage)] : text, " ").Trim();
        line = KeyLike().Replace(line, "***");
        return line.Length <= LongestMessage ? line : line[..LongestMessage] + "…";
    }

    /// <summary>The request field that a refusal names; null when it names none that we send.</summary>
    private static string? Parameter(string text) => RefusedParameter().Match(text) is { Success: true } match ? match.Value.ToLowerInvariant() : null;

    private static string After(string text) => OneLine(text) is { Length: > 0 } line ? ": " + line : "";

    private static string Unreachable(string host, Exception exception) =>
        exception.GetBaseException() is SocketException { SocketErrorCode: SocketError.ConnectionReset }
            ? $"{host} reset the connection"
            : $"{host} cannot be reached: {OneLine(exception.GetBaseException().Message)}";

    private static FailureKind KindOf(int status, string text) => status switch
    {
        401 => FailureKind.Unauthorized,
        429 => FailureKind.RateLimited,
        400 or 403 or 413 or 422 or 500 when ContextTooLong().IsMatch(text) => FailureKind.ContextTooLong,
        400 or 403 or 422 when ContentFilter().IsMatch(text) => FailureKind.ContentFilter,
        400 when NoSuchModel().IsMatch(text) => FailureKind.NotFound,
        402 or 403 => FailureKind.Unauthorized,
        404 => FailureKind.NotFound,
        408 => FailureKind.Timeout,
        413 => FailureKind.ContextTooLong,
        409 or 425 or >= 500 => FailureKind.ServerError,
        _ => FailureKind.BadRequest,
    };

    [GeneratedRegex(@"context[_ ]length|context window|context[_ ]size|maximum context|max(imum)?[_ ](model|seq)[_ ]len|(prompt|input|request) is too (long|large)|reduce the length|too many (input )?tokens|exceeds? the (model's |model )?(maximum|max) (input|prompt|number of tokens)", RegexOptions.IgnoreCase)]
    private static partial Regex ContextTooLong();

    [GeneratedRegex(@"content[_ ](filter|policy|management)|responsible ?ai|moderation|flagged|safety (system|policy)|data_inspection_failed", RegexOptions.IgnoreCase)]
    private static partial Regex ContentFilter();

    [GeneratedRegex(@"rate[_ -]limit|too many requests", RegexOptions.IgnoreCase)]
    private static partial Regex TooMany();

    [GeneratedRegex(@"authentication_error|permission_error|unauthori[sz]ed|(invalid|incorrect)[_ ]api[_ ]key", RegexOptions.IgnoreCase)]
    private static partial Regex BadKey();

    [GeneratedRegex(@"model[_ ]not[_ ]found|(model|deployment)\b.{0,80}(does not exist|not found|not a valid model|is not supported|unknown)|(no such|unknown|invalid) model|not a valid model id", RegexOptions.IgnoreCase)]
    private static partial Regex NoSuchModel();

    [GeneratedRegex(@"\b(temperature|top_p|top_k|seed|stop_sequences|stop|max_tokens|max_completion_tokens|stream_options|stream|chat_template_kwargs|reasoning_effort|reasoning|provider|thinking|logprobs|response_format)\b", RegexOptions.IgnoreCase)]
    private static partial Regex RefusedParameter();

    [GeneratedRegex(@"insufficient[_ ](quota|balance|credits|funds)|exceeded your current quota|billing|payment", RegexOptions.IgnoreCase)]
    private static partial Regex SpentQuota();

    [GeneratedRegex(@"\b(sk|pk|gsk|xai|hf|fw|nvapi|api|key|Bearer)[-_ ](?=[\w*-]*[\d*])[\w*-]{6,}", RegexOptions.IgnoreCase)]
    private static partial Regex KeyLike();

    [GeneratedRegex(@"[\s\p{C}]+")]
    private static partial Regex Blank();
}
