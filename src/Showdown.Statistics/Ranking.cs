namespace Showdown.Statistics;

/// <summary>Models in order of score, with the ranks that the verdicts between them leave open.</summary>
public static class Ranking
{
    // Means in steps of 2^-40: sums are exact, and two models that tie do so in every order of samples.
    private const double Step = 1.0 / (1L << 40);

    /// <summary>Ranks models on the samples that all of them have a score for.</summary>
    /// <param name="models">Per model one score for each sample, all in the same order of samples.</param>
    /// <param name="pairs">The same models compared with each other, adjusted as the page adjusts them (<see cref="Holm"/>).</param>
    /// <returns>One rank for each model, in the order given.</returns>
    /// <exception cref="ArgumentException">The models have different numbers of samples.</exception>
    /// <remarks>
    /// A model's best rank comes after the models that are shown to be better, its worst before those that are shown to be worse: where the verdicts
    /// hold together with 95 %, so do all ranks (Mogstad, Romano, Shaikh and Wilhelm 2024,
    /// Review of Economic Studies 91:476-518, on ranks from pairwise tests, in its one-step form). A bootstrap of ranks would be too sure of the
    /// order of equal models, and would contradict the verdicts beside it.
    /// </remarks>
    public static IReadOnlyList<ModelRank> Of(IReadOnlyList<IReadOnlyList<SampleScore>> models, IReadOnlyList<PairOfModels> pairs)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(pairs);
        if (models.Count == 0)
            return [];
        if (models.Any(m => m.Count != models[0].Count))
            throw new ArgumentException("Every model needs one score for each sample, in the same order.", nameof(models));
        var shared = Enumerable.Range(0, models[0].Count).Where(i => models.All(m => m[i].Checked().IsScored)).ToArray();
        var sums = models.Select(m => shared.Sum(i => (long)Math.Round(m[i].Mean / Step))).ToArray();
        return
        [
            .. models.Select(
                (_, m) =>
                    new ModelRank(
                        shared.Length,
                        shared.Length == 0 ? null : sums[m] * Step / shared.Length,
                        1
                            + sums.Count(other => other > sums[m] + shared.Length)
                            + (sums.Count(other => Math.Abs(other - sums[m]) <= shared.Length) - 1) / 2.0,
                        1 + pairs.Count(p => IsShown(p, better: p.A, m) || IsShown(p, better: p.B, m)),
                        models.Count - pairs.Count(p => (p.A == m && IsAhead(p, p.A)) || (p.B == m && IsAhead(p, p.B)))
                    )
            ),
        ];
    }

    private static bool IsShown(PairOfModels pair, int better, int worse) =>
        better != worse && (pair.A == worse || pair.B == worse) && IsAhead(pair, better);

    private static bool IsAhead(PairOfModels pair, int model) =>
        pair.Comparison.DifferenceShown && (pair.Comparison.Difference > 0 ? pair.A : pair.B) == model;
}
