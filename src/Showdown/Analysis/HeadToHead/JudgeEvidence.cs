using Showdown.Judging;
using Showdown.Judging.HeadToHead;
using Showdown.Results;

namespace Showdown.Analysis.HeadToHead;

/// <summary>One judge's two verdicts.</summary>
/// <param name="IsInconsistent">It called another answer the better one as soon as they changed places.</param>
internal sealed record JudgeEvidence(string Judge, bool IsInconsistent, bool HasVerdict, IReadOnlyList<OrderEvidence> Orders)
{
    public static JudgeEvidence Of(PairVerdictRow row, string first, string second)
    {
        var judgement = PanelVerdict.JudgementOf(row);
        return new JudgeEvidence(
            row.Judge,
            judgement.IsInconsistent,
            judgement.Outcome != PairOutcome.Unscored,
            [OrderEvidence.Of(first, judgement.InOrder, first, second), OrderEvidence.Of(second, judgement.Swapped, first, second)]
        );
    }
}
