namespace Showdown.Results;

/// <summary>How a host stood when it was last held against its reference.</summary>
/// <param name="Words">A clause: what was found; empty: nothing was.</param>
public sealed record HostStanding(string RunId, string ModelId, string Family, string Reference, DateTimeOffset MadeAt, bool Differs, string Words)
{
    /// <summary>Since its last night.</summary>
    public bool Changed { get; init; }

    /// <summary>1 less the distance of its replies from the reference's: 1 where they are as alike as those of one host; null: too few
    /// replies.</summary>
    public double? Likeness { get; init; }
}
