using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Anthropic.Exceptions;
using Showdown.Domain;

namespace Showdown.Models.Wire;

/// <summary>Tells what a host's error means.</summary>
internal static partial class HostErrors
{
    private const int LongestMessage = 300;

    /// <summary>What no body of an error exceeds before it is cut: keys are taken out of the whole of it first.</summary>
    private const int LongestRaw = 16 * 1024;

    /// <summary>An HTTP status other than 2xx.</summary>
    /// <param name="host">For the message.</param>
    /// <param name="status">As answered.</param>
    /// <param name="error">What the body says.</param>
    /// <param name="retryAfter">From the headers.</param>
    public static HostException FromStatus(string host, int status, ErrorObject error, TimeSpan? retryAfter = null)
    {
        // A router answers 400 or 502 where its provider answered otherwise.
        var kind = ErrorKinds.Of(error.Code is >= 400 and < 600 and var inner && status is 400 or 502 ? error.Code : status, error);
        var said =
            kind == FailureKind.BadRequest && ErrorKinds.Parameter(error) is { } name
                ? $"refuses the parameter '{OneLine(name)}'{Remedy(name, error.Text)}: it answered {status}"
                : $"answered {status}";
        return New(host, kind, status, said, error, retryAfter);
    }

    /// <summary>An error inside a reply that began with HTTP 200.</summary>
    public static HostException FromErrorFrame(string host, ErrorObject error)
    {
        var kind = ErrorKinds.Of(error.Code is >= 400 and < 600 ? error.Code : null, error);
        var said =
            kind == FailureKind.BadRequest && ErrorKinds.Parameter(error) is { } name
                ? $"refuses the parameter '{OneLine(name)}'{Remedy(name, error.Text)}"
                : "sent an error in place of an answer";
        return New(host, kind, error.Code, said, error, null);
    }

