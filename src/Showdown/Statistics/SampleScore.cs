namespace Showdown.Statistics;

/// <summary>What one model did with one sample: how many of its scored attempts were right.</summary>
/// <param name="Right">From 0 to <paramref name="Scored"/>.</param>
/// <param name="Scored">Attempts that have a score (right, wrong, truncated), from 0.</param>
/// <param name="Missing">Attempts that were asked for and have no score (failed, unscored), from 0: in no average, but a verdict must not hang on
/// them.</param>
/// <remarks>All else asks only for <see cref="Mean"/> and <see cref="Within"/>, so that attempts worth a share instead of 0 or 1 need no more than
/// their sum and their sum of squares here.</remarks>
public readonly record struct SampleScore(int Right, int Scored, int Missing = 0)
{
    /// <summary>Share of right attempts, 0 to 1; NaN when nothing was scored.</summary>
    public double Mean => (double)Right / Scored;

    /// <summary>Variance of one attempt around the sample's unknown true chance, without bias: m(1-m)k/(k-1). NaN for fewer than two scored
    /// attempts.</summary>
    public double Within => Scored < 2 ? double.NaN : Mean * (1 - Mean) * Scored / (Scored - 1);

    public bool IsScored => Scored > 0;

    /// <summary>False: the sample was not asked at all.</summary>
    public bool IsAsked => Scored + Missing > 0;

    /// <summary>The mean if all missing attempts had been wrong; of a sample that was not asked 0.</summary>
    public double Least => IsAsked ? (double)Right / (Scored + Missing) : 0;

    /// <summary>The mean if all missing attempts had been right; of a sample that was not asked 1.</summary>
    public double Most => IsAsked ? (double)(Right + Missing) / (Scored + Missing) : 1;

    /// <summary>Attempts at the same sample taken together, as of several nights.</summary>
    public static SampleScore operator +(SampleScore left, SampleScore right) =>
        new(left.Right + right.Right, left.Scored + right.Scored, left.Missing + right.Missing);

    /// <inheritdoc cref="op_Addition"/>
    public static SampleScore Add(SampleScore left, SampleScore right) => left + right;

    /// <exception cref="ArgumentOutOfRangeException">The counts contradict each other.</exception>
    internal SampleScore Checked()
    {
        if (Right < 0 || Right > Scored)
            throw new ArgumentOutOfRangeException(nameof(Right), $"A sample cannot have {Right} right of {Scored} scored attempts.");
        return this;
    }
}

/// <summary>The same sample as two models met it. Where one of them has no score it is dropped from the comparison and counted.</summary>
public readonly record struct SamplePair(SampleScore A, SampleScore B)
{
    /// <summary>Samples of one cluster hang together, as several questions about one passage do: the cluster is what varies. Null: the sample stands
    /// for itself.</summary>
    public string? Cluster { get; init; }

    public bool IsComplete => A.IsScored && B.IsScored;

    /// <summary>A's share of right attempts less B's, -1 to 1.</summary>
    public double Difference => A.Mean - B.Mean;

    /// <summary>The same pair seen from the other model.</summary>
    public SamplePair Mirrored => this with { A = B, B = A };
}
