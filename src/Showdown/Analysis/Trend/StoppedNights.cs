using Showdown.Domain;
using Showdown.Statistics;
using Showdown.Statistics.Sequential;

namespace Showdown.Analysis.Trend;

/// <summary>Two models over nights each of which may have ended as soon as it was sure: one comparison that may be looked at every night.</summary>
/// <remarks>
/// Nights are repeats of the samples that they asked. Sample by sample, in the order of asking, the difference is that of all nights which had come
/// so far without a gap. Which nights these are hangs on earlier samples alone: the bets of <see cref="SequentialComparison"/> stay fair, whatever
/// ended each night. Each look of a month has its share of the error (<see cref="NightHistory.LooksOfAMonth"/>), for tonight's answers change those
/// of samples that are behind.
/// </remarks>
internal static class StoppedNights
{
    /// <param name="order">Tonight's samples in the order of asking, those that were not asked included.</param>
    /// <param name="all">What the two made of each sample on these nights: for the counts.</param>
    /// <param name="rule">What one look has to show, as one of a run's comparisons.</param>
    public static PairedComparison Compare(
        IReadOnlyList<(Night A, Night B)> nights,
        IReadOnlyList<AskedScore> order,
        IReadOnlyList<SamplePair> all,
        SequentialOptions rule
    )
    {
        var (open, units, largest) = (nights, new List<SequentialUnit>(), 1);
        for (var (first, end) = (0, 0); first < order.Count; first = end)
        {
            end = first + 1;
            while (order[first].Cluster is { } cluster && end < order.Count && order[end].Cluster == cluster)
                end++;
            largest = Math.Max(largest, end - first);
            var unit = order.Skip(first).Take(end - first).Select(s => s.SampleId).ToList();
            open = [.. open.Where(n => unit.TrueForAll(id => n.A.Samples.ContainsKey(id) && n.B.Samples.ContainsKey(id)))];
            var pairs = unit.Select(id => Pooled(open, id)).Where(p => p.IsComplete).ToList();
            if (pairs.Count > 0)
                units.Add(new SequentialUnit(pairs.Sum(p => p.Difference), pairs.Count));
        }

        return SequentialPaired.Compare(all, units, rule with { Error = rule.Error / NightHistory.LooksOfAMonth }, largest);
    }

    private static SamplePair Pooled(IReadOnlyList<(Night A, Night B)> nights, string id) =>
        nights.Aggregate(
            default(SamplePair),
            (sum, n) => new SamplePair(sum.A + n.A.Samples.GetValueOrDefault(id), sum.B + n.B.Samples.GetValueOrDefault(id))
        );
}
