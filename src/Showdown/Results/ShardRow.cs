namespace Showdown.Results;

/// <summary>A slice of an evaluation: the samples asked with numbers FirstAsked to LastAsked, and the epochs FirstEpoch to LastEpoch of
/// each.</summary>
public sealed record ShardRow
{
    public string Id { get; init; } = "";

    public string EvaluationId { get; init; } = "";

    public string RunId { get; init; } = "";

    public string ModelId { get; init; } = "";

    public int Number { get; init; }

    public int FirstAsked { get; init; }

    public int LastAsked { get; init; }

    public int FirstEpoch { get; init; } = 1;

    /// <summary>Null: the evaluation's last one.</summary>
    public int? LastEpoch { get; init; }

    /// <summary>The shard's epochs of an evaluation that has so many.</summary>
    public IEnumerable<int> Epochs(int all) => Enumerable.Range(FirstEpoch, (LastEpoch ?? all) - FirstEpoch + 1);
}
