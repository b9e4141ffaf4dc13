namespace Showdown.Statistics;

/// <summary>Has a model changed? Exact test of its attempts at two times at the same samples.</summary>
/// <remarks>
/// If it has not, which of a sample's attempts were made when is luck: given how many were right in all, a hypergeometric number of them falls to
/// either time (one table of Fisher's exact test for each sample: Mantel and Haenszel 1959, J. Natl. Cancer Inst. 22:719-748; the sum's distribution
/// as in Mehta, Patel and Gray 1985, JASA 80:969-973). The statistic is the mean of the samples' differences. Sign flips take these as symmetric,
/// which one attempt against many is not: on easy samples a quiet night looks like many small rises.
/// </remarks>
internal static class Exchange
{
    /// <summary>Two-sided mid-p: twice the tail on the side that was seen.</summary>
    /// <returns>Null where attempts cannot be exchanged one by one: scores are shares, or samples hang together in clusters.</returns>
    public static double? P(IReadOnlyList<SamplePair> pairs)
    {
        var parts = new List<SumPart>();
        var observed = 0L;
        foreach (var pair in pairs.Where(p => p.IsComplete))
        {
            if (pair.A.IsShare || pair.B.IsShare || pair.Cluster is not null)
                return null;
            if (Part(pair.A, pair.B) is not var (part, least))
                continue;
            parts.Add(part);
            observed += part.First + (pair.A.Right - least) * part.Spacing;
        }
        if (Math.Abs(observed) <= SumOfParts.Rounding(parts))
            return 1;
        var ordered = (observed > 0 ? parts : parts.Select(p => p.Mirrored())).OrderBy(p => p.Spacing).ToList();
        return Math.Min(1, 2 * SumOfParts.UpperTail(ordered, Math.Abs(observed)));
    }

    /// <summary>What a sample adds to the sum of differences, from the least number of A's right attempts on; null where it can only be one
    /// value.</summary>
    private static (SumPart Part, int Least)? Part(SampleScore a, SampleScore b)
    {
        var right = a.Right + b.Right;
        var (least, most) = (Math.Max(0, right - b.Scored), Math.Min(a.Scored, right));
        if (least == most)
            return null;
        var chances = new double[most - least + 1];
        chances[0] = 1;
        // Each chance from the one before it.
        for (var i = 1; i < chances.Length; i++)
        {
            var x = least + i;
            chances[i] = chances[i - 1] * (a.Scored - x + 1) * (right - x + 1) / ((double)x * (b.Scored - right + x));
            // Of thousands of attempts the middle lies beyond what a number holds: the ends go to 0 instead.
            if (chances[i] > 1e250)
            {
                for (var j = 0; j <= i; j++)
                    chances[j] *= 1e-250;
            }
        }
        var all = chances.Sum();
        var spacing = SumOfParts.Steps(1.0 / a.Scored + 1.0 / b.Scored);
        return (
            new SumPart(SumOfParts.Steps((double)least / a.Scored - (double)(right - least) / b.Scored), spacing, [.. chances.Select(c => c / all)]),
            least
        );
    }
}
