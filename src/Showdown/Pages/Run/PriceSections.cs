using Showdown.Analysis.Facts;
using Showdown.Analysis.Price;

namespace Showdown.Pages.Run;

/// <summary>Who is cheaper, benchmark by benchmark.</summary>
internal static class PriceSections
{
    public static IReadOnlyList<string> Verdicts(PriceResults prices, RunNames names) =>
        [
            .. from pair in prices.Pairs
            let a = names.Model(pair.A).Name
            let b = names.Model(pair.B).Name
            let title = pair.BenchmarkId == PriceResults.AllBenchmarks ? "All benchmarks" : names.Benchmark(pair.BenchmarkId).Title
            from line in new[]
            {
                (What: "a right answer", Said: PriceWords.Say(pair.Right, a, b)),
                (What: "an answer", Said: PriceWords.Say(pair.Answer, a, b)),
            }
            where line.Said is not null
            select $"{title}, {line.What}: {line.Said}",
        ];
}
