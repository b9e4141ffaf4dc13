using System.Text.Json.Serialization;

namespace Showdown.Analysis.Summary;

/// <param name="Missing">Asked for and not there yet, or never asked because the run ended early.</param>
public sealed record AttemptCounts(int Right, int Wrong, int Truncated, int Failed, int Unscored, int Missing)
{
    /// <summary>Answers that earned a share of the credit; 0 where answers are either right or wrong.</summary>
    public int Partial { get; init; }

    /// <summary>What all attempts with a score earned together; null where answers are either right or wrong: then that is
    /// <see cref="Right"/>.</summary>
    public double? Credit { get; init; }

    [JsonIgnore]
    public int Scored => Right + Partial + Wrong + Truncated;

    /// <summary>True when the model was asked nothing.</summary>
    [JsonIgnore]
    public bool IsNone => Scored + Failed + Unscored == 0;
}
