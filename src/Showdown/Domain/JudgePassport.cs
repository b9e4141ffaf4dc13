using System.Globalization;
using System.Text.Json.Serialization;

namespace Showdown.Domain;

/// <summary>A figure that was measured, with its 95 % interval.</summary>
/// <param name="Count">Pairs, verdicts or replies that it is made of.</param>
public sealed record Measured(double Value, double Low, double High, int Count);

/// <summary>What a judge was measured by, in one set of labelled pairs.</summary>
/// <param name="Held">Share of pairs whose winner stays when the answers change places; null where no pair has two verdicts.</param>
public sealed record JudgedSet(string Name, Measured Accuracy, double? Held);

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

/// <summary>What a judge has to reach before its verdicts may fail a gate. One below informs, and no more.</summary>
/// <remarks>
/// Accuracy: people agree with the majority of others in 65.7 % of AlpacaEval's human labels (its evaluators_leaderboard.csv); a judge that is surely
/// as good (the lower end of its interval) is as good as a person. Held: below six in ten pairs, the order in which answers are shown decides nearly
/// as much as the answers do. Gamed: what says nothing must not win; one in twenty is left for slips.
/// </remarks>
public sealed record JudgeFloor
{
    public static JudgeFloor Default { get; } = new();

    /// <summary>The lower end of the interval of the accuracy must reach it.</summary>
    public double Accuracy { get; init; } = 0.65;

    /// <summary>Share of pairs whose winner stays when the answers change places.</summary>
    public double Held { get; init; } = 0.6;

    /// <summary>Share of the wins that an empty or a constant answer may get at most.</summary>
    public double Gamed { get; init; } = 0.05;

    /// <summary>Why a judge may not gate; empty: it may.</summary>
    public IReadOnlyList<string> Misses(JudgePassport passport) =>
        [
            .. new[]
            {
                passport.Accuracy is not { } accuracy ? "its accuracy is not known"
                : accuracy.Low < Accuracy ? $"its accuracy may be as low as {Percent(accuracy.Low)}, and {Percent(Accuracy)} are needed"
                : null,
                passport.Held is not { } held ? "it is not known how many verdicts hold when the answers change places"
                : held.Value < Held ? $"{Percent(held.Value)} of its verdicts hold when the answers change places, and {Percent(Held)} are needed"
                : null,
                passport.Empty?.Value > Gamed
                    ? $"an empty answer got {Percent(passport.Empty.Value)} of the wins, and {Percent(Gamed)} are allowed"
                    : null,
                passport.Constant?.Value > Gamed
                    ? $"a constant answer got {Percent(passport.Constant.Value)} of the wins, and {Percent(Gamed)} are allowed"
                    : null,
            }.OfType<string>(),
        ];

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0}%");
}
