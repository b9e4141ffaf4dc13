using Showdown.Formatting;

namespace Showdown.Rendering.Charts;

/// <summary>Quality against something that is paid for it, a small panel for each group; all panels have the same two scales. Whiskers are intervals
/// in both directions. A line joins the frontier: models that no other beats in both.</summary>
internal static class ScatterChart
{
    private const double Left = 44;
    private const double Gap = 22;
    private const double Title = 34;
    private const double Ticks = 26;

    public static Chart Draw(IReadOnlyList<ScatterPoint> points, Func<double, string> format, string axis, string alternative) =>
        Chart.Draw(
            (width, narrow) =>
            {
                var groups = points.GroupBy(p => p.Group).ToList();
                var columns = Math.Clamp(groups.Count, 1, narrow ? 2 : 3);
                var height =
                    columns == 1 ? 220.0
                    : narrow ? 110
                    : 150;
                var panel = (width - Left - (columns - 1) * Gap - 10) / columns;
                var rows = (groups.Count + columns - 1) / columns;
                var svg = new Svg(width, rows * (Title + height + Ticks) + 24, alternative);
                var (low, high) = (points.Min(p => Low(p.XBounds, p.X)), points.Max(p => High(p.XBounds, p.X)));
                var (bottom, most) = (points.Min(p => Low(p.YBounds, p.Y)), points.Max(p => High(p.YBounds, p.Y)));
                for (var i = 0; i < groups.Count; i++)
                {
                    var (left, top) = (Left + i % columns * (panel + Gap), i / columns * (Title + height + Ticks) + Title);
                    var x = Scale.Log(low / 1.2, Math.Max(high, low * 1.5) * 1.2, left, left + panel, columns == 1 ? 8 : 4);
                    var y = Scale.Linear(Math.Max(0, bottom - 0.03), Math.Min(1, most + 0.02), top + height, top, 4);
                    Frame(svg, groups[i].Key, x, y, format, isFirst: i % columns == 0);
                    Marks(svg, [.. groups[i].OrderBy(p => p.X)], x, y, format);
                }
                svg.Text(width / 2, svg.Height - 5, Labels.Fit(axis, width, bold: false), "axis", "middle");
                return svg;
            }
        );

    private static void Frame(Svg svg, string title, Scale x, Scale y, Func<double, string> format, bool isFirst)
    {
        svg.Text(x.Start, y.End - 9, Labels.Fit(title, x.End - x.Start), "label");
        foreach (var tick in y.Ticks)
        {
            svg.Line(x.Start, y.At(tick), x.End, y.At(tick), "grid");
            if (isFirst)
                svg.Text(x.Start - 7, y.At(tick) + 4, Format.WholePercent(tick), "tick", "end");
        }
        svg.Line(x.Start, y.Start, x.End, y.Start, "zero");
        foreach (var (tick, label) in Labels.Apart(x, format))
        {
            svg.Line(x.At(tick), y.Start, x.At(tick), y.Start + 5, "zero");
            svg.Text(x.At(tick), y.Start + 18, label, "tick", "middle");
        }
    }

    private static void Marks(Svg svg, IReadOnlyList<ScatterPoint> points, Scale x, Scale y, Func<double, string> format)
    {
        var frontier = Frontier(points);
        for (var i = 1; i < frontier.Count; i++)
            svg.Line(x.At(frontier[i - 1].X), y.At(frontier[i - 1].Y), x.At(frontier[i].X), y.At(frontier[i].Y), "frontier");
        foreach (var p in points)
        {
            if (p.XBounds is { } across)
                svg.Line(x.At(across.Low), y.At(p.Y), x.At(across.High), y.At(p.Y), "whisker " + p.Model.Css);
            if (p.YBounds is { } up)
                svg.Line(x.At(p.X), y.At(up.Low), x.At(p.X), y.At(up.High), "whisker " + p.Model.Css);
        }
        foreach (var p in points)
            svg.Mark(
                p.Model.Shape,
                x.At(p.X),
                y.At(p.Y),
                6,
                p.Model.Css,
                $"{p.Model.Name} on {p.Group}: {Format.Percent(p.Y)} at {format(p.X)}{p.Note}"
            );
    }

    private static double Low((double Low, double High)? bounds, double value) => Math.Min(bounds?.Low ?? value, value);

    private static double High((double Low, double High)? bounds, double value) => Math.Max(bounds?.High ?? value, value);

    /// <summary>Points that none is both left of, or level with, and above.</summary>
    /// <param name="points">By X.</param>
    internal static IReadOnlyList<ScatterPoint> Frontier(IReadOnlyList<ScatterPoint> points)
    {
        var frontier = new List<ScatterPoint>();
        foreach (var point in points.OrderBy(p => p.X).ThenByDescending(p => p.Y))
        {
            if (frontier.Count == 0 || point.Y > frontier[^1].Y)
                frontier.Add(point);
        }
        return frontier;
    }
}
