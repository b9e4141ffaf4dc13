using System.Text;

namespace Showdown.Rendering.Charts;

/// <summary>How a figure spreads, one curve for each model over one logarithmic axis, with the median and the 95th percentile marked.</summary>
internal static class DensityChart
{
    private const int Bins = 64;
    private const double DensityHeight = 46;

    // About a normal kernel of two bins' width: curves, not combs.
    private static readonly double[] _kernel = [1, 4, 8, 10, 8, 4, 1];

    /// <param name="format">Writes a value with its unit.</param>
    public static Chart Draw(IReadOnlyList<DensityRow> rows, Func<double, string> format, bool showP95, string alternative)
    {
        var all = rows.SelectMany(r => r.Values).Where(v => v > 0).Order().ToList();
        if (all.Count == 0)
            return Chart.Draw((width, _) => new Svg(width, 1, alternative));
        // The last thousandth may lie far out and would squeeze the rest.
        var (low, high) = (all[(int)(all.Count * 0.002)], all[(int)((all.Count - 1) * 0.998)]);
        return Chart.Draw(
            (width, narrow) =>
            {
                var left = narrow ? 8 : Labels.Room(rows.Select(r => r.Model.Name), rows.Select(r => Summary(r, format, showP95)));
                var rowHeight = DensityHeight + (narrow ? 30 : 16);
                var bottom = rows.Count * rowHeight + 6;
                var svg = new Svg(width, bottom + 22, alternative);
                var scale = Scale.Log(low, Math.Max(high, low * 1.5), left, width - 8, narrow ? 5 : 9);
                foreach (var (tick, label) in Labels.Apart(scale, format))
                {
                    svg.Line(scale.At(tick), 6, scale.At(tick), bottom, "grid");
                    svg.Text(scale.At(tick), bottom + 16, label, "tick", "middle");
                }
                for (var i = 0; i < rows.Count; i++)
                    Density(svg, rows[i], scale, (i + 1) * rowHeight, format, showP95, narrow);
                return svg;
            }
        );
    }

    private static void Density(Svg svg, DensityRow row, Scale scale, double baseline, Func<double, string> format, bool showP95, bool narrow)
    {
        var summary = Summary(row, format, showP95);
        if (narrow)
        {
            svg.Text(8, baseline - DensityHeight - 10, Labels.Fit(row.Model.Name, svg.Width - 26 - Labels.Plain(summary)), "label");
            svg.Text(svg.Width - 8, baseline - DensityHeight - 10, summary, "detail", "end");
        }
        else
        {
            svg.Text(0, baseline - 20, Labels.Fit(row.Model.Name, scale.Start - 20), "label");
            svg.Text(0, baseline - 5, Labels.Fit(summary, scale.Start - 10, bold: false), "detail");
        }
        svg.Line(scale.At(0), baseline, svg.Width - 8, baseline, "rule");
        if (row.P50 is null)
            return;
        var (from, to) = (scale.At(0), svg.Width - 8);
        svg.Path(Outline(row.Values, scale, from, to, baseline), "density " + row.Model.Css);
        svg.Line(scale.At(row.P50.Value), baseline - DensityHeight, scale.At(row.P50.Value), baseline, "median " + row.Model.Css);
        if (showP95 && row.P95 is { } p95)
            svg.Line(scale.At(p95), baseline - DensityHeight / 2, scale.At(p95), baseline, "tail " + row.Model.Css);
        svg.Mark(row.Model.Shape, scale.At(row.P50.Value), baseline, 5, row.Model.Css, $"{row.Model.Name}: {summary}");
    }

    private static string Summary(DensityRow row, Func<double, string> format, bool showP95) =>
        row.P50 is { } median ? $"median {format(median)}" + (showP95 && row.P95 is { } p ? $", p95 {format(p)}" : "") : "no figures";

    private static string Outline(IReadOnlyList<double> values, Scale scale, double from, double to, double baseline)
    {
        var counts = new double[Bins];
        foreach (var value in values.Where(v => v > 0))
            counts[Math.Min(Bins - 1, (int)((scale.At(value) - from) / (to - from) * Bins))]++;
        var smooth = Enumerable
            .Range(0, Bins)
            .Select(i => _kernel.Select((k, j) => i + j - 3 is >= 0 and < Bins and var at ? k * counts[at] : 0).Sum())
            .ToArray();
        var most = smooth.Max();
        var path = new StringBuilder($"M{Svg.N(from)} {Svg.N(baseline)}");
        for (var i = 0; i < Bins; i++)
            path.Append('L')
                .Append(Svg.N(from + (i + 0.5) * (to - from) / Bins))
                .Append(' ')
                .Append(Svg.N(baseline - DensityHeight * smooth[i] / most));
        return path.Append($"L{Svg.N(to)} {Svg.N(baseline)}z").ToString();
    }
}
