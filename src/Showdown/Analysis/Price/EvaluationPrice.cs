using Showdown.Domain;
using Showdown.Statistics;

namespace Showdown.Analysis.Price;

/// <summary>Cost in USD of one model on one benchmark.</summary>
/// <param name="Answer">Of one answer.</param>
internal sealed record EvaluationPrice(EvaluationKey Key, UnitCost Answer)
{
    /// <summary>Of one right answer; null where nothing is judged.</summary>
    public UnitCost? Right { get; init; }

    public bool IsJudged => Right is not null;
}
