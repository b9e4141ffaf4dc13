using Showdown.Formatting;

namespace Showdown.Rendering.Charts;

/// <summary>Paired differences with their intervals, around a line of no difference and the band that counts as equivalent.</summary>
internal static class ForestPlot
{
    private const double RowHeight = 40;
    private const double NarrowRowHeight = 66;

    public static Chart Draw(IReadOnlyList<ForestRow> rows, double margin, string favoursLeft, string favoursRight, string alternative) =>
        Chart.Draw((width, narrow) => Draw(rows, margin, favoursLeft, favoursRight, alternative, width, narrow));

    private static Svg Draw(
        IReadOnlyList<ForestRow> rows,
        double margin,
        string favoursLeft,
        string favoursRight,
        string alternative,
        double width,
        bool narrow
    )
    {
        // Narrow: label and figures stand above their interval and the interval has the whole width.
        var left = narrow ? 14 : Labels.Room(rows.Select(r => r.Label), rows.Select(r => r.Detail));
        var right = narrow ? width - 14 : width - 178;
        var rowHeight = narrow ? NarrowRowHeight : RowHeight;
        const double top = 30;
        var bottom = top + rows.Count * rowHeight;
        var svg = new Svg(width, bottom + 26, alternative);
        var reach = 1.08 * rows.SelectMany(r => new[] { r.Difference, r.Low, r.High }).Append(margin * 1.5).Max(v => Math.Abs(v ?? 0));
        var scale = Scale.Linear(-reach, reach, left, right, narrow ? 4 : 6);
        svg.Rect(
            scale.At(-margin),
            top - 6,
            scale.At(margin) - scale.At(-margin),
            bottom - top + 6,
            "band",
            $"Within {Format.Points(margin)} points: equivalent"
        );
        foreach (var tick in scale.Ticks)
        {
            svg.Line(scale.At(tick), top - 6, scale.At(tick), bottom, Math.Abs(tick) < 1e-12 ? "zero" : "grid");
            svg.Text(scale.At(tick), bottom + 17, Math.Abs(tick) < 1e-12 ? "0" : Tick(tick), "tick", "middle");
        }
        svg.Text(scale.At(0) - 10, top - 14, "\u2190 " + favoursLeft, "axis", "end");
        svg.Text(scale.At(0) + 10, top - 14, favoursRight + " \u2192", "axis");
        for (var i = 0; i < rows.Count; i++)
            Row(svg, rows[i], scale, top + i * rowHeight, rowHeight, width, narrow);
        return svg;
    }

    private static void Row(Svg svg, ForestRow row, Scale scale, double top, double height, double width, bool narrow)
    {
        var y = narrow ? top + height - 17 : top + height / 2;
        if (narrow)
        {
            svg.Text(0, top + 18, Labels.Fit(row.Label, width), "label");
            svg.Text(0, top + 35, Labels.Fit(row.Detail, width - 150, bold: false), "detail");
            svg.Text(width, top + 35, row.Value, "value", "end");
        }
        else
        {
            svg.Text(0, y - 1, Labels.Fit(row.Label, scale.Start - 20), "label");
            svg.Text(0, y + 14, Labels.Fit(row.Detail, scale.Start - 10, bold: false), "detail");
            svg.Text(width, y + 4, row.Value, "value", "end");
        }
        if (row is not { Difference: { } difference, Low: { } low, High: { } high })
            return;
        svg.Line(scale.At(low), y, scale.At(high), y, "whisker " + row.VerdictCss);
        svg.Line(scale.At(low), y - 5, scale.At(low), y + 5, "whisker " + row.VerdictCss);
        svg.Line(scale.At(high), y - 5, scale.At(high), y + 5, "whisker " + row.VerdictCss);
        svg.Mark(Shape(row.VerdictCss), scale.At(difference), y, 6.5, row.VerdictCss, $"{row.Label}: {row.Value}");
    }

    private static string Shape(string verdictCss) =>
        verdictCss switch
        {
            "better" => "triangle",
            "worse" => "down",
            "equivalent" => "square",
            _ => "circle",
        };

    private static string Tick(double share) => (share > 0 ? "+" : "\u2212") + Format.Points(share);
}
