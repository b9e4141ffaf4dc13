namespace Showdown.Results;

/// <summary>What a judge's verdicts about a run's pairs took.</summary>
public sealed class JudgeCost
{
    public required string BenchmarkId { get; set; }

    public required string Judge { get; set; }

    public int Pairs { get; set; }

    public int Tries { get; set; }

    public long InputTokens { get; set; }

    public long OutputTokens { get; set; }

    /// <summary>Null when the judge's price is not known.</summary>
    public double? Usd { get; set; }
}
