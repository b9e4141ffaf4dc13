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
