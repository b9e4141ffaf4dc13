namespace Showdown.Results;

/// <summary>What attempts of a model at a benchmark have used so far, on average.</summary>
public sealed record EarlierUse
{
    public int Attempts { get; init; }

    public double InputTokens { get; init; }

    public double OutputTokens { get; init; }
}
