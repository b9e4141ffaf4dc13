using Showdown.Analysis.Facts;
using Showdown.Analysis.Price;
using Showdown.Statistics;

namespace Showdown.Analysis.Summary;

/// <summary>USD with 95% intervals whose units are samples, as in the scores. Null: not known.</summary>
public sealed record PriceSummary(string Benchmark, string Model, CostSummary PerAnswer, CostSummary? PerRightAnswer);

/// <param name="Units">Samples or clusters.</param>
public sealed record CostSummary(double? Value, double? Low, double? High, int Units)
{
    internal static CostSummary Of(UnitCost cost) => new(cost.Value, cost.Low, cost.High, cost.Units);
}

/// <summary>A over B.</summary>
public sealed record PricePairSummary(string Benchmark, string A, string B, PriceRatioSummary PerAnswer, PriceRatioSummary? PerRightAnswer);

/// <param name="PHolm">Adjusted for all ratios of cost of the run.</param>
/// <param name="Verdict">Of A: cheaper, dearer, equivalent within 10%, not enough data.</param>
public sealed record PriceRatioSummary(double? Ratio, double? Low, double? High, double? PHolm, string Verdict);

internal static class PriceSummaries
{
    public static IReadOnlyList<PriceSummary> Evaluations(PriceResults prices) =>
        [
            .. prices.Evaluations.Select(c => new PriceSummary(
                c.Key.BenchmarkId,
                c.Key.ModelId,
                CostSummary.Of(c.Answer),
                c.Right is { } right ? CostSummary.Of(right) : null
            )),
        ];

    public static IReadOnlyList<PricePairSummary> Pairs(PriceResults prices) =>
        [.. prices.Pairs.Select(p => new PricePairSummary(p.BenchmarkId, p.A, p.B, Ratio(p.Answer), p.IsJudged ? Ratio(p.Right) : null))];

    /// <summary>The cheapest right answers against the next.</summary>
    public static IReadOnlyList<string> Sentences(PriceResults prices, RunNames names)
    {
        var ranked = names
            .Models.Select(m => (m.Id, Cost: prices.Total(m.Id)?.Right?.Value))
            .Where(m => m.Cost is not null)
            .OrderBy(m => m.Cost)
            .ToList();
        return
            ranked.Count > 1
            && prices.Total(ranked[0].Id, ranked[1].Id) is { } pair
            && PriceWords.Say(pair.Right, names.Model(pair.A).Name, names.Model(pair.B).Name) is { } said
            ? [$"Price of a right answer: {said}"]
            : [];
    }

    private static PriceRatioSummary Ratio(RatioComparison c) => new(c.Ratio, c.Low, c.High, c.AdjustedP, PriceWords.Word(c));
}
