namespace Showdown.Statistics.Pairwise;

/// <summary>How far those who label, or judge, say the same.</summary>
/// <param name="Observed">Share of equal labels; of several raters over the pairs of labels of each unit.</param>
/// <param name="Expected">What it would be if everybody gave the labels that there are, at random: the base rate.</param>
/// <param name="Units">Units with labels that can be compared.</param>
internal readonly record struct Agreement(double Observed, double Expected, int Units)
{
    /// <summary>1: always the same; 0: no more than luck gives; null where luck alone would give the same always.</summary>
    public double? Coefficient => Expected >= 1 - 1e-12 ? null : (Observed - Expected) / (1 - Expected);

    /// <summary>Cohen's kappa: two raters, each with habits of its own.</summary>
    /// <param name="labels">What each of the two said of a unit, as numbers that only name.</param>
    /// <returns>Null without units.</returns>
    /// <remarks>Cohen 1960, Educational and Psychological Measurement 20:37-46.</remarks>
    public static Agreement? Kappa(IReadOnlyList<(int A, int B)> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count == 0)
            return null;
        double n = labels.Count;
        var (a, b) = (labels.CountBy(l => l.A).ToDictionary(), labels.CountBy(l => l.B).ToDictionary());
        return new Agreement(labels.Count(l => l.A == l.B) / n, a.Sum(l => l.Value / n * b.GetValueOrDefault(l.Key) / n), labels.Count);
    }

    /// <summary>Krippendorff's alpha for names: any number of raters, each of whom may have left units out.</summary>
    /// <param name="units">The labels of each unit. Units with fewer than two say nothing.</param>
    /// <returns>Null where no unit has two labels.</returns>
    /// <remarks>Krippendorff 2019, Content Analysis, 4th edition, section 12.3; each unit counts as many labels as it has.</remarks>
    public static Agreement? Alpha(IReadOnlyList<IReadOnlyList<int>> units)
    {
        ArgumentNullException.ThrowIfNull(units);
        var compared = units.Where(u => u.Count > 1).ToList();
        double n = compared.Sum(u => u.Count);
        if (n == 0)
            return null;
        var observed = compared.Sum(u => u.CountBy(l => l).Sum(l => l.Value * (l.Value - 1.0)) / (u.Count - 1)) / n;
        var expected = compared.SelectMany(u => u).CountBy(l => l).Sum(l => l.Value * (l.Value - 1.0)) / (n * (n - 1));
        return new Agreement(observed, expected, compared.Count);
    }
}
