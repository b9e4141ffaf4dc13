namespace Showdown.Statistics;

/// <summary>What kind of change a evaluation is suspected of.</summary>
public enum DriftKind
{
    /// <summary>Nothing is suspected.</summary>
    None,

    /// <summary>Most of the change came tonight.</summary>
    Sudden,

    /// <summary>Most of the change was there before tonight.</summary>
    Slide,
}
