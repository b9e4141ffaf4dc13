namespace Showdown.Results;

/// <summary>What the attempts at one sample cost and gave; those that an earlier run paid for are left out.</summary>
public sealed record SampleCosts
{
    public required string SampleId { get; init; }

    /// <summary>Under which it was asked.</summary>
    public int Number { get; init; }

    /// <summary>Completions.</summary>
    public long Answers { get; init; }

    /// <summary>What completions earned, from 0 to 1 each.</summary>
    public double Credit { get; init; }

    /// <summary>Of all attempts, failed ones that were paid for included; null when the cost of any completion is not known.</summary>
    public double? Usd { get; init; }

    public double Seconds { get; init; }
}
