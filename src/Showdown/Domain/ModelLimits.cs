namespace Showdown.Domain;

public sealed record ModelLimits
{
    /// <summary>Requests in flight, from 1.</summary>
    public int Concurrency { get; init; } = 8;

    public int? RequestsPerMinute { get; init; }

    public int? TokensPerMinute { get; init; }

    /// <summary>True: each process may use all of this. False: it is what the host bears from all processes together, and they divide it.</summary>
    public bool PerProcess { get; init; }

    /// <summary>Tries of one request in all, from 1.</summary>
    public int Tries { get; init; } = 5;
}
