using System.Text;
using Showdown.Rendering.Templating;

namespace Showdown.Rendering.Charts;

/// <summary>A figure over some runs, small enough to stand in a line of a table.</summary>
internal static class Sparkline
{
    private const double Width = 132;
    private const double Height = 26;

    /// <param name="scores">Oldest first; null where there is none.</param>
    /// <param name="leastSpan">The scale holds at least so much, above 0: small changes are to look small.</param>
    public static RawHtml Draw(IReadOnlyList<double?> scores, Series model, string alternative, double leastSpan = 0.1)
    {
        var known = scores.OfType<double>().ToList();
        var svg = new Svg(Width, Height, alternative);
        if (known.Count == 0)
            return svg.ToHtml("spark");
        var spare = Math.Max(0.05 * leastSpan, (leastSpan - (known.Max() - known.Min())) / 2);
        var y = Scale.Fixed(known.Min() - spare, known.Max() + spare, Height - 5, 5, []);
        double X(int i) => scores.Count == 1 ? Width - 6 : 6 + i * (Width - 12) / (scores.Count - 1);
        var path = new StringBuilder();
        for (var i = 0; i < scores.Count; i++)
        {
            if (scores[i] is { } score)
                path.Append(path.Length == 0 ? 'M' : 'L').Append(Svg.N(X(i))).Append(' ').Append(Svg.N(y.At(score)));
        }
        svg.Path(path.ToString(), "course " + model.Css);
        var last = scores.Count - 1 - scores.Reverse().TakeWhile(s => s is null).Count();
        svg.Mark(model.Shape, X(last), y.At(scores[last]!.Value), 3.6, model.Css);
        return svg.ToHtml("spark");
    }
}
