namespace Showdown.Domain;

/// <summary>Shares of requests, 0 to 1, that meet a fault. Each request meets at most one.</summary>
public sealed record FaultRates
{
    /// <summary>HTTP 429 with Retry-After.</summary>
    public double RateLimit { get; init; }

    /// <summary>HTTP 500.</summary>
    public double ServerError { get; init; }

    /// <summary>The connection is reset.</summary>
    public double Reset { get; init; }

    /// <summary>The stream ends without a finish reason.</summary>
    public double TruncatedStream { get; init; }

    public double MalformedJson { get; init; }

    /// <summary>The request is accepted and never answered.</summary>
    public double Hang { get; init; }

    public double EmptyAnswer { get; init; }

    /// <summary>The answer is cut with finish reason "length".</summary>
    public double OutputCap { get; init; }
}
