using Showdown.Statistics;
using Showdown.Statistics.Judging;

namespace Showdown.Judging.Recorded;

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

    /// <summary>A mean of shares, one a pair.</summary>
    /// <returns>Null where there is none.</returns>
    internal static RecordedFigure? Mean(string name, string words, IReadOnlyList<double> values)
    {
        if (values.Count == 0)
            return null;
        var interval = ShareInterval.Of([.. values.Select(v => new Unit(v, 1))], 0.95);
        return new RecordedFigure(name, words, values.Average(), interval.Low, interval.High, null, values.Count);
    }
}
