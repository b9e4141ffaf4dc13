using Showdown.Analysis.Facts;
using Showdown.Judging;
using Showdown.Judging.HeadToHead;
using Showdown.Results;

namespace Showdown.Analysis.HeadToHead;

/// <summary>What judges said of one pair, ready to be shown. Reasons and replies are hostile text.</summary>
/// <param name="Winner">Model id; null for a tie and where nobody could say.</param>
/// <param name="Word">"Kimi K2 wins", "tie", "no verdict".</param>
/// <param name="IsDisputed">Two judges came to different outcomes.</param>
internal sealed record PairEvidence(PairKey Pair, string? Winner, string Word, bool IsDisputed, IReadOnlyList<JudgeEvidence> Judges)
{
    /// <summary>True where no judge has a verdict: nobody has lost.</summary>
    public bool IsUnscored => Winner is null && Judges.All(j => !j.HasVerdict);

    /// <summary>Pairs of one sample, in the order of the run's models.</summary>
    public static IReadOnlyList<PairEvidence> Of(IEnumerable<PairVerdictRow> rows, RunNames names) =>
        [
            .. rows.GroupBy(r => r.Pair())
                .OrderBy(p => p.Key.Epoch)
                .ThenBy(p => names.Model(p.Key.FirstModel).Index)
                .ThenBy(p => names.Model(p.Key.SecondModel).Index)
                .Select(p => Of(p.Key, [.. p], names)),
        ];

    private static PairEvidence Of(PairKey pair, IReadOnlyList<PairVerdictRow> rows, RunNames names)
    {
        var panel = PanelVerdict.Of(rows);
        var winner = panel.Outcome switch
        {
            PairOutcome.First => pair.FirstModel,
            PairOutcome.Second => pair.SecondModel,
            _ => null,
        };
        return new PairEvidence(
            pair,
            winner,
            winner is not null ? $"{names.Model(winner).Name} wins"
                : panel.Outcome == PairOutcome.Tie ? "tie"
                : "no verdict",
            panel.IsDisputed,
            [.. rows.Select(r => JudgeEvidence.Of(r, names.Model(pair.FirstModel).Name, names.Model(pair.SecondModel).Name))]
        );
    }
}
