namespace Showdown.Rendering.Charts;

/// <param name="Group">Points of one group share a panel: models on the same benchmark.</param>
/// <param name="X">Above 0.</param>
/// <param name="Y">A share.</param>
internal sealed record ScatterPoint(string Group, Series Model, double X, double Y)
{
    /// <summary>The interval of <see cref="X"/>; null: not known.</summary>
    public (double Low, double High)? XBounds { get; init; }

    public (double Low, double High)? YBounds { get; init; }

    /// <summary>What a pointer over it reads after its figures.</summary>
    public string Note { get; init; } = "";
}
