namespace Showdown.Statistics;

/// <param name="Group">Subject, difficulty or the like; null is a group of its own.</param>
public readonly record struct GroupedSample(string? Group, SampleScore Score);

public sealed record GroupScore(string? Group, ScoreEstimate Score);

/// <summary>A mean of groups' means, or the difference of two such means.</summary>
public sealed record MacroEstimate(double Value, double Low, double High);

/// <summary>Scores by subject or difficulty, and the two ways to sum them up.</summary>
public sealed record GroupScores
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
            .Select(g => new GroupScore(g.Key, Accuracy.Estimate([.. g.Select(s => s.Score)], level)))
            .Where(g => g.Score.Value is not null)
            .ToArray();
        var scores = new GroupScores { Groups = groups, Micro = Accuracy.Estimate([.. samples.Select(s => s.Score)], level) };
        if (groups.Length == 0)
            return scores;
        var strata = new Strata(samples.Where(s => s.Score.IsScored).GroupBy(s => s.Group).Select(g => g.Select(s => s.Score.Mean).ToArray()));
        var observations = strata.Variance > 0 ? strata.Mean * (1 - strata.Mean) / strata.Variance : strata.Observations;
        if (strata.Telling < Strata.FewestForT)
            observations = Math.Min(observations, strata.Observations);
        var interval = Interval.Wilson(strata.Mean, observations, Levels.TwoSidedStudent(level, strata.DegreesOfFreedom));
        return scores with { Macro = new MacroEstimate(strata.Mean, interval.Low, interval.High) };
    }
}

/// <summary>Two models' macro averages on the samples that both have a score for.</summary>
public static class MacroDifference
{
    /// <returns>A's mean of groups less B's; null where no sample has a score from both.</returns>
    /// <remarks>Stratified as <see cref="GroupScores.Of"/>, over the samples' differences; where fewer than ten samples bear the spread, no narrower
    /// than <see cref="BoundedMean"/> with each sample weighted as its group weighs it.</remarks>
    public static MacroEstimate? Of(IReadOnlyList<(string? Group, SamplePair Pair)> samples, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var groups = samples.Where(s => s.Pair.IsComplete).GroupBy(s => s.Group).Select(g => g.Select(s => s.Pair.Difference).ToArray()).ToArray();
        if (groups.Length == 0)
            return null;
        var strata = new Strata(groups);
        var t = Levels.TwoSidedStudent(level, strata.DegreesOfFreedom);
        var interval = Interval.Around(strata.Mean, Math.Sqrt(strata.Variance), t);
        if (strata.Telling < Strata.FewestForT)
        {
            var weighted = new BoundedMean([.. groups.SelectMany(g => g.Select(d => new Unit(d, 1.0 / g.Length)))], -1, 1);
            interval = weighted.Count == 1 ? new Interval(-1, 1) : interval.Hull(weighted.Interval(t));
        }
        interval = interval.Within(-1, 1);
        return new MacroEstimate(strata.Mean, interval.Low, interval.High);
    }
}

/// <summary>Mean of groups' means with the variance within groups.</summary>
internal sealed class Strata
{
    /// <summary>As for differences: with fewer samples that bear the spread it is not known well enough.</summary>
    public const double FewestForT = 10;

    public Strata(IEnumerable<double[]> values)
    {
        var groups = values.Select(g => (Count: g.Length, Mean: g.Average(), Values: g)).ToArray();
        double count = groups.Length;
        Mean = groups.Average(g => g.Mean);
        var squares = groups.Select(g => g.Values.Sum(v => (v - g.Mean) * (v - g.Mean))).ToArray();
        var fourths = groups.Sum(g => g.Values.Sum(v => Math.Pow(v - g.Mean, 4)));
        Telling = fourths > 0 ? squares.Sum() * squares.Sum() / fourths : 0;
        // A group of one sample has no spread of its own: it is taken to be like the others.
        var freedom = groups.Sum(g => g.Count - 1);
        var pooled = freedom == 0 ? 0 : squares.Sum() / freedom;
        var parts = groups.Select((g, i) => (g.Count > 1 ? squares[i] / (g.Count - 1) : pooled) / g.Count / count / count).ToArray();
        Variance = parts.Sum();
        var spread = parts.Select((p, i) => p * p / Math.Max(1, groups[i].Count - 1)).Sum();
        DegreesOfFreedom = Math.Max(1, spread > 0 ? Variance * Variance / spread : freedom);
        Observations = count * count / groups.Sum(g => 1.0 / g.Count);
    }

    public double Mean { get; }

    public double Variance { get; }

    /// <summary>Satterthwaite's.</summary>
    public double DegreesOfFreedom { get; }

    public double Telling { get; }

    /// <summary>Independent samples that a mean of groups of these sizes is worth.</summary>
    public double Observations { get; }
}
