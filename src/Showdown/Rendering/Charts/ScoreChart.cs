using Showdown.Formatting;

namespace Showdown.Rendering.Charts;

/// <summary>Scores with intervals, benchmark by benchmark, on one axis from 0% to 100%.</summary>
internal static class ScoreChart
{
    private const double LineHeight = 19;

    public static Chart Draw(IReadOnlyList<ScoreLine> rows, string alternative) =>
        Chart.Draw(
            (width, narrow) =>
            {
                var left = narrow ? 8 : Labels.Room(rows.Select(r => r.Label), rows.Select(r => r.Detail));
                var right = width - (narrow ? 62 : 66);
                var heights = rows.Select(r => r.Points.Count * LineHeight + (narrow ? 34 : 20)).ToList();
                const double top = 8;
                var bottom = top + heights.Sum();
                var svg = new Svg(width, bottom + 24, alternative);
                var scale = Scale.Fixed(0, 1, left, right, narrow ? [0, 0.25, 0.5, 0.75, 1] : [0, 0.2, 0.4, 0.6, 0.8, 1]);
                foreach (var tick in scale.Ticks)
                {
                    svg.Line(scale.At(tick), top, scale.At(tick), bottom, "grid");
                    svg.Text(scale.At(tick), bottom + 17, Format.WholePercent(tick), "tick", tick == 0 && narrow ? "start" : "middle");
                }
                var y = top;
                for (var i = 0; i < rows.Count; i++)
                {
                    if (i > 0)
                        svg.Line(0, y, width, y, "rule");
                    var first = y + (narrow ? 26 : 10);
                    svg.Text(
                        narrow ? 8 : 0,
                        narrow ? y + 17 : y + heights[i] / 2 - 2,
                        Labels.Fit(rows[i].Label, narrow ? width - 24 - Labels.Plain(rows[i].Detail) : left - 20),
                        "label"
                    );
                    if (narrow)
                        svg.Text(width - 8, y + 17, rows[i].Detail, "detail", "end");
                    else
                        svg.Text(0, y + heights[i] / 2 + 14, rows[i].Detail, "detail");
                    for (var p = 0; p < rows[i].Points.Count; p++)
                        Point(svg, rows[i].Points[p], scale, first + p * LineHeight + LineHeight / 2, width);
                    y += heights[i];
                }
                return svg;
            }
        );

    private static void Point(Svg svg, ScorePoint point, Scale scale, double y, double width)
    {
        var css = point.Model.Css;
        svg.Text(width, y + 4, Format.Percent(point.Score), "value", "end");
        if (point is { Low: { } low, High: { } high })
            svg.Line(scale.At(low), y, scale.At(high), y, "whisker " + css);
        if (point.Score is { } score)
            svg.Mark(
                point.Model.Shape,
                scale.At(score),
                y,
                5.5,
                css,
                $"{point.Model.Name}: {Format.Percent(score)}, 95% interval {Format.Interval(point.Low, point.High)}"
            );
    }
}
