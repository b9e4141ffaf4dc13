using System.Text;
using Showdown.Formatting;

namespace Showdown.Rendering.Charts;

/// <summary>A score over the nights with the limits between which it lies when nothing changes.</summary>
internal static class TrendChart
{
    private const double Width = 436;
    private const double Height = 176;
    private const double LeastSpan = 0.12;

    /// <summary>What the scale has to hold for some lines: those that stand beside each other are drawn on one.</summary>
    public static (double Low, double High) Reach(IEnumerable<TrendLevel> levels)
    {
        var all = levels
            .SelectMany(l => l.Points.SelectMany(p => new[] { p.Score, p.Doubt?.Low, p.Doubt?.High }).Append(l.Low).Append(l.High))
            .OfType<double>()
            .DefaultIfEmpty(0.5)
            .ToList();
        var spare = Math.Max(0.01, (LeastSpan - (all.Max() - all.Min())) / 2);
        return (Math.Max(0, all.Min() - spare), Math.Min(1, all.Max() + spare));
    }

    /// <param name="dates">One for each night of the job.</param>
    /// <param name="reach">Of the scale.</param>
    public static Chart Draw(
        IReadOnlyList<TrendLevel> levels,
        IReadOnlyList<string> dates,
        Series model,
        (double Low, double High) reach,
        string alternative
    ) =>
        Chart.Draw(
            (width, _) =>
            {
                var (left, right, top, bottom) = (42.0, width - 10, 16.0, Height - 26);
                var svg = new Svg(width, Height, alternative);
                var y = Scale.Linear(reach.Low, reach.High, bottom, top, 4);
                double X(double at) => dates.Count == 1 ? (left + right) / 2 : left + 12 + at / (dates.Count - 1.0) * (right - left - 24);
                foreach (var tick in y.Ticks)
                {
                    svg.Line(left, y.At(tick), right, y.At(tick), "grid");
                    svg.Text(left - 7, y.At(tick) + 4, Format.WholePercent(tick), "tick", "end");
                }
                Dates(svg, dates, X, bottom);
                foreach (var level in levels)
                    Level(svg, level, X, y, top, bottom, model.Css, dates.Count);
                foreach (var point in levels.SelectMany(l => l.Points))
                    Point(svg, point, X, y, model);
                return svg;
            },
            Width
        );

    private static void Dates(Svg svg, IReadOnlyList<string> dates, Func<double, double> x, double bottom)
    {
        var last = dates.Count - 1;
        svg.Text(x(0), bottom + 18, dates[0], "tick", last == 0 ? "middle" : "start");
        if (last >= 6)
            svg.Text(x(last / 2), bottom + 18, dates[last / 2], "tick", "middle");
        if (last > 0)
            svg.Text(x(last), bottom + 18, dates[last], "tick", "end");
    }

    private static void Level(Svg svg, TrendLevel level, Func<double, double> x, Scale y, double top, double bottom, string css, int nights)
    {
        var (first, last) = (level.Points[0].At, level.Points[^1].At);
        // A level of one night has a width too.
        var (from, to) = (x(Math.Max(0, first - 0.35)), x(Math.Min(nights - 1, last + 0.35)));
        if (level is { Low: { } low, High: { } high })
            svg.Rect(from, y.At(high), to - from, y.At(low) - y.At(high), "limits", $"Limits {Format.Range(low, high)}%");
        if (level.Centre is { } centre)
            svg.Line(from, y.At(centre), to, y.At(centre), "centre");
        if (level.Identity is { } label)
        {
            var at = x(Math.Max(0, first - 0.5));
            svg.Line(at, top - 12, at, bottom, "identity");
            svg.Text(at + (at > svg.Width * 0.7 ? -5 : 5), top - 3, label, "tick", at > svg.Width * 0.7 ? "end" : "start");
        }
        var path = new StringBuilder();
        foreach (var p in level.Points)
        {
            if (p.Score is { } score)
                path.Append(path.Length == 0 ? 'M' : 'L').Append(Svg.N(x(p.At))).Append(' ').Append(Svg.N(y.At(score)));
        }
        if (path.Length > 0)
            svg.Path(path.ToString(), "course " + css);
    }

    private static void Point(Svg svg, TrendPoint point, Func<double, double> x, Scale y, Series model)
    {
        if (point.Score is not { } score)
            return;
        if (point.Doubt is var (low, high))
            svg.Line(x(point.At), y.At(low), x(point.At), y.At(high), "doubt");
        if (point.Mark is { } mark)
            svg.Mark(
                mark switch
                {
                    "worse" => "down",
                    "better" => "triangle",
                    _ => "diamond",
                },
                x(point.At),
                y.At(score),
                7,
                "found " + mark,
                point.Title
            );
        else
            svg.Mark(model.Shape, x(point.At), y.At(score), 3.6, model.Css, point.Title);
    }
}
