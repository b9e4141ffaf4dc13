using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Analysis.Facts;

/// <summary>One evaluation's row, counts, tallies by sample, and figures.</summary>
internal sealed record EvaluationFacts(EvaluationRow Row, OutcomeCounts Counts, IReadOnlyList<SampleTally> Tallies, EvaluationFigures Figures)
{
    /// <summary>False for a model whose endpoint could not answer: it has no attempts, or failed ones alone.</summary>
    public bool IsAsked => Tallies.Any(t => t.Counts.Total > t.Counts.Failed);

    /// <summary>Of a scorer whose tests have parts with scores of their own.</summary>
    public IReadOnlyList<PartTallies> Parts { get; init; } = [];

    /// <summary>Of an evaluation that may end early all samples that it asks, or would ask, in the order of asking; empty of others.</summary>
    public IReadOnlyList<AskedScore> Asked => Rounds is [var first, ..] ? first : [];

    /// <summary>The same for each number of attempts at a sample that its comparisons may be made of: <see cref="RunSettings.StopRounds"/>.</summary>
    public IReadOnlyList<IReadOnlyList<AskedScore>> Rounds { get; init; } = [];

    /// <summary>Its requests, where the load is raised.</summary>
    public IReadOnlyList<LoadedRequest> Load { get; init; } = [];

    /// <summary>What its own attempts cost and gave, sample by sample.</summary>
    public IReadOnlyList<SampleCosts> Costs { get; init; } = [];
}
