namespace Showdown.Domain;

/// <summary>What a host makes of one promise of the protocol. The names are stored.</summary>
public enum ContractVerdict
{
    Held,
    Broken,

    /// <summary>The host says that it does not offer this, or the protocol does not have it.</summary>
    NotOffered,

    /// <summary>What came fits both: nothing is concluded.</summary>
    Unclear,
}

/// <summary>One promise of the protocol, held against what a host did.</summary>
/// <param name="Check">From the closed list of checks.</param>
/// <param name="Said">What was seen, in one line.</param>
public sealed record ContractFinding(string Check, ContractVerdict Verdict, string Said)
{
    /// <summary>The evidence: what was sent, without the key; null where many replies together are the evidence.</summary>
    public string? Request { get; init; }

    /// <summary>The evidence: what came, without the key, cut where it is long.</summary>
    public string? Reply { get; init; }
}
