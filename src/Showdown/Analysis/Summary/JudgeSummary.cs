using Showdown.Domain;

namespace Showdown.Analysis.Summary;

/// <summary>A judge of a benchmark, and what it took.</summary>
/// <param name="MayGate">Whether its verdicts may fail a gate.</param>
/// <param name="CostUsd">Beside what the answers cost; null when its price is not known.</param>
public sealed record JudgeSummary(string Benchmark, string Judge, bool MayGate, long Verdicts, long Missing, decimal? CostUsd)
{
    /// <summary>Null when it was never measured.</summary>
    public JudgePassport? Passport { get; init; }

    /// <summary>Contestants of its own family.</summary>
    public IReadOnlyList<string> OfFamily { get; init; } = [];

    /// <summary>The same in words.</summary>
    public IReadOnlyList<string> Sentences { get; init; } = [];
}
