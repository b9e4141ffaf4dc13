namespace Showdown.Statistics;

/// <summary>Models in order of score, with the ranks that other items like these might have given them.</summary>
public static class Ranking
{
    private const int Resamples = 2000;

    // Means in steps of 2^-40: sums are exact, and two models that tie do so in every order of items.
    private const double Step = 1.0 / (1L << 40);

    /// <summary>Ranks models on the items that all of them have a score for.</summary>
    /// <param name="models">Per model one tally for each item, all in the same order of items.</param>
    /// <param name="level">Share of resamples that a rank interval holds, at least.</param>
    /// <returns>One rank for each model, in the order given.</returns>
    /// <exception cref="ArgumentException">The models have different numbers of items.</exception>
    /// <remarks>Percentile bootstrap over items (Efron and Tibshirani 1993, chapter 13), all models on the same drawn items, equal scores sharing their mean rank. Each interval stands for itself, and where models are truly
    /// equal a bootstrap is too sure of their order (Hall and Miller 2009, Annals of Statistics 37:3929-3959): read a verdict from <see cref="AllPairs"/>.</remarks>
    public static IReadOnlyList<ModelRank> Of(IReadOnlyList<IReadOnlyList<ItemTally>> models, double level = 0.95, ulong seed = 20250709)
    {
        ArgumentNullException.ThrowIfNull(models);
        Levels.Check(level);
        if (models.Any(m => m.Count != models[0].Count))
            throw new ArgumentException("Every model needs one tally for each item, in the same order.", nameof(models));
        if (models.Count == 0)
            return [];
        var shared = Enumerable.Range(0, models[0].Count).Where(i => models.All(m => m[i].Checked().IsScored)).ToArray();
        if (shared.Length == 0)
            return [.. models.Select(_ => new ModelRank(0, null, 1, 1, models.Count))];
        var means = models.Select(m => shared.Select(i => (long)Math.Round(m[i].Mean / Step)).ToArray()).ToArray();
        var sums = means.Select(m => m.Sum()).ToArray();
        var drawn = Drawn(means, shared.Length, seed);
        var ranks = Ranks(sums, shared.Length);
        return [.. models.Select((_, m) => RankOf(sums[m] * Step / shared.Length, ranks[m], drawn[m], shared.Length, level))];
    }

    private static ModelRank RankOf(double score, double rank, double[] drawn, int items, double level)
    {
        Array.Sort(drawn);
        var outside = (int)((1 - level) / 2 * drawn.Length);
        return new ModelRank(items, score, rank, Math.Min(rank, drawn[outside]), Math.Max(rank, drawn[^(outside + 1)]));
    }

    /// <summary>Per model its rank in each resample.</summary>
    private static double[][] Drawn(long[][] means, int items, ulong seed)
    {
        var random = new SeededRandom(seed);
        var ranks = means.Select(_ => new double[Resamples]).ToArray();
        // Items that all models did alike differ in nothing: what is drawn is how often each kind turns up.
        var kinds = Enumerable.Range(0, items).GroupBy(i => string.Join(' ', means.Select(m => m[i]))).Select(g => (First: g.First(), Items: g.Count())).ToArray();
        var kindOf = kinds.SelectMany((k, index) => Enumerable.Repeat(index, k.Items)).ToArray();
        var times = new int[kinds.Length];
        var sums = new long[means.Length];
        for (var draw = 0; draw < Resamples; draw++)
        {
            Array.Clear(times);
            for (var i = 0; i < items; i++)
                times[kindOf[random.NextBelow(items)]]++;
            for (var m = 0; m < means.Length; m++)
            {
                sums[m] = 0;
                for (var k = 0; k < kinds.Length; k++)
                    sums[m] += times[k] * means[m][kinds[k].First];
            }
            var drawn = Ranks(sums, items);
            for (var m = 0; m < means.Length; m++)
                ranks[m][draw] = drawn[m];
        }
        return ranks;
    }

    /// <param name="tolerance">Steps by which rounding may part equal sums: one an item.</param>
    private static double[] Ranks(long[] sums, int tolerance) =>
        [.. sums.Select(s => 1 + sums.Count(other => other > s + tolerance) + (sums.Count(other => Math.Abs(other - s) <= tolerance) - 1) / 2.0)];
}

/// <summary>One model's place.</summary>
/// <param name="Items">Items that all models have a score for.</param>
/// <param name="Score">Mean of item means over those items, 0 to 1; null without items.</param>
/// <param name="Rank">1 is best; equal scores share their mean rank.</param>
/// <param name="Best">The best rank that the interval holds.</param>
/// <param name="Worst">The worst rank that the interval holds.</param>
public sealed record ModelRank(int Items, double? Score, double Rank, double Best, double Worst);
