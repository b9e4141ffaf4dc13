using Showdown.Judging;

namespace Showdown.Analysis.HeadToHead;

/// <summary>What a judge said when one of the two was shown first.</summary>
/// <param name="ShownFirst">A model's name.</param>
/// <param name="Word">"Kimi K2 much better"; null: no verdict.</param>
/// <param name="Text">The whole last reply; null where there was none.</param>
/// <param name="Failure">Why there is no verdict; null when there is one.</param>
internal sealed record OrderEvidence(string ShownFirst, string? Word, string? Reason, string? Text, string? Failure)
{
    public static OrderEvidence Of(string shownFirst, OrderJudgement said, string first, string second) =>
        new(
            shownFirst,
            said.Level switch
            {
                null => null,
                PairLevel.FirstMuchBetter => $"{first} much better",
                PairLevel.FirstBetter => $"{first} better",
                PairLevel.Tie => "tie",
                PairLevel.SecondBetter => $"{second} better",
                _ => $"{second} much better",
            },
            said.Reason,
            said.Text,
            said.Failure
        );
}
