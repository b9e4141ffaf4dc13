using Showdown.Statistics;

namespace Showdown.Analysis.Speed;

/// <summary>Two models on one benchmark by one figure: A over B.</summary>
internal sealed record SpeedPair(string BenchmarkId, string A, string B, SpeedFigure Figure)
{
    /// <summary>Of the figure on this night.</summary>
    public required double NightRatio { get; init; }

    /// <summary>How well this night is known; null where it is not.</summary>
    public Interval? NightInterval { get; init; }

    /// <summary>Over the windows of the last seven days.</summary>
    public RatioComparison Week { get; init; } = TimeWindows.Compare([]);

    /// <summary>Over those of the last thirty.</summary>
    public RatioComparison Month { get; init; } = TimeWindows.Compare([]);

    /// <summary>What a window is called: "night", or "window" where there are several a day.</summary>
    public string Unit { get; init; } = "night";

    /// <summary>Why the two are not to be compared by it; empty where they are.</summary>
    public required IReadOnlyList<string> NotComparable { get; init; }

    /// <summary>What is to be expected: all windows of a month from the last change on.</summary>
    public RatioComparison Expected => Month;

    /// <returns>Null where one of the two does not have the figure.</returns>
    public static SpeedPair? Of(SpeedFigure figure, EvaluationSpeed a, EvaluationSpeed b)
    {
        if (figure.Of(a.Figures, a.Credit) is not { } x || figure.Of(b.Figures, b.Credit) is not { } y)
            return null;
        var median = figure.Share == 0.5 ? Statistics.NightRatio.Of(Positive(a), Positive(b)) : null;
        return new SpeedPair(a.Key.BenchmarkId, a.Key.ModelId, b.Key.ModelId, figure)
        {
            NightRatio = x / y,
            NightInterval = median is { Low: { } low, High: { } high } ? new Interval(low, high) : null,
            NotComparable = Comparability.Reasons(figure, a.Figures, b.Figures),
        };

        List<double> Positive(EvaluationSpeed evaluation) => [.. figure.Values(evaluation.Figures).Where(v => v > 0)];
    }

    public SpeedPair Mirrored() =>
        this with
        {
            A = B,
            B = A,
            NightRatio = 1 / NightRatio,
            NightInterval = NightInterval is { } i ? new Interval(1 / i.High, 1 / i.Low) : null,
            Week = Week.Mirrored(),
            Month = Month.Mirrored(),
        };
}
