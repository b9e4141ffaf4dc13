namespace Showdown.Scoring.Tools;

/// <summary>A call as a model makes it.</summary>
/// <param name="Name">With its dots.</param>
/// <param name="Arguments">By name. What stood without a name, in Python, is not here.</param>
internal sealed record Call(string Name, IReadOnlyDictionary<string, Literal> Arguments)
{
    /// <summary>True when there was an argument that no name can be told of: no function takes one.</summary>
    public bool HasUnnamed { get; init; }
}
