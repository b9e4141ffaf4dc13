namespace Showdown.Statistics;

/// <summary>What speaks for a drop of one evaluation.</summary>
/// <param name="Tonight">Tonight (A) against the earlier nights (B); null when there are none.</param>
/// <param name="Rerun">Fresh attempts (A) against the same earlier nights; null when there are none.</param>
/// <param name="Together">Tonight's attempts and the fresh ones (A) against the same earlier nights; null without fresh ones.</param>
internal sealed record DropEvidence(PairedComparison? Tonight, PairedComparison? Rerun = null, PairedComparison? Together = null);
