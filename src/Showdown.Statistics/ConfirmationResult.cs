namespace Showdown.Statistics;

/// <summary>What a rerun makes of a suspicion.</summary>
/// <param name="IsConfirmed">True: tell people. False: the rerun did not show it; nothing is reported.</param>
/// <param name="Rerun">The rerun (A) against the nights before the change (B): an estimate of the size that the luck of being noticed has not made
/// larger.</param>
public sealed record ConfirmationResult(bool IsConfirmed, PairedComparison Rerun);
