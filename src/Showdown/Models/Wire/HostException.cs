using Showdown.Domain;

namespace Showdown.Models.Wire;

/// <summary>A host did not give a reply; says how. Connectors throw it, and it never leaves this folder.</summary>
internal sealed class HostException(FailureKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    public FailureKind Kind { get; } = kind;

    public int? Status { get; init; }

    /// <summary>How long the host asks us to wait before the next request; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True when the kind is one that may pass but this one will not (a spent quota answers 429 too).</summary>
    public bool Final { get; init; }

    /// <summary>True when another try may succeed.</summary>
    public bool CanPass => !Final && Kind is FailureKind.Connection or FailureKind.RateLimited or FailureKind.ServerError or FailureKind.Timeout
        or FailureKind.BrokenStream or FailureKind.MalformedReply or FailureKind.EmptyReply;
}
