using Showdown.Results;

namespace Showdown.Judging.HeadToHead;

/// <summary>What the judges of a pair say together.</summary>
/// <param name="Outcome">That of more than half of the judges with a verdict; a tie where there is no such majority.</param>
/// <param name="Inconsistent">How many judges called another answer the better one as soon as they changed places.</param>
/// <param name="Judged">Judges with a verdict in both orders.</param>
/// <param name="IsDisputed">True when two judges came to different outcomes.</param>
internal readonly record struct PanelVerdict(PairOutcome Outcome, int Inconsistent, int Judged, bool IsDisputed)
{
    /// <summary>What the first answer earned: 1, ½ or 0; null when no judge has a verdict.</summary>
    public double? Value =>
        Outcome switch
        {
            PairOutcome.First => 1,
            PairOutcome.Second => 0,
            PairOutcome.Tie => 0.5,
            _ => null,
        };

    /// <param name="rows">Of one pair, one for each judge.</param>
    public static PanelVerdict Of(IEnumerable<PairVerdictRow> rows)
    {
        var judged = rows.Select(JudgementOf).Where(j => j.Outcome != PairOutcome.Unscored).ToList();
        var outcomes = judged.CountBy(j => j.Outcome).OrderByDescending(o => o.Value).ToList();
        var outcome =
            outcomes.Count == 0 ? PairOutcome.Unscored
            : 2 * outcomes[0].Value > judged.Count ? outcomes[0].Key
            : PairOutcome.Tie;
        return new PanelVerdict(outcome, judged.Count(j => j.IsInconsistent), judged.Count, outcomes.Count > 1);
    }

    /// <summary>A stored verdict as it was given.</summary>
    public static PairJudgement JudgementOf(PairVerdictRow row) =>
        new(
            Order(row.InOrder, row.InOrderReason, row.InOrderText, row.InOrderFailure),
            Order(row.Swapped, row.SwappedReason, row.SwappedText, row.SwappedFailure)
        );

    private static OrderJudgement Order(string? level, string? reason, string? text, string? failure) =>
        new()
        {
            Level = level is null ? null : Enum.Parse<PairLevel>(level),
            Reason = reason,
            Text = text,
            Failure = failure,
        };
}
