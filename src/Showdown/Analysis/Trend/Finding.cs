using Showdown.Domain;
using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Analysis.Trend;

/// <summary>A change that a night is suspected of, and what fresh attempts made of it.</summary>
internal sealed record Finding
{
    public required EvaluationKey Key { get; init; }

    /// <summary>Of the line of nights it lies in: see <see cref="Night.Identity"/>.</summary>
    public required string Identity { get; init; }

    public required FindingState State { get; init; }

    public required DriftKind Kind { get; init; }

    public required bool IsDown { get; init; }

    /// <summary>The night on which it was suspected.</summary>
    public required RunRow Suspected { get; init; }

    /// <summary>The first night that looks different.</summary>
    public required RunRow Since { get; init; }

    /// <summary>Nights from the first different one to the one on which it was suspected, from 1: the run length.</summary>
    public required int RunLength { get; init; }

    /// <summary>The suspected night (A) against the pooled nights before it (B); of a change that was kept: <see cref="Again"/>.</summary>
    public required PairedComparison Tonight { get; init; }

    /// <summary>Why no rerun has decided an open one yet; null where none is wanted.</summary>
    public string? WhyOpen { get; init; }

    /// <summary>The run with the fresh attempts: one that asked again, or the next night; null while there is none.</summary>
    public RunRow? Fresh { get; init; }

    /// <summary>The fresh attempts (A) against the nights before the change (B): the size to believe.</summary>
    public PairedComparison? Again { get; init; }

    /// <summary>True when a run was made to ask again; false: the next night told.</summary>
    public bool ByRerun => Fresh?.Settings.Confirms is not null;

    /// <summary>The night after which people could be told: that of the suspicion when a rerun confirmed it, else the next one.</summary>
    public string? ToldAfter =>
        State != FindingState.Confirmed ? null
        : ByRerun ? Suspected.Id
        : Fresh!.Id;
}
