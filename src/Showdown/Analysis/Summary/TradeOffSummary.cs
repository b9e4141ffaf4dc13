using Showdown.Analysis.Facts;
using Showdown.Analysis.Price;
using Showdown.Domain;

namespace Showdown.Analysis.Summary;

/// <summary>Quality against price and time.</summary>
/// <param name="Of">A capability as benchmark.yaml names it, the id of a benchmark that names none, or "" for everything together.</param>
/// <param name="Leaders">Models that no other is shown to be better than: they could not be told apart in quality.</param>
/// <param name="Cheapest">Of the leaders; null where a price is not known, or there is one leader.</param>
/// <param name="Fastest">As <paramref name="Cheapest"/>, of this night.</param>
/// <param name="Sentences">What follows, in words.</param>
public sealed record TradeOffSummary(
    string Of,
    IReadOnlyList<TradePointSummary> Points,
    IReadOnlyList<string> Leaders,
    string? Cheapest,
    string? Fastest,
    IReadOnlyList<string> Sentences
)
{
    internal static IReadOnlyList<TradeOffSummary> All(IReadOnlyList<TradeOff> all, RunNames names) =>
        [
            .. all.Select(t => new TradeOffSummary(
                t.Capability?.Name ?? t.BenchmarkId ?? "",
                [.. t.Points.Select(TradePointSummary.Of)],
                t.Leaders,
                t.Leaders.Count > 1 ? t.Cheapest?.Score.ModelId : null,
                t.Leaders.Count > 1 ? t.Fastest?.Score.ModelId : null,
                [.. new[] { TradeOffWords.Cheapest(t, names), TradeOffWords.Fastest(t, names) }.OfType<string>()]
            )),
        ];
}

/// <param name="OnPriceFrontier">Share of drawings of the questions in which no other model was as good and as cheap, and better in one of the
/// two.</param>
/// <param name="OnTimeFrontier">The same with the median time to an answer, of this night.</param>
/// <param name="Cheapest">Share of drawings in which it was the cheapest of the leaders; null for the others.</param>
/// <param name="Fastest">As <paramref name="Cheapest"/>.</param>
public sealed record TradePointSummary(
    string Model,
    FigureSummary Score,
    FigureSummary UsdPerRight,
    FigureSummary AnswerSeconds,
    double? OnPriceFrontier,
    double? OnTimeFrontier,
    double? Cheapest,
    double? Fastest
)
{
    internal static TradePointSummary Of(TradePoint point) =>
        new(
            point.Score.ModelId,
            new FigureSummary(point.Score.Value, point.Score.Low, point.Score.High),
            FigureSummary.Of(point.Score.UsdPerRight),
            FigureSummary.Of(point.Score.AnswerSeconds),
            point.Share.ByPrice,
            point.Share.ByTime,
            point.Share.Cheapest,
            point.Share.Fastest
        );
}
