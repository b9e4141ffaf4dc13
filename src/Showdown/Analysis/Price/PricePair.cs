using Showdown.Statistics;

namespace Showdown.Analysis.Price;

/// <summary>Cost of A over cost of B.</summary>
internal sealed record PricePair(string BenchmarkId, string A, string B, RatioComparison Answer, RatioComparison Right)
{
    public required bool IsJudged { get; init; }

    public PricePair Mirrored() => this with { A = B, B = A, Answer = Answer.Mirrored(), Right = Right.Mirrored() };
}