    /// <summary>Whatever else a connector or the network throws.</summary>
    public static HostException From(string host, Exception exception) =>
        exception switch
        {
            HostException known => known,
            AnthropicSseException frame => FromErrorFrame(host, ErrorReader.Describe(Encoding.UTF8.GetBytes(frame.Message))),
            AnthropicIOException { InnerException: { } inner } => From(host, inner),
            { InnerException: HostException wrapped } => wrapped, // an SDK around ours
            HttpRequestException { StatusCode: { } status } refused => FromStatus(host, (int)status, new ErrorObject(null, refused.Message)),
            HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded }
            or HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => new HostException(
                FailureKind.BrokenStream,
                $"{host} closed the connection in the middle of the reply",
                exception
            ),
            HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse }
            or HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => new HostException(
                FailureKind.MalformedReply,
                $"{host} sent what is not HTTP: {exception.Message}",
                exception
            ),
            HttpRequestException or IOException or SocketException => new HostException(
                FailureKind.Connection,
                Unreachable(host, exception),
                exception
            ),
            OperationCanceledException { InnerException: TimeoutException } => new HostException(
                FailureKind.Connection,
                $"{host} did not accept a connection in time",
                exception
            ),
            TimeoutException => new HostException(FailureKind.Timeout, $"{host}: {exception.Message}", exception),
            JsonException or FormatException or DecoderFallbackException => new HostException(
                FailureKind.MalformedReply,
                $"{host} sent malformed JSON: {exception.Message}",
                exception
            ),
            InvalidDataException => new HostException(
                FailureKind.MalformedReply,
                $"{host} sent what cannot be unpacked: {exception.Message}",
                exception
            ),
            _ => new HostException(FailureKind.MalformedReply, $"{host}: {exception.GetType().Name}: {exception.Message}", exception),
        };

    /// <summary>What an error means where the request offered tools: a refusal that speaks of them says nothing about key, model or
    /// question.</summary>
    public static HostException OfTools(string host, HostException error) =>
        error.Kind is FailureKind.BadRequest or FailureKind.NotFound or FailureKind.ServerError && Tools().IsMatch(error.Message)
            ? new HostException(FailureKind.ToolsRefused, $"{host} takes no tools for this model: {error.Message}", error) { Status = error.Status }
            : error;

    /// <summary>How long to wait, from Retry-After in seconds or as a date; null when there is neither.</summary>
    public static TimeSpan? RetryAfter(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (headers.NonValidated.TryGetValues("retry-after-ms", out var ms) && Waits.Read(ms.ToString() + "ms") is { } exact)
            return exact;
        if (headers.RetryAfter is { Date: { } date })
            return date > now ? date - now : TimeSpan.Zero;
        return headers.NonValidated.TryGetValues("Retry-After", out var values) ? Waits.Read(values.ToString()) : null;
    }

    /// <summary>A host's text on one line, short, without control characters and without what looks like a key.</summary>
    public static string OneLine(string text)
    {
        var line = Blank().Replace(text.Length > LongestRaw ? text[..LongestRaw] : text, " ").Trim();
        line = Names().Replace(KeyLike().Replace(line, "***"), "//***@");
        return line.Length <= LongestMessage ? line : line[..LongestMessage] + "…";
    }

    private static HostException New(string host, FailureKind kind, int? status, string said, ErrorObject error, TimeSpan? retryAfter) =>
        new(kind, error.Text.Length == 0 ? $"{host} {said}" : $"{host} {said}: {error.Text}")
        {
            Status = status,
            RetryAfter = retryAfter ?? error.RetryAfter ?? Waits.In(error.Text),
            Final = kind == FailureKind.RateLimited && ErrorKinds.IsSpentQuota(error.Text),
        };

    /// <summary>What a reader can do about a refused field.</summary>
    private static string Remedy(string parameter, string text) =>
        parameter switch
        {
            "max_tokens" when text.Contains("max_completion_tokens", StringComparison.Ordinal) =>
                " (set 'output_cap_field: max_completion_tokens' in models.yaml)",
            "max_completion_tokens" when text.Contains("max_tokens", StringComparison.Ordinal) =>
                " (set 'output_cap_field: max_tokens' in models.yaml)",
            "max_tokens" or "max_completion_tokens" => " (set another 'max_output_tokens' in 'sampling')",
            "stream_options" => " (leave it out with 'extra: { stream_options: null }' in models.yaml)",
            "temperature" or "top_p" or "top_k" or "seed" or "stop" =>
                $" (leave it out with 'extra: {{ {parameter}: null }}' in models.yaml, or set there what the host wants)",
            _ => "",
        };

    private static string Unreachable(string host, Exception exception) =>
        exception.GetBaseException() is SocketException { SocketErrorCode: SocketError.ConnectionReset }
            ? $"{host} reset the connection"
            : $"{host} cannot be reached: {exception.GetBaseException().Message}";

    [GeneratedRegex(@"\b(sk|pk|gsk|xai|hf|fw|nvapi|api|key|Bearer)[-_ ](?=[\w*-]*[\d*])[\w*-]{6,}", RegexOptions.IgnoreCase)]
    private static partial Regex KeyLike();

    // "does not support tools" (Ollama), "No endpoints found that support tool use" (OpenRouter), "requires --enable-auto-tool-choice and
    // --tool-call-parser to be set" (vLLM), "function calling is not supported".
    [GeneratedRegex(
        @"(does not|doesn't|do not|don't|cannot|not|unsupported|no \w+( \w+)? (that )?)\W*(\w+\W+){0,3}(support\w*)?\W*(\w+\W+){0,2}(tools?|function[- _]call\w*)\b"
            + @"|(tools?|tool[_ ](use|call\w*|choice)|function[_ -]?call\w*)\W+(\w+\W+){0,4}(not|un)\W?(\w+\W+){0,2}(support|allowed|available|enabled|permitted)"
            + @"|enable-auto-tool-choice|tool-call-parser",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Tools();

    // Of an address: a proxy's own stands in what .NET says of its refusal.
    [GeneratedRegex(@"//[^/\s@]+@")]
    private static partial Regex Names();

    [GeneratedRegex(@"[\s\p{C}]+")]
    private static partial Regex Blank();
}
