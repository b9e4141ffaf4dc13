using Showdown.Formatting;

namespace Showdown.Rendering.Charts;

/// <param name="Group">Points of one group are joined: models on the same benchmark.</param>
/// <param name="Y">A share.</param>
internal sealed record ScatterPoint(string Group, Series Model, double X, double Y);

/// <summary>Quality against something that is paid for it, on a logarithmic axis.</summary>
internal static class ScatterChart
{
    public static Chart Draw(IReadOnlyList<ScatterPoint> points, Func<double, string> format, string axis, string alternative) => Chart.Draw((width, narrow) =>
    {
        var height = narrow ? 300.0 : 340;
        var room = Math.Clamp(10 + points.Select(p => Labels.Plain(p.Group)).DefaultIfEmpty(0).Max(), 70, narrow ? 130 : 230);
        var (left, right, top, bottom) = (44.0, width - room, 14.0, height - 44);
        var svg = new Svg(width, height, alternative);
        if (points.Count == 0)
            return svg;
        var x = Scale.Log(points.Min(p => p.X) / 1.2, Math.Max(points.Max(p => p.X), points.Min(p => p.X) * 1.5) * 1.2, left, right, narrow ? 4 : 8);
        var y = Scale.Linear(Math.Max(0, points.Min(p => p.Y) - 0.05), Math.Min(1, points.Max(p => p.Y) + 0.03), bottom, top, 5);
        foreach (var tick in y.Ticks)
        {
            svg.Line(left, y.At(tick), right, y.At(tick), "grid");
            svg.Text(left - 8, y.At(tick) + 4, Format.WholePercent(tick), "tick", "end");
        }
        foreach (var tick in x.Ticks)
        {
            svg.Line(x.At(tick), bottom, x.At(tick), bottom + 5, "zero");
            svg.Text(x.At(tick), bottom + 18, format(tick), "tick", "middle");
        }
        svg.Line(left, bottom, right, bottom, "zero");
        svg.Text(narrow ? width / 2 : (left + right) / 2, height - 6, axis, "axis", "middle");
        var taken = new List<double>();
        foreach (var group in points.GroupBy(p => p.Group))
        {
            var ordered = group.OrderBy(p => p.X).ToList();
            for (var i = 1; i < ordered.Count; i++)
                svg.Line(x.At(ordered[i - 1].X), y.At(ordered[i - 1].Y), x.At(ordered[i].X), y.At(ordered[i].Y), "join");
            var last = ordered[^1];
            var labelY = Free(y.At(last.Y) + 4, taken);
            svg.Text(right + 6, labelY, Labels.Fit(group.Key, room - 6, bold: false), "detail");
            svg.Line(x.At(last.X) + 8, y.At(last.Y), right + 3, labelY - 4, "leader");
        }
        foreach (var p in points)
            svg.Mark(p.Model.Shape, x.At(p.X), y.At(p.Y), 6, p.Model.Css, $"{p.Model.Name} on {p.Group}: {Format.Percent(p.Y)} at {format(p.X)}");
        return svg;
    });

    /// <summary>The nearest height at which a label covers no other.</summary>
    private static double Free(double wanted, List<double> taken)
    {
        var found = Enumerable.Range(0, 60).Select(i => wanted + (i % 2 == 0 ? 1 : -1) * ((i + 1) / 2) * 5).First(y => taken.TrueForAll(t => Math.Abs(t - y) >= 15));
        taken.Add(found);
        return found;
    }
}
