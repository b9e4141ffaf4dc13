namespace Showdown.Models.Raw;

/// <summary>What came over the wire.</summary>
internal sealed record RawReply
{
    /// <summary>HTTP status; null when none came.</summary>
    public required int? Status { get; init; }

    /// <summary>All of the body, without the key; of a reply that never came, why.</summary>
    public required string Body { get; init; }

    /// <summary>Data of server-sent events, each with its time from the request; empty of a whole reply.</summary>
    public IReadOnlyList<(string Data, TimeSpan After)> Events { get; init; } = [];

    public bool IsAccepted => Status == 200;
}
