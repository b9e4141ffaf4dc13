using Showdown.Domain;

namespace Showdown.Results;

/// <summary>Which answers are compared: those of two models to the same sample.</summary>
/// <param name="FirstModel">The one that comes first in the run.</param>
public sealed record PairKey(string SampleId, int Epoch, string FirstModel, string SecondModel);

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

/// <summary>How a run's pairs at a benchmark were judged.</summary>
/// <param name="Judging">Names judges, rubric and rules.</param>
/// <param name="Number">From 1; the largest counts.</param>
/// <param name="Rule">Who judged, and by what.</param>
public sealed record PairJudging(string Judging, int Number, JudgingRule Rule);

/// <summary>A pair with both answers, to be shown to people.</summary>
public sealed record PairTexts(PairKey Key, Sample Sample, string First, string Second);

/// <summary>How an answer is laid out, blocks of code left out; each property is a column of table answer_style.</summary>
public sealed class AnswerStyleRow
{
    internal const string Key = "evaluation_id, number, epoch";

    public required string EvaluationId { get; set; }

    public int Number { get; set; }

    public int Epoch { get; set; }

    public int Tokens { get; set; }

    public int Headers { get; set; }

    public int Lists { get; set; }

    public int Bold { get; set; }
}

/// <summary>The same with what names the answer.</summary>
public sealed class AnswerStyle
{
    public required string SampleId { get; set; }

    public required string ModelId { get; set; }

    public int Epoch { get; set; }

    public int Tokens { get; set; }

    public int Headers { get; set; }

    public int Lists { get; set; }

    public int Bold { get; set; }
}
