using Showdown.Domain;

namespace Showdown.Models.Wire;

/// <summary>
/// A host did not give a reply; says how. Connectors throw it, and it never leaves Models: its message holds the host's own words, which may repeat
/// the key.
/// </summary>
internal sealed class HostException(FailureKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    public FailureKind Kind { get; } = kind;

    public int? Status { get; init; }

    /// <summary>How long the host asks us to wait before the next request; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True when the kind is one that may pass but this one will not (a spent quota answers 429 too).</summary>
    public bool Final { get; init; }

    /// <summary>True when another try may succeed.</summary>
    public bool CanPass =>
        !Final
        && Kind
            is FailureKind.Connection
                or FailureKind.RateLimited
                or FailureKind.ServerError
                or FailureKind.Timeout
                or FailureKind.BrokenStream
                or FailureKind.MalformedReply
                or FailureKind.EmptyReply;

    /// <summary>True when the host has too much to do: it refuses this request and would answer it at another time.</summary>
    public bool IsOverload => Kind == FailureKind.RateLimited || Status is 503 or 529;

    /// <summary>True when the host may be down or in trouble: then other requests would meet the same.</summary>
    public bool IsTrouble => CanPass && Kind != FailureKind.EmptyReply;

    /// <summary>True when no waiting mends it, and it does not look like one request's own: key, credit, address, model, a parameter.</summary>
    public bool IsRefusal => Final || Kind is FailureKind.Unauthorized or FailureKind.NotFound or FailureKind.BadRequest;
}
