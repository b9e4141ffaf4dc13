namespace Showdown.Results;

/// <summary>A judge's verdicts about one pair, as table pair_verdict holds them: each property is a column.</summary>
public sealed class PairVerdictRow
{
    internal const string Key = "run_id, benchmark_id, sample_id, epoch, first_model, second_model, judging, judge";

    public string RunId { get; set; } = "";

    public string BenchmarkId { get; set; } = "";

    public required string SampleId { get; set; }

    public int Epoch { get; set; }

    public required string FirstModel { get; set; }

    public required string SecondModel { get; set; }

    public string Judging { get; set; } = "";

    public required string Judge { get; set; }

    /// <summary>Name of a level from the first answer's point of view; null: no verdict.</summary>
    public string? InOrder { get; set; }

    public string? InOrderReason { get; set; }

    public string? InOrderText { get; set; }

    public string? InOrderFailure { get; set; }

    /// <summary>With the second answer shown first; the level, too, is from the first answer's point of view.</summary>
    public string? Swapped { get; set; }

    public string? SwappedReason { get; set; }

    public string? SwappedText { get; set; }

    public string? SwappedFailure { get; set; }

    public int Tries { get; set; }

    public int? InputTokens { get; set; }

    public int? OutputTokens { get; set; }

    public double? CostUsd { get; set; }

    public DateTimeOffset JudgedAt { get; set; }

    public PairKey Pair() => new(SampleId, Epoch, FirstModel, SecondModel);
}
