namespace Showdown.Analysis.Summary;

/// <summary>Two models on one benchmark, paired by sample.</summary>
public sealed record ComparisonSummary
{
    public required string Benchmark { get; init; }

    public required string A { get; init; }

    public required string B { get; init; }

    /// <summary>Score of A less score of B over the samples that both have a score for.</summary>
    public required double? Difference { get; init; }

    /// <summary>Bounds of the 95% interval of the difference.</summary>
    public required double? Low { get; init; }

    public required double? High { get; init; }

    /// <summary>Two-sided, of this comparison alone.</summary>
    public required double? P { get; init; }

    /// <summary>Adjusted for all comparisons of the run (Holm): the verdict goes by this one. Of one that may end early: among those
    /// (Bonferroni).</summary>
    public required double? PHolm { get; init; }

    /// <summary>Why the two could not be compared, such as "not asked"; null when they could. The verdict is "not enough data" then.</summary>
    public string? WhyNot { get; init; }

    /// <summary>Of A against B: "better", "worse", "equivalent" (within the job's margin) or "not enough data".</summary>
    public required string Verdict { get; init; }

    /// <summary>The verdict as pages, terminal and notices say it; null in summaries of older versions.</summary>
    public string? Sentence { get; init; }

    /// <summary>Why the verdict is another than the interval alone would say; null where they agree.</summary>
    public string? Note { get; init; }

    /// <summary>The largest difference that counts as equivalent.</summary>
    public required double Margin { get; init; }

    /// <summary>Samples with a score from both.</summary>
    public required int Items { get; init; }

    /// <summary>Samples left out because one of the two, or both, has no score for them.</summary>
    public required int Dropped { get; init; }

    /// <summary>Samples at which A did better, both the same, B better.</summary>
    public required int Wins { get; init; }

    public required int Ties { get; init; }

    public required int Losses { get; init; }

    public required string? Method { get; init; }

    public required string? Test { get; init; }

    /// <summary>Null: what it promised did not hold where a report makes several comparisons. See <see cref="Power"/>.</summary>
    public required double? MinimumDetectable { get; init; }

    /// <summary>Null, as <see cref="MinimumDetectable"/>.</summary>
    public required int? ItemsToDecide { get; init; }

    /// <summary>Null, as <see cref="MinimumDetectable"/>.</summary>
    public required int? EpochsToDecide { get; init; }

    /// <summary>What is not compared and why; null in summaries of older versions.</summary>
    public LeftOutSummary? LeftOut { get; init; }

    /// <summary>True when a verdict would have been given but for the attempts without a score.</summary>
    public bool HangsOnMissing { get; init; }

    /// <summary>Of a comparison that may end as soon as it is sure; null where it was to be asked whole.</summary>
    public StoppingSummary? Stopping { get; init; }

    /// <summary>The same pair over the last nights of a scheduled job; null where there are no two nights to take together.</summary>
    public WeekSummary? Week { get; init; }

    /// <summary>The chance that a true difference would be shown by this report, and by larger ones.</summary>
    public IReadOnlyList<PowerSummary> Power { get; init; } = [];
}

/// <param name="Nights">At most seven; a changed identity starts anew.</param>
/// <param name="Level">Of interval and test: what all nights of a month keep together with 95%.</param>
public sealed record WeekSummary(int Nights, double? Difference, double? Low, double? High, double? PHolm, string Verdict, double Level);

/// <summary>
/// The chance, from 0 to 1, that a true difference is shown after this report's adjustment. Null: single attempts do not tell, or the benchmark has
/// no more samples.
/// </summary>
/// <param name="Difference">As a share.</param>
/// <param name="MoreEpochs">With four times the epochs.</param>
/// <param name="MoreSamples">With four times the samples, or with all that the benchmark has if they are fewer.</param>
public sealed record PowerSummary(double Difference, double Power, double? MoreEpochs, double? MoreSamples);
