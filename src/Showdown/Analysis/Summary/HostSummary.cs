namespace Showdown.Analysis.Summary;

/// <summary>A host that was held against a reference.</summary>
/// <param name="Run">In which that was.</param>
/// <param name="Differs">False where it could be taken for the reference.</param>
/// <param name="Finding">A clause; null where nothing was found.</param>
/// <param name="Changed">Since its night before.</param>
public sealed record HostSummary(
    string Model,
    string Family,
    string Reference,
    string Run,
    DateTimeOffset MeasuredAt,
    bool Differs,
    string? Finding,
    bool Changed
);
