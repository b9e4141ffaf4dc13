namespace Showdown.Results;

/// <summary>Samples of a dataset by their position, both inclusive.</summary>
public readonly record struct SampleRange(int First, int Last)
{
    public static SampleRange All { get; } = new(0, int.MaxValue);
}
