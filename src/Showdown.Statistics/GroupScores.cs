namespace Showdown.Statistics;

internal sealed record GroupScore(string? Group, ScoreEstimate Score);

/// <summary>Scores by subject or difficulty, and the two ways to sum them up.</summary>
internal sealed record GroupScores
{
    /// <summary>In the order in which groups first appear. Each interval stands for itself: among 57 subjects, three will miss by luck.</summary>
    public required IReadOnlyList<GroupScore> Groups { get; init; }

    /// <summary>Every sample counts the same: large groups weigh more.</summary>
    public required ScoreEstimate Micro { get; init; }

    /// <summary>Every group counts the same: the mean of the groups' scores, 0 to 1; null without scored samples.</summary>
    public MacroEstimate? Macro { get; init; }

    /// <summary>Groups without a scored sample are left out of <see cref="Groups"/> and <see cref="Macro"/>.</summary>
    /// <remarks>Variance of a stratified mean (Cochran 1977, Sampling Techniques, section 5.3, degrees of freedom 5.4) as Wilson's interval of a
    /// share with that variance; where fewer than ten samples bear the spread, of no smaller variance
    /// than single attempts would have. It takes the groups as given: it says nothing about other subjects.</remarks>
    public static GroupScores Of(IReadOnlyList<GroupedSample> samples, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var groups = samples
            .GroupBy(s => s.Group)
            .Select(g => new GroupScore(g.Key, Estimate([.. g])))
            .Where(g => g.Score.Value is not null)
            .ToArray();
        var scores = new GroupScores { Groups = groups, Micro = Estimate(samples) };
        if (groups.Length == 0)
            return scores;
        var strata = new Strata(
            samples.Where(s => s.Score.IsScored).GroupBy(s => s.Group).Select(g => g.Select(s => (s.Score.Mean, s.Cluster)).ToArray())
        );
        var observations = strata.Variance > 0 ? strata.Mean * (1 - strata.Mean) / strata.Variance : strata.Observations;
        if (strata.Telling < Strata.FewestForT)
            observations = Math.Min(observations, strata.Observations);
        var interval = Interval.Wilson(strata.Mean, observations, Levels.TwoSidedStudent(level, strata.DegreesOfFreedom));
        return scores with { Macro = new MacroEstimate(strata.Mean, interval.Low, interval.High) };

        ScoreEstimate Estimate(IReadOnlyList<GroupedSample> of) =>
            Accuracy.Estimate([.. of.Select(s => s.Score)], level, [.. of.Select(s => s.Cluster)]);
    }
}

/// <summary>Mean of groups' means with the variance within groups.</summary>
internal sealed class Strata
{
    /// <summary>As for differences: with fewer units that bear the spread it is not known well enough.</summary>
    public const double FewestForT = 10;

    /// <param name="values">By group: values of samples with the cluster of each, null for one that stands for itself.</param>
    public Strata(IEnumerable<(double Value, string? Cluster)[]> values)
    {
        var groups = values.Select(g => new Stratum(g)).ToArray();
        double count = groups.Length;
        Mean = groups.Average(g => g.Mean);
        var squares = groups.Sum(g => g.Squares);
        var fourths = groups.Sum(g => g.Fourths);
        Telling = fourths > 0 ? squares * squares / fourths : 0;
        // A group of one unit has no spread of its own: it is taken to be like the others.
        var freedom = groups.Sum(g => g.Units - 1);
        var pooled = freedom == 0 ? 0 : squares / freedom;
        var parts = groups.Select(g => (g.Units > 1 ? g.Squares / (g.Units - 1) : pooled) / g.Units / count / count).ToArray();
        Variance = parts.Sum() + groups.SelectMany(g => g.Named).GroupBy(n => n.Cluster).Sum(c => Shared([.. c.Select(n => n.Share / count)]));
        var spread = parts.Select((p, i) => p * p / Math.Max(1, groups[i].Units - 1)).Sum();
        DegreesOfFreedom = Math.Max(1, spread > 0 ? parts.Sum() * parts.Sum() / spread : freedom);
        Observations = count * count / groups.Sum(g => 1.0 / g.Units);
    }

    // A cluster in several groups: what its parts have in common comes on top of their own squares, and never takes from them.
    private static double Shared(double[] shares) => Math.Max(0, shares.Sum() * shares.Sum() - shares.Sum(s => s * s));

    public double Mean { get; }

    public double Variance { get; }

    /// <summary>Satterthwaite's.</summary>
    public double DegreesOfFreedom { get; }

    public double Telling { get; }

    /// <summary>Independent samples that a mean of groups of these sizes is worth.</summary>
    public double Observations { get; }
}

/// <summary>One group: clusters and single samples as they vary around its mean.</summary>
internal sealed class Stratum
{
    public Stratum((double Value, string? Cluster)[] samples)
    {
        Mean = samples.Average(s => s.Value);
        var residuals = samples.Select(s => (Value: s.Value - Mean, s.Cluster)).ToArray();
        var units = residuals
            .Where(r => r.Cluster is null)
            .Concat(residuals.Where(r => r.Cluster is not null).GroupBy(r => r.Cluster).Select(c => (Value: c.Sum(r => r.Value), Cluster: c.Key)))
            .ToArray();
        Units = units.Length;
        // In units of an average cluster, so that a cluster of many samples counts for as many.
        var size = (double)samples.Length / Units;
        Squares = units.Sum(u => Math.Pow(u.Value / size, 2));
        Fourths = units.Sum(u => Math.Pow(u.Value / size, 4));
        var correction = Units > 1 ? Math.Sqrt(Units / (Units - 1.0)) : 0;
        Named = [.. units.Where(u => u.Cluster is not null).Select(u => (u.Cluster!, u.Value / samples.Length * correction))];
    }

    public double Mean { get; }

    /// <summary>Clusters and samples that stand for themselves.</summary>
    public int Units { get; }

    public double Squares { get; }

    public double Fourths { get; }

    /// <summary>What each cluster adds to the error of the mean.</summary>
    public IReadOnlyList<(string Cluster, double Share)> Named { get; }
}
