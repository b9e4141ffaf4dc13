using System.Text;

namespace Showdown.Rendering.Charts;

/// <summary>Curves on two linear scales that begin at 0.</summary>
internal static class CurveChart
{
    private const double Height = 220;

    /// <param name="isDiagonal">Draws where Y equals X.</param>
    public static Chart Draw(
        IReadOnlyList<Curve> curves,
        Func<double, string> formatX,
        Func<double, string> formatY,
        (string X, string Y) axes,
        string alternative,
        bool isDiagonal = false
    ) =>
        Chart.Draw(
            (width, narrow) =>
            {
                var svg = new Svg(width, Height + 24, alternative);
                var points = curves.SelectMany(c => c.Points).ToList();
                var x = Scale.Linear(0, points.Max(p => p.X), 58, width - 10, narrow ? 4 : 8);
                var y = Scale.Linear(0, Math.Max(1e-9, points.Max(p => p.Y)), Height - 26, 22, 4);
                svg.Text(0, 11, Labels.Fit(axes.Y, width, bold: false), "axis");
                foreach (var tick in y.Ticks)
                {
                    svg.Line(x.Start, y.At(tick), x.End, y.At(tick), "grid");
                    svg.Text(x.Start - 7, y.At(tick) + 4, formatY(tick), "tick", "end");
                }
                foreach (var (tick, label) in Labels.Apart(x, formatX))
                {
                    svg.Line(x.At(tick), y.Start, x.At(tick), y.Start + 5, "zero");
                    svg.Text(x.At(tick), y.Start + 18, label, "tick", "middle");
                }
                svg.Line(x.Start, y.Start, x.End, y.Start, "zero");
                if (isDiagonal)
                {
                    var end = Math.Min(x.Ticks[^1], y.Ticks[^1]);
                    svg.Line(x.At(0), y.At(0), x.At(end), y.At(end), "frontier");
                }
                foreach (var curve in curves)
                    Course(svg, curve, x, y);
                svg.Text(width / 2, svg.Height - 5, Labels.Fit(axes.X, width, bold: false), "axis", "middle");
                return svg;
            }
        );

    private static void Course(Svg svg, Curve curve, Scale x, Scale y)
    {
        var path = new StringBuilder();
        foreach (var p in curve.Points)
            path.Append(path.Length == 0 ? 'M' : 'L').Append(Svg.N(x.At(p.X))).Append(' ').Append(Svg.N(y.At(p.Y)));
        svg.Path(path.ToString(), $"course {curve.Css} {curve.Model.Css}".Replace("  ", " ", StringComparison.Ordinal));
        foreach (var p in curve.Points)
            svg.Mark(curve.Model.Shape, x.At(p.X), y.At(p.Y), 4, curve.Model.Css, p.Title);
    }
}
