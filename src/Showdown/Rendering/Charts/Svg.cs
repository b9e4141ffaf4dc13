using System.Globalization;
using System.Text;
using Showdown.Rendering.Templating;

namespace Showdown.Rendering.Charts;

/// <summary>Writes one inline SVG picture. Colours come from the page's style sheet by class; all text is encoded.</summary>
internal sealed class Svg(double width, double height, string alternative)
{
    private readonly StringBuilder _body = new();

    public double Width => width;

    public double Height => height;

    public static string N(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    public void Line(double x1, double y1, double x2, double y2, string css) =>
        _body.Append($"<line class=\"{css}\" x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\"/>");

    public void Rect(double x, double y, double w, double h, string css, string? title = null, double radius = 0)
    {
        _body.Append($"<rect class=\"{css}\" x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(w)}\" height=\"{N(h)}\"");
        if (radius > 0)
            _body.Append($" rx=\"{N(radius)}\"");
        _body.Append(title is null ? "/>" : $"><title>{HtmlText.Encode(title)}</title></rect>");
    }

    public void Path(string data, string css) => _body.Append($"<path class=\"{css}\" d=\"{data}\"/>");

    /// <param name="anchor">start, middle or end.</param>
    public void Text(double x, double y, string text, string css = "", string anchor = "start")
    {
        _body.Append($"<text x=\"{N(x)}\" y=\"{N(y)}\"");
        if (css.Length > 0)
            _body.Append($" class=\"{css}\"");
        if (anchor != "start")
            _body.Append($" text-anchor=\"{anchor}\"");
        _body.Append('>').Append(HtmlText.Encode(text)).Append("</text>");
    }

    /// <summary>A data point: the shape and the colour both tell the series.</summary>
    public void Mark(string shape, double x, double y, double r, string css, string? title = null)
    {
        var hover = title is null ? "" : $"<title>{HtmlText.Encode(title)}</title>";
        _body.Append($"<path class=\"mark {css}\" d=\"{Outline(shape, x, y, r)}\">{hover}</path>");
    }

    public RawHtml ToHtml(string css) =>
        new(
            $"<svg class=\"{css}\" role=\"img\" viewBox=\"0 0 {N(width)} {N(height)}\" width=\"{N(width)}\" height=\"{N(height)}\" aria-label=\"{HtmlText.Encode(alternative)}\">{_body}</svg>"
        );

    /// <summary>A mark alone, to stand in text; the name beside it says the same.</summary>
    public static RawHtml Icon(string shape, string css) =>
        new(
            $"<svg class=\"icon\" viewBox=\"0 0 14 14\" width=\"14\" height=\"14\" aria-hidden=\"true\"><path class=\"mark {css}\" d=\"{Outline(shape, 7, 7, 5)}\"/></svg>"
        );

    private static string Outline(string shape, double x, double y, double r) =>
        shape switch
        {
            "square" => Polygon(x, y, r * 0.9, (-1, -1), (1, -1), (1, 1), (-1, 1)),
            "triangle" => Polygon(x, y, r * 1.15, (0, -1), (1, 0.85), (-1, 0.85)),
            "down" => Polygon(x, y, r * 1.15, (0, 1), (1, -0.85), (-1, -0.85)),
            "diamond" => Polygon(x, y, r * 1.25, (0, -1), (1, 0), (0, 1), (-1, 0)),
            "cross" => Polygon(
                x,
                y,
                r * 1.1,
                (-0.35, -1),
                (0.35, -1),
                (0.35, -0.35),
                (1, -0.35),
                (1, 0.35),
                (0.35, 0.35),
                (0.35, 1),
                (-0.35, 1),
                (-0.35, 0.35),
                (-1, 0.35),
                (-1, -0.35),
                (-0.35, -0.35)
            ),
            _ => $"M{N(x - r)} {N(y)}a{N(r)} {N(r)} 0 1 0 {N(2 * r)} 0a{N(r)} {N(r)} 0 1 0 {N(-2 * r)} 0z",
        };

    private static string Polygon(double x, double y, double r, params ReadOnlySpan<(double X, double Y)> corners)
    {
        var path = new StringBuilder();
        foreach (var (cx, cy) in corners)
            path.Append(path.Length == 0 ? 'M' : 'L').Append(N(x + r * cx)).Append(' ').Append(N(y + r * cy));
        return path.Append('z').ToString();
    }
}
