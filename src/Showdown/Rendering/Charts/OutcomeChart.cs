using Showdown.Formatting;

namespace Showdown.Rendering.Charts;

/// <summary>What became of all attempts asked for, one full bar for each evaluation.</summary>
internal static class OutcomeChart
{
    private const double BarHeight = 16;

    public static Chart Draw(IReadOnlyList<OutcomeRow> rows, string alternative) =>
        Chart.Draw(
            (width, narrow) =>
            {
                var left = narrow ? 0 : Labels.Room(rows.Select(r => r.Model.Name), []);
                var heights = rows.Select(r => (narrow ? 38.0 : 24) + (r.Label.Length > 0 ? 26 : 0)).ToList();
                var svg = new Svg(width, heights.Sum() + 2, alternative);
                var y = 0.0;
                for (var i = 0; i < rows.Count; i++)
                {
                    if (rows[i].Label.Length > 0)
                        svg.Text(0, y + 17, Labels.Fit(rows[i].Label, width), "label");
                    y += heights[i];
                    if (narrow)
                        svg.Text(0, y - BarHeight - 8, rows[i].Model.Name, "detail strong");
                    else
                        svg.Text(0, y - 8, Labels.Fit(rows[i].Model.Name, left - 10), "detail strong");
                    Bar(svg, rows[i], left, width, y - BarHeight - 4);
                }
                return svg;
            }
        );

    private static void Bar(Svg svg, OutcomeRow row, double left, double right, double y)
    {
        double total = row.Counts.Sum(c => c.Count);
        var x = left;
        foreach (var (outcome, count) in row.Counts.Where(c => c.Count > 0))
        {
            var w = (right - left) * count / total;
            var name = OutcomeNames.Label(outcome);
            svg.Rect(
                x,
                y,
                Math.Max(w - 1, 0.6),
                BarHeight,
                "o-" + OutcomeNames.Css(outcome),
                $"{row.Model.Name}, {name}: {Format.Count(count)} of {Format.Count((long)total)}"
            );
            if (w > 46)
                svg.Text(x + 6, y + 12, Format.Count(count), "in o-" + OutcomeNames.Css(outcome) + "-text");
            x += w;
        }
    }
}
