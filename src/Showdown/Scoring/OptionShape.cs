namespace Showdown.Scoring;

/// <summary>One option as its scorer reads it.</summary>
public sealed record OptionShape(string Name, OptionKind Kind)
{
    public IReadOnlyList<string> Allowed { get; init; } = [];
}
