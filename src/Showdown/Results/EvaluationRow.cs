using Showdown.Domain;

namespace Showdown.Results;

/// <summary>One row of table evaluation: one model on one benchmark inside a run.</summary>
public sealed record EvaluationRow
{
    public required string Id { get; init; }

    public required string RunId { get; init; }

    public required string BenchmarkId { get; init; }

    public required string ModelId { get; init; }

    /// <summary>Key of its samples: <see cref="BenchmarkPin.SamplesSha256"/>.</summary>
    public required string DatasetSha256 { get; init; }

    /// <summary>Samples asked, after the limit.</summary>
    public required int Samples { get; init; }

    public required int Epochs { get; init; }

    public ScorerKind ScorerKind { get; init; }

    /// <summary>False where an answer may earn a share of the credit.</summary>
    public bool IsTwoValued { get; init; } = true;

    /// <summary>The version of the scorer whose scores count: rescoring raises it.</summary>
    public required int ScorerVersion { get; init; }

    /// <summary>What was sent, seeds aside; null in evaluations that were planned by earlier versions of the program.</summary>
    public Sampling? Sampling { get; init; }

    /// <summary>
    /// Equal for evaluations whose scores may be compared from night to night: same model and host, data, prompt, sampling and scorer.
    /// </summary>
    public string Identity { get; init; } = "";

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>
    /// What the host said it served, of several names the first and the last; null: it said nothing, or the evaluation is not finished.
    /// </summary>
    public string? ServedModel { get; init; }

    /// <summary>Why the model was stopped before everything was asked; null: it was not.</summary>
    public string? StoppedReason { get; init; }

    /// <summary>Whether it may end before all is asked: <see cref="RunSettings.StopOf"/> tells the rule.</summary>
    public bool Stops { get; init; }

    /// <summary>Why it is complete though not all was asked; null: it did not end early.</summary>
    public EarlyEnd? EndedEarly { get; init; }

    /// <summary>What a person said about its end; null: nothing.</summary>
    public StopWish? Wish { get; init; }

    /// <summary>Attempts that it was planned with.</summary>
    public int Planned => Samples * Epochs;

    /// <summary>
    /// Attempts that make it complete: those planned or, of one that ended early, those that it has made, what was in flight at its end included.
    /// </summary>
    public int Expected => AtEarlyEnd ?? Planned;

    /// <summary>Attempts of one that ended early; until the last of those in flight is there, how many they can become at most. Null: all are
    /// asked.</summary>
    internal int? AtEarlyEnd { get; init; }
}
