using System.Text.Json.Serialization;

namespace Showdown.Domain;

/// <summary>How far a judge can be trusted: one judge model, one rubric, one version of our words to it, measured on labelled pairs.</summary>
public sealed record JudgePassport
{
    /// <summary>Of the judge's entry in models.yaml, the rubric and <see cref="Version"/>.</summary>
    public required string IdentitySha256 { get; init; }

    public required string JudgeId { get; init; }

    /// <summary>The model id that is sent.</summary>
    public required string Model { get; init; }

    public required string RubricSha256 { get; init; }

    public required int Version { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Which labelled pairs, in words.</summary>
    public required string Labels { get; init; }

    /// <summary>Of the pairs that were judged: only passports of the same pairs are compared.</summary>
    public required string LabelsSha256 { get; init; }

    public bool IsSimulated { get; init; }

    /// <summary>Pairs with at least one verdict.</summary>
    public required int Pairs { get; init; }

    /// <summary>Share of verdicts that agree with the label, ties as half; a mean of both orders.</summary>
    public Measured? Accuracy { get; init; }

    public IReadOnlyList<JudgedSet> Sets { get; init; } = [];

    /// <summary>Share of pairs judged right in both orders.</summary>
    public Measured? BothRight { get; init; }

    /// <summary>Agreement with the labels beyond chance (Cohen); 0 is chance.</summary>
    public double? Kappa { get; init; }

    /// <summary>What would be right that always gave the most frequent label.</summary>
    public double? BaseRate { get; init; }

    /// <summary>What would be right that always took the longer answer.</summary>
    public double? LongerIsBetter { get; init; }

    /// <summary>Share of pairs whose winner stays when the answers change places.</summary>
    public Measured? Held { get; init; }

    /// <summary>Share of wins for what is shown first, less one half.</summary>
    public Measured? PositionLean { get; init; }

    /// <summary>Share of wins for the longer answer, less one half, if it were the better one as often as not.</summary>
    public Measured? LengthLean { get; init; }

    /// <summary>Share of the wins that an empty answer got against a real one.</summary>
    public Measured? Empty { get; init; }

    /// <summary>Share of the wins that a constant text got against real answers, which says of itself that it is the better one.</summary>
    public Measured? Constant { get; init; }

    /// <summary>Share of verdicts that came out the same when they were asked for once more.</summary>
    public Measured? Repeats { get; init; }

    /// <summary>Share of replies that told no verdict.</summary>
    public Measured? Unread { get; init; }

    /// <summary>Share of verdicts that were missing after all tries.</summary>
    public Measured? Missing { get; init; }

    /// <summary>Replies asked for, all of the passport's.</summary>
    public int Requests { get; init; }

    /// <summary>Null when the judge's price is not known.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>True when the judge's verdicts may fail a gate.</summary>
    [JsonIgnore]
    public bool MayGate => JudgeFloor.Default.Misses(this).Count == 0;
}
