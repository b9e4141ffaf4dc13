using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

/// <summary>Every model against every other on one benchmark, adjusted for their number.</summary>
internal static class AllPairs
{
    /// <param name="models">Per model one score for each sample, all in the same order of samples.</param>
    /// <returns>The pairs (0,1), (0,2) ... (1,2) ..., with verdicts after <see cref="Holm"/>, as a report has them.</returns>
    public static IReadOnlyList<PairOfModels> Compare(IReadOnlyList<IReadOnlyList<SampleScore>> models, PairedOptions? options = null)
    {
        var pairs =
            from a in Enumerable.Range(0, models.Count)
            from b in Enumerable.Range(a + 1, models.Count - a - 1)
            select new PairOfModels(a, b, Paired.Compare([.. models[a].Zip(models[b], (left, right) => new SamplePair(left, right))], options));
        var compared = pairs.ToArray();
        return [.. compared.Zip(Holm.Adjust([.. compared.Select(p => p.Comparison)]), (pair, adjusted) => pair with { Comparison = adjusted })];
    }
}
