namespace Showdown.Statistics;

/// <summary>Where the error of a score comes from: other samples, or other attempts at the same samples. The second part is what tonight's rerun may
/// move.</summary>
public sealed record VarianceComponents
{
    /// <summary>Samples with a scored attempt.</summary>
    public int Samples { get; init; }

    /// <summary>Scored attempts per sample, on average.</summary>
    public double AttemptsPerSample { get; init; }

    /// <summary>Variance of the samples' true chances, from 0; null when single attempts do not tell.</summary>
    public double? Between { get; init; }

    /// <summary>Variance of one attempt around its sample's true chance, averaged over samples, 0 to 0.25; null when single attempts do not
    /// tell.</summary>
    public double? Within { get; init; }

    /// <summary>Standard deviation that the score would show over reruns on the same samples; null when single attempts do not tell.</summary>
    public double? RerunDeviation { get; init; }

    /// <summary>The most that <see cref="RerunDeviation"/> can be, reached if all samples were equally hard: p(1-p) over attempts. Null without
    /// samples.</summary>
    public double? RerunDeviationAtMost { get; init; }

    /// <summary>Two runs on the same samples differ by no more than this in 19 of 20 cases, as a share; with single attempts the upper bound of it.
    /// Null without samples.</summary>
    /// <remarks>The variance of right attempts with one more in it for what has not turned up: where no attempt was wrong yet, a rerun may still have
    /// two. A prediction of a count from a count, as Nelson 1970, J. Quality Technology 2:102-115, needs it.</remarks>
    public double? RerunDifference
    {
        get
        {
            if ((RerunDeviation ?? RerunDeviationAtMost) is not { } deviation)
                return null;
            var step = 1 / (Samples * AttemptsPerSample);
            return Math.Sqrt(2 * (deviation * deviation + step * step)) * Levels.TwoSidedNormal(0.95);
        }
    }

    /// <summary>Share of the score's squared standard error that more attempts at the same samples would shrink, 0 to 1; null when single attempts do
    /// not tell.</summary>
    public double? RepeatShare { get; init; }

    /// <summary>Splits the spread of one evaluation, or of several nights pooled sample by sample.</summary>
    /// <remarks>Clusters change nothing here: the samples are given, and each of their attempts is a request of its own. One-way random effects by
    /// moments (Searle, Casella and McCulloch 1992, Variance Components, section 3.6; Miller 2024, arXiv:2411.00640, section 3.1): an attempt's
    /// variance at a sample is estimated without bias by m(1-m)k/(k-1), the rest of the spread of sample means is between samples, not below zero.
    /// Holds when attempts are
    /// independent: a fixed seed, temperature 0 or a host's cache makes repeats alike, and then the split says what the host does, not what the model
    /// can.</remarks>
    public static VarianceComponents Of(IReadOnlyList<SampleScore> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var scored = samples.Where(i => i.Checked().IsScored).ToArray();
        if (scored.Length == 0)
            return new VarianceComponents();
        double n = scored.Length;
        var mean = scored.Sum(i => i.Mean) / n;
        var most = Math.Sqrt(mean * (1 - mean) * scored.Sum(i => 1.0 / i.Scored)) / n;
        var components = new VarianceComponents
        {
            Samples = scored.Length,
            AttemptsPerSample = scored.Sum(i => (double)i.Scored) / n,
            RerunDeviationAtMost = most,
        };
        var repeated = scored.Where(i => i.Scored > 1).ToArray();
        if (repeated.Length * 2 < n || scored.Length < 2)
            return components;
        // Samples with a single score, left over after failures, are taken to be like the others.
        var within = repeated.Average(i => i.Within);
        var rerun = scored.Sum(i => (i.Scored > 1 ? i.Within / i.Scored : within)) / (n * n);
        var spread = scored.Sum(i => (i.Mean - mean) * (i.Mean - mean)) / (n - 1);
        return components with
        {
            Within = within,
            Between = Math.Max(0, spread - rerun * n),
            RerunDeviation = Math.Sqrt(rerun),
            RepeatShare = spread > 0 ? Math.Min(1, rerun * n / spread) : null,
        };
    }
}
