namespace Showdown.Domain;

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
