using System.Text.Json.Serialization;
using Showdown.Rendering.Templating;

namespace Showdown.Rendering.Charts;

/// <summary>What one name looks like in all charts of a page: colour and shape both tell it from the others.</summary>
/// <param name="Index">Its place in the order of the page, from 0: decides colour and shape.</param>
internal sealed record Series(string Name, int Index)
{
    private static readonly string[] _shapes = ["circle", "square", "triangle", "diamond", "down", "cross"];

    /// <summary>The class that carries the colour.</summary>
    public string Css { get; } = "m" + Index % _shapes.Length;

    /// <summary>The mark's shape: colour never stands alone.</summary>
    public string Shape { get; } = _shapes[Index % _shapes.Length];

    /// <summary>The mark that stands for the series in charts, to put beside its name.</summary>
    [JsonIgnore]
    public RawHtml Icon => field ??= Svg.Icon(Shape, Css);

    /// <summary>True where a simulator made the figures.</summary>
    public bool Simulated { get; init; }
}
