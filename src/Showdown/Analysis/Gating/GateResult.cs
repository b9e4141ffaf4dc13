namespace Showdown.Analysis.Gating;

/// <summary>What a gate of a job file says about a run.</summary>
/// <param name="On">drop, below, worse-than, cost, latency or coverage.</param>
/// <param name="Sentence">One sentence for a person: what was measured, what was asked for.</param>
public sealed record GateResult(string On, bool IsPassed, string Sentence)
{
    /// <summary>False where there is no past yet to compare with: it passes, and is not called passed.</summary>
    public bool IsChecked { get; init; } = true;

    /// <summary>True where it would have failed, and its judges are not fit to fail a gate: it informs, and no more.</summary>
    public bool OnlyInforms { get; init; }
}
