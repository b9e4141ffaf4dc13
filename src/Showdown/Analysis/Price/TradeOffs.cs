using Showdown.Analysis.Facts;
using Showdown.Domain;
using Showdown.Statistics;

namespace Showdown.Analysis.Price;

/// <summary>All trade-offs of a run.</summary>
internal static class TradeOffs
{
    /// <summary>Everything first where it is more than one of the others, then capability by capability, then benchmarks that name none.</summary>
    public static IReadOnlyList<TradeOff> Of(RunResults results)
    {
        var named = results.Capabilities.SelectMany(c => c.Benchmarks).ToHashSet(StringComparer.Ordinal);
        var rest = results.Evaluations.GroupBy(e => e.Facts.Row.BenchmarkId).Where(b => !named.Contains(b.Key)).ToList();
        var parts = new List<TradeOff>();
        foreach (var capability in results.Capabilities)
            parts.Add(
                Part(
                    capability.Capability,
                    null,
                    EvaluationResult.Common(results.Evaluations.Where(e => capability.Benchmarks.Contains(e.Facts.Row.BenchmarkId))),
                    capability.Pairs
                )
            );
        foreach (var benchmark in rest)
            parts.Add(Part(null, benchmark.Key, EvaluationResult.Common(benchmark), [.. results.Pairs.Where(p => p.BenchmarkId == benchmark.Key)]));
        var all = EvaluationResult.Common(results.Evaluations);
        if (parts.Count > 1 && all.Count > 0)
            parts.Insert(0, Part(null, null, all, Overall(results, all)));
        return [.. parts.Where(p => p.Points.Count > 0)];
    }

    private static TradeOff Part(Capability? capability, string? benchmark, List<EvaluationResult> evaluations, IReadOnlyList<ModelPair> pairs)
    {
        var models = evaluations.GroupBy(e => e.Facts.Row.ModelId).Select(g => (Id: g.Key, Own: g.ToList())).ToList();
        var units = models.Select(m => m.Own.ToDictionary(e => e.Facts.Row.BenchmarkId, e => SampleUnits.Of(e.Facts))).ToList();
        var leaders = pairs.Count == 0 ? [] : models.Select(m => m.Id).Where(IsLeader).ToList();
        var order = units.Count == 0 ? [] : units[0].Keys.Select(b => (Benchmark: b, Names: Names(b))).ToList();
        var shares = Frontier.Resample(
            [.. units.Select(u => (IReadOnlyList<IReadOnlyList<TradeUnit?>>)[.. order.Select(o => Aligned(u[o.Benchmark], o.Names))])],
            leaders.Select(id => models.FindIndex(m => m.Id == id)).ToHashSet()
        );
        return new TradeOff(
            capability,
            benchmark,
            [.. models.Select((m, i) => new TradePoint(CapabilityScore.Of(m.Id, m.Own, [.. units[i].Values]), shares[i]))],
            leaders
        );

        bool IsLeader(string id) => !models.Exists(other => pairs.Any(p => p.Between(other.Id, id)?.Verdict == Verdict.Better));

        List<string> Names(string of) => [.. units.SelectMany(u => u[of].Units.Keys).Distinct(StringComparer.Ordinal)];

        // Without a price nothing that is drawn has one.
        static IReadOnlyList<TradeUnit?> Aligned(SampleUnits own, List<string> names) =>
            [.. names.Select(n => own.Units.GetValueOrDefault(n)).Select(u => own.IsPaid || u is null ? u : u with { Cost = double.NaN })];
    }

    /// <summary>Everything a model was judged by, each benchmark weighing alike; adjusted among themselves.</summary>
    private static IReadOnlyList<ModelPair> Overall(RunResults results, List<EvaluationResult> all)
    {
        if (!results.Facts.Run.GivesVerdicts)
            return [];
        var benchmarks = all.Select(e => e.Facts.Row.BenchmarkId).Distinct().ToList();
        var models = all.Select(e => e.Facts.Row.ModelId).Distinct().ToList();
        var pairs = (
            from a in Enumerable.Range(0, models.Count)
            from b in Enumerable.Range(a + 1, models.Count - a - 1)
            select new CapabilityPair(
                models[a],
                models[b],
                PairedStrata.Compare(
                    [.. benchmarks.Select(id => results.SamplesOf(id, models[a], models[b]))],
                    RunResults.Options(results.Facts.Run)
                ),
                []
            )
        ).ToList();
        var adjusted = Holm.Adjust([.. pairs.Select(p => p.Comparison)]);
        return [.. pairs.Select((p, i) => p with { Comparison = adjusted[i] })];
    }
}
