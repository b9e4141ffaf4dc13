namespace Showdown.Fidelity;

/// <summary>What a comparison with the reference says.</summary>
internal enum HostVerdict
{
    /// <summary>Too little was answered.</summary>
    NotEnough,

    /// <summary>Nothing tells it from the reference; that is not the same as being equal.</summary>
    NotToldApart,
    Differs,
}
