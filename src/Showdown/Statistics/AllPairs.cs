namespace Showdown.Statistics;

/// <param name="A">Position of the first model in the list given.</param>
/// <param name="B">Position of the second.</param>
public sealed record PairOfModels(int A, int B, PairedComparison Comparison);

/// <summary>Every model against every other on one benchmark, adjusted for their number.</summary>
public static class AllPairs
{
    /// <param name="models">Per model one score for each sample, all in the same order of samples.</param>
    /// <returns>The pairs (0,1), (0,2) ... (1,2) ..., with verdicts after <see cref="Holm"/>.</returns>
    /// <exception cref="ArgumentException">The models have different numbers of samples.</exception>
    /// <remarks>Each pair uses all the samples that the two share, so three differences need not add up.</remarks>
    public static IReadOnlyList<PairOfModels> Compare(IReadOnlyList<IReadOnlyList<SampleScore>> models, PairedOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(models);
        if (models.Any(m => m.Count != models[0].Count))
            throw new ArgumentException("Every model needs one score for each sample, in the same order.", nameof(models));
        var pairs =
            from a in Enumerable.Range(0, models.Count)
            from b in Enumerable.Range(a + 1, models.Count - a - 1)
            select new PairOfModels(a, b, Paired.Compare([.. models[a].Zip(models[b], (left, right) => new SamplePair(left, right))], options));
        var compared = pairs.ToArray();
        return [.. compared.Zip(Holm.Adjust([.. compared.Select(p => p.Comparison)]), (pair, adjusted) => pair with { Comparison = adjusted })];
    }
}
