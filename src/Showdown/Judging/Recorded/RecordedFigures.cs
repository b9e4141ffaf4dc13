using Showdown.Statistics;
using Showdown.Statistics.Judging;

namespace Showdown.Judging.Recorded;

/// <summary>What has to be told beside the verdicts.</summary>
public sealed record RecordedOptions
{
    /// <summary>Against whom the others stand; null: as the file says, or all pairs.</summary>
    public string? Baseline { get; init; }

    /// <summary>Files of Arena-Hard's answers, with how they are laid out: what controlling for style needs.</summary>
    public RecordedAnswers Answers { get; init; } = RecordedAnswers.None;
}

/// <summary>What recorded verdicts say, by the rules of those who made their format.</summary>
/// <param name="Format">Such as arena-hard or mt-bench-pair.</param>
public sealed record RecordedVerdicts(string Format, IReadOnlyList<string> Files, IReadOnlyList<RecordedGroup> Groups);

/// <param name="Judge">Who judged; null where the file does not tell.</param>
/// <param name="Name">A model, a set of pairs, or "all".</param>
public sealed record RecordedGroup(string? Judge, string Name, IReadOnlyList<RecordedFigure> Figures)
{
    internal static RecordedGroup Of(string? judge, string name, params ReadOnlySpan<RecordedFigure?> figures)
    {
        var known = new List<RecordedFigure>();
        foreach (var figure in figures)
        {
            if (figure is not null)
                known.Add(figure);
        }

        return new RecordedGroup(judge, name, known);
    }
}

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
