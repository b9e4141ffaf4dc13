using Showdown.Statistics;

namespace Showdown.Analysis.Facts;

/// <summary>One evaluation by its units, samples or clusters of them: what they earned, cost and took.</summary>
/// <param name="Units">By name; names of other benchmarks are others.</param>
/// <param name="IsPaid">The cost of every answer is known, and none was paid for by an earlier run.</param>
internal sealed record SampleUnits(IReadOnlyDictionary<string, TradeUnit> Units, bool IsPaid)
{
    public static SampleUnits Of(EvaluationFacts facts)
    {
        var clusters = facts.Tallies.ToDictionary(t => t.SampleId, t => t.Cluster, StringComparer.Ordinal);
        string Unit(string sample) =>
            $"{facts.Row.BenchmarkId}\n{(clusters.GetValueOrDefault(sample) is { } cluster ? $"cluster {cluster}" : sample)}";
        var scores = facts.Tallies.ToLookup(t => Unit(t.SampleId), t => RunResults.Tally(t.Counts));
        var costs = facts.Costs.ToLookup(c => Unit(c.SampleId));
        var samples = facts.Costs.ToDictionary(c => c.Number, c => c.SampleId);
        var times = facts
            .Figures.DurationNumbers.Zip(facts.Figures.DurationSeconds)
            .Where(d => samples.ContainsKey(d.First))
            .ToLookup(d => Unit(samples[d.First]), d => d.Second);
        return new SampleUnits(
            scores.ToDictionary(
                s => s.Key,
                s => new TradeUnit(s.Sum(x => x.Credit), s.Sum(x => x.Scored), costs[s.Key].Sum(c => c.Usd ?? 0), [.. times[s.Key]]),
                StringComparer.Ordinal
            ),
            facts.Figures.Reused == 0 && facts.Costs.Count > 0 && facts.Costs.All(c => c.Usd is not null)
        );
    }

    /// <summary>Over all of them; not known where the cost of one is not.</summary>
    public static UnitCost UsdPerRight(IReadOnlyList<SampleUnits> all) =>
        all.All(u => u.IsPaid) ? PerUnit.Estimate([.. all.SelectMany(u => u.Units.Values).Select(u => new SampleCost(u.Cost, u.Credit))]) : default;

    /// <summary>Median of all answers.</summary>
    public static MedianEstimate AnswerSeconds(IReadOnlyList<SampleUnits> all)
    {
        var times = all.SelectMany(u => u.Units).SelectMany(u => u.Value.Times.Select(t => (Unit: u.Key, Time: t))).ToList();
        return UnitMedian.Estimate([.. times.Select(t => t.Time)], [.. times.Select(t => t.Unit)]);
    }
}
