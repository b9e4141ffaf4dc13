using Showdown.Statistics.Judging;

namespace Showdown.Judging.Recorded;

/// <summary>What a file of recorded verdicts says, by the rules of those who made its format.</summary>
/// <param name="Format">arena-hard, mt-bench-single, mt-bench-pair, llmbar or judgebench.</param>
public sealed record RecordedVerdicts(string Format, IReadOnlyList<RecordedGroup> Groups);

/// <param name="Name">A model, a source of pairs, or "all".</param>
public sealed record RecordedGroup(string Name, IReadOnlyList<RecordedFigure> Figures);

/// <summary>A figure as it is published; of a share what it is made of, and our interval beside it.</summary>
/// <param name="Name">For programs, such as "both_right".</param>
/// <param name="Words">For people.</param>
/// <param name="Value">A share from 0 to 1, or a mean of ratings.</param>
/// <param name="Low">Of a 95 % interval; null where the format gives no units to make one of.</param>
/// <param name="Count">What the share counts; null of a mean.</param>
/// <param name="Of">Out of so many.</param>
public sealed record RecordedFigure(string Name, string Words, double Value, double? Low, double? High, long? Count, long Of)
{
    /// <summary>True of ratings, which are no shares.</summary>
    public bool IsRating { get; init; }

    /// <returns>Null where there is nothing to count.</returns>
    internal static RecordedFigure? Share(string name, string words, int count, int of) =>
        JudgeFigures.ShareOf(count, of) is { } share
            ? new RecordedFigure(name, words, (double)count / of, share.Interval.Low, share.Interval.High, count, of)
            : null;
}
