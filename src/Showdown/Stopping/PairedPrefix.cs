using Showdown.Domain;
using Showdown.Statistics;
using Showdown.Statistics.Sequential;

namespace Showdown.Stopping;

/// <summary>
/// The samples of two models, A less B, in the order of asking, up to the first that one of them has not finished: all that a comparison may see that
/// is looked at while the asking goes on. Clusters count when they are finished whole.
/// </summary>
/// <remarks>
/// What was answered beyond that place is there because it was answered quickly, which says something about the answer. Samples for which one of
/// the two has no score are left out, as in every other comparison.
/// </remarks>
public sealed record PairedPrefix
{
    /// <summary>Each in the order of asking.</summary>
    public required IReadOnlyList<SequentialUnit> Units { get; init; }

    /// <summary>Samples of the largest cluster among all that will be asked; 1 where none hang together.</summary>
    public required int LargestUnit { get; init; }

    /// <summary>Samples up to that place, those without a score included.</summary>
    public required int Samples { get; init; }

    /// <summary>Samples of these that count for nothing because one of the models has no score.</summary>
    public int LeftOut => Samples - Units.Sum(u => u.Size);

    /// <param name="a">In the order of asking, all that will be asked, samples of one cluster beside each other.</param>
    /// <param name="b">The same samples in the same order.</param>
    /// <exception cref="ArgumentException">The two were not asked the same samples in the same order.</exception>
    public static PairedPrefix Of(IReadOnlyList<AskedScore> a, IReadOnlyList<AskedScore> b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var (units, samples, largest, finished) = (new List<SequentialUnit>(), 0, 1, true);
        for (var (first, end) = (0, 0); first < a.Count; first = end)
        {
            end = EndOf(a, first);
            largest = Math.Max(largest, end - first);
            finished = finished && IsFinished(a, b, first, end);
            if (!finished)
                continue;
            samples += end - first;
            if (UnitOf(a, b, first, end) is { Size: > 0 } unit)
                units.Add(unit);
        }

        return new PairedPrefix
        {
            Units = units,
            LargestUnit = largest,
            Samples = samples,
        };
    }

    /// <summary>
    /// The round that decides: the first whose comparison is sure, else the last that has a unit, else the first.
    /// </summary>
    /// <param name="a">Scores of each round, whose samples are made of more attempts than those of the round before.</param>
    /// <param name="b">The same of the other model.</param>
    /// <param name="options">Each round counts among its comparisons.</param>
    public static (PairedPrefix Prefix, SequentialComparison Comparison) Decide(
        IReadOnlyList<IReadOnlyList<AskedScore>> a,
        IReadOnlyList<IReadOnlyList<AskedScore>> b,
        SequentialOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var prefix = Of(a[0], b[0]);
        var comparison = prefix.Compare(options);
        for (var round = 1; round < a.Count && comparison.Verdict == Verdict.NotEnoughData; round++)
        {
            var next = Of(a[round], b[round]);
            if (next.Units.Count == 0)
                break;
            (prefix, comparison) = (next, next.Compare(options));
        }

        return (prefix, comparison);
    }

    /// <summary>What the units show.</summary>
    public SequentialComparison Compare(SequentialOptions options)
    {
        var comparison = new SequentialComparison(options, LargestUnit);
        foreach (var unit in Units)
            comparison.Add(unit);
        return comparison;
    }

    // Behind the last sample of the cluster that begins here.
    private static int EndOf(IReadOnlyList<AskedScore> samples, int first)
    {
        var end = first + 1;
        while (samples[first].Cluster is { } cluster && end < samples.Count && samples[end].Cluster == cluster)
            end++;
        return end;
    }

    private static bool IsFinished(IReadOnlyList<AskedScore> a, IReadOnlyList<AskedScore> b, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (i >= b.Count || a[i].SampleId != b[i].SampleId)
                throw new ArgumentException($"Sample {i} of the one is '{a[i].SampleId}', and of the other it is another.", nameof(b));
            if (!a[i].IsFinished || !b[i].IsFinished)
                return false;
        }

        return true;
    }

    private static SequentialUnit UnitOf(IReadOnlyList<AskedScore> a, IReadOnlyList<AskedScore> b, int first, int end)
    {
        var (sum, size) = (0.0, 0);
        for (var i = first; i < end; i++)
        {
            if (a[i].Mean is { } one && b[i].Mean is { } other)
                (sum, size) = (sum + one - other, size + 1);
        }

        return new SequentialUnit(sum, size);
    }
}
