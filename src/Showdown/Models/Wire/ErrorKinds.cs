using System.Text.RegularExpressions;
using Showdown.Domain;

namespace Showdown.Models.Wire;

/// <summary>From a host's status and words to a kind of failure. Hosts agree on few codes, so the words decide where the status does not.</summary>
internal static partial class ErrorKinds
{
    /// <param name="status">An HTTP status; null for an error inside a reply that names none.</param>
    /// <param name="error">What the host says.</param>
    public static FailureKind Of(int? status, ErrorObject error)
    {
        var text = error.Text;
        return status switch
        {
            401 => FailureKind.Unauthorized,
            420 or 429 => FailureKind.RateLimited,
            402 when Passing().IsMatch(text) => FailureKind.RateLimited,
            null or 400 or 403 or 413 or 422 or 502 when TooMany().IsMatch(text) => FailureKind.RateLimited,
            null or 400 or 403 or 413 or 422 or 500 or 502 when ContextTooLong().IsMatch(text) => FailureKind.ContextTooLong,
            null or 400 or 403 or 422 or 500 or 502 when ContentFilter().IsMatch(text) => FailureKind.ContentFilter,
            null when BadKey().IsMatch(text) => FailureKind.Unauthorized,
            null or 400 or 422 or >= 500 when Parameter(error) is not (null or "model") && Refuses().IsMatch(text) => FailureKind.BadRequest,
            null or 400 or 422 when NoSuchModel().IsMatch(text) => FailureKind.NotFound,
            null when text.Contains("invalid_request_error", StringComparison.Ordinal) => FailureKind.BadRequest,
            400 or 422 when Stumble().IsMatch(text) => FailureKind.ServerError,
            402 or 403 => FailureKind.Unauthorized,
            404 or 410 => FailureKind.NotFound,
            408 or 504 or 522 or 524 or 598 => FailureKind.Timeout,
            413 => FailureKind.ContextTooLong,
            null or 409 or 425 or 499 or >= 500 => FailureKind.ServerError,
            _ => FailureKind.BadRequest,
        };
    }

    /// <summary>The field of the request that the host names as the one it refuses; null when it names none.</summary>
    public static string? Parameter(ErrorObject error) =>
        error.Parameter is { } named && FieldName().IsMatch(named) ? named
        : RefusedParameter().Match(error.Text) is { Success: true } match ? match.Groups["name"].Value.ToLowerInvariant()
        : null;

    /// <summary>True when the account's money or quota is used up: no waiting of minutes mends that.</summary>
    public static bool IsSpentQuota(string text) => SpentQuota().IsMatch(text) && !Passing().IsMatch(text);

    [GeneratedRegex(
        @"context[_ ]length|context[_ ]window|context[_ ](size|limit)|maximum context|max(imum)?[_ ](model|seq)[_ ]len|maximum (prompt|input) length"
            + @"|(prompt|input|inputs|request)( tokens)? (is|are|exceeds?) (too (long|large)|the limit)|input is too long|reduce the length|too many (input )?tokens|prompt_too_long"
            + @"|exceed(s|ed)? (the )?(model'?s? )?(maximum|max|model) (input|prompt|token|context|number of tokens)|range of input length|input token count"
            + @"|inputs?`? (tokens )?\+ `?max_new_tokens|longer than the (maximum )?model",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex ContextTooLong();

    [GeneratedRegex(
        @"content[_ ](filter|policy|management)|content_filtered|responsible ?ai|moderation|flagged|safety (system|policy)|data_inspection_failed|inappropriate content|sensitive (content|words)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex ContentFilter();

    [GeneratedRegex(
        @"rate[_ -]?limit|too[_ ]many[_ ]requests|tokens per (minute|day|second)|requests per (minute|day|second)|\b(TPM|RPM)\b|RESOURCE_EXHAUSTED|throttl",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex TooMany();

    [GeneratedRegex(@"in[- ]flight|retry after|try again|settle|temporar", RegexOptions.IgnoreCase)]
    private static partial Regex Passing();

    [GeneratedRegex(@"authentication_error|permission_error|unauthori[sz]ed|(invalid|incorrect)[_ ]api[_ ]key", RegexOptions.IgnoreCase)]
    private static partial Regex BadKey();

    [GeneratedRegex(
        @"model[_ ]not[_ ]found|(model|deployment)\b.{0,80}(does not exist|not found|not a valid model|is not supported|unknown)|(no such|unknown|invalid) model|not a valid model id",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex NoSuchModel();

    /// <summary>What a host in trouble says with a status for our mistakes.</summary>
    [GeneratedRegex(
        @"upstream|overload|temporar|unavailable|internal (server )?error|timed? ?out|at capacity|connection (was )?(closed|reset)|stream (was|is) closed",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Stumble();

    [GeneratedRegex(
        @"not (supported|allowed|permitted|available|valid|recogni[sz]ed)|unsupported|unrecogni[sz]ed|unknown|unexpected|invalid|deprecated|must|should|cannot|too (large|small|high|low)|out of range|extra",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Refuses();

    /// <summary>
    /// A field by its name in quotation marks, behind a word for fields, or before what is wrong with it: many names are everyday words, too.
    /// </summary>
    [GeneratedRegex(
        @"\b(parameters?|arguments?|fields?|options?|property|inputs?)( supplied)?\b[:\s]*['""`]?(?<name>"
            + Names
            + @")\b"
            + @"|['""`](?<name>"
            + Names
            + @")['""`]"
            + @"|\b(?<name>"
            + Names
            + @")\b:? (is|are) (not (supported|allowed|permitted|available)|unsupported|deprecated|invalid|too (large|small|high|low)|out of range)"
            + @"|\b(?<name>"
            + Distinct
            + @")\b:? (must|should|cannot|may not|has to|exceeds|value|\d)|^(?<name>"
            + Distinct
            + @"):",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex RefusedParameter();

    [GeneratedRegex(@"^[A-Za-z_][\w.\[\]-]{0,60}$")]
    private static partial Regex FieldName();

    [GeneratedRegex(@"insufficient[_ ](quota|balance|credits|funds)|exceeded your current quota|billing|payment", RegexOptions.IgnoreCase)]
    private static partial Regex SpentQuota();

    private const string Distinct =
        "temperature|top_p|top_k|stop_sequences|max_tokens|max_completion_tokens|max_new_tokens|stream_options|chat_template_kwargs|reasoning_effort|logprobs|response_format|frequency_penalty|presence_penalty";

    private const string Names = Distinct + "|seed|stop|stream|reasoning|provider|thinking|n";
}
