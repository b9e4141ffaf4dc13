namespace Showdown.Results;

/// <summary>What a person said of one pair.</summary>
public sealed class PairLabelRow
{
    internal const string Key = "run_id, benchmark_id, sample_id, epoch, first_model, second_model, rater";

    public string RunId { get; set; } = "";

    public string BenchmarkId { get; set; } = "";

    public required string SampleId { get; set; }

    public int Epoch { get; set; }

    public required string FirstModel { get; set; }

    public required string SecondModel { get; set; }

    public required string Rater { get; set; }

    /// <summary>First, Second or Tie; null: the rater could not say.</summary>
    public string? Label { get; set; }

    public DateTimeOffset LabelledAt { get; set; }

    public PairKey Pair() => new(SampleId, Epoch, FirstModel, SecondModel);
}
