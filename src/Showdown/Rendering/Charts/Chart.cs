using Showdown.Rendering.Templating;

namespace Showdown.Rendering.Charts;

/// <summary>A picture drawn twice, for wide and for narrow screens, so that its letters keep their size.</summary>
internal sealed record Chart(RawHtml Wide, RawHtml Narrow)
{
    private const double WideWidth = 920;
    private const double NarrowWidth = 350;

    /// <param name="draw">Draws for a width; told whether that is the narrow one.</param>
    /// <param name="wide">Width of the wide one, where it is not to fill the page.</param>
    public static Chart Draw(Func<double, bool, Svg> draw, double wide = WideWidth) =>
        new(draw(wide, false).ToHtml("wide"), draw(NarrowWidth, true).ToHtml("narrow"));
}
