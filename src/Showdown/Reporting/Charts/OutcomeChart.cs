using Showdown.Domain;

namespace Showdown.Reporting.Charts;

/// <param name="Counts">By outcome; null stands for attempts that are missing.</param>
internal sealed record OutcomeRow(string Label, string Detail, ModelName Model, IReadOnlyList<(Outcome? Outcome, int Count)> Counts);

/// <summary>What became of all attempts asked for, one full bar for each evaluation.</summary>
internal static class OutcomeChart
{
    private const double BarHeight = 16;

    public static Chart Draw(IReadOnlyList<OutcomeRow> rows, string alternative) => Chart.Draw((width, narrow) =>
    {
        var left = narrow ? 8 : 210;
        var right = narrow ? width - 8 : width;
        var rowHeight = narrow ? 44.0 : 28;
        var svg = new Svg(width, rows.Count * rowHeight + (narrow ? 6 : 4), alternative);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var y = i * rowHeight + (narrow ? 22 : 6);
            if (narrow)
                svg.Text(left, y - 6, row.Label.Length == 0 ? row.Model.Name : $"{row.Label} · {row.Model.Name}", "detail strong");
            else
            {
                svg.Text(0, y + 12, row.Label, "label");
                svg.Text(left - 12, y + 12, row.Model.Name, "detail", "end");
            }
            Bar(svg, row, left, right, y);
        }
        return svg;
    });

    private static void Bar(Svg svg, OutcomeRow row, double left, double right, double y)
    {
        double total = row.Counts.Sum(c => c.Count);
        var x = left;
        foreach (var (outcome, count) in row.Counts.Where(c => c.Count > 0))
        {
            var w = (right - left) * count / total;
            var name = OutcomeNames.Label(outcome);
            svg.Rect(x, y, Math.Max(w - 1, 0.6), BarHeight, "o-" + OutcomeNames.Css(outcome), $"{row.Model.Name}, {name}: {Show.Count(count)} of {Show.Count((long)total)}");
            if (w > 46)
                svg.Text(x + 6, y + 12, Show.Count(count), "in o-" + OutcomeNames.Css(outcome) + "-text");
            x += w;
        }
    }
}
