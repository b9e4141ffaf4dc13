using Showdown.Analysis.Facts;
using Showdown.Domain;
using Showdown.Statistics;

namespace Showdown.Analysis.Price;

/// <summary>What answers and right answers of a run cost, with samples as units, as in the scores.</summary>
/// <param name="Evaluations">Evaluations whose cost is known, and each model over all that is judged.</param>
/// <param name="Pairs">Adjusted for all of them together (Holm), by answer and by right answer.</param>
internal sealed record PriceResults(IReadOnlyList<EvaluationPrice> Evaluations, IReadOnlyList<PricePair> Pairs)
{
    /// <summary>Stands for the benchmark where a model's cost is taken over all that are judged.</summary>
    public const string AllBenchmarks = "";

    /// <summary>Quality against price and time.</summary>
    public required IReadOnlyList<TradeOff> TradeOffs { get; init; }

    public static PriceResults Of(RunResults results)
    {
        var known = results.All.Where(e => e.Facts.Figures.Reused == 0).Select(Costs.Of).OfType<Costs>().ToList();
        var judged = results
            .Evaluations.GroupBy(e => e.Facts.Row.ModelId)
            .Select(model => (Asked: model.Count(), Known: known.Where(k => k.IsJudged && k.Key.ModelId == model.Key).ToList()))
            .Where(m => m.Asked > 1 && m.Known.Count == m.Asked)
            .Select(m => Costs.Total(m.Known));
        List<Costs> all = [.. known, .. judged];
        var pairs = (
            from benchmark in all.GroupBy(c => c.Key.BenchmarkId)
            let models = benchmark.ToList()
            from a in Enumerable.Range(0, models.Count)
            from b in Enumerable.Range(a + 1, models.Count - a - 1)
            select Compare(models[a], models[b])
        ).ToList();
        var adjusted = Holm.Adjust([.. pairs.Select(p => p.Answer), .. pairs.Select(p => p.Right)]);
        return new PriceResults(
            [.. all.Select(c => c.Price())],
            [.. pairs.Select((p, i) => p with { Answer = adjusted[i], Right = adjusted[pairs.Count + i] })]
        )
        {
            TradeOffs = Price.TradeOffs.Of(results),
        };
    }

    public EvaluationPrice? Find(string benchmarkId, string modelId) =>
        Evaluations.FirstOrDefault(c => c.Key.BenchmarkId == benchmarkId && c.Key.ModelId == modelId);

    /// <summary>A model over all that is judged; null where it was not asked, or its cost is not known, on some of several benchmarks.</summary>
    public EvaluationPrice? Total(string modelId) =>
        Find(AllBenchmarks, modelId) ?? (Evaluations.Where(c => c.IsJudged && c.Key.ModelId == modelId).ToList() is [var only] ? only : null);

    /// <summary>The same of two models, the first one as A; null where they are not compared.</summary>
    public PricePair? Total(string a, string b)
    {
        var pairs = Pairs.Where(p => p.IsJudged && (p.A == a && p.B == b || p.A == b && p.B == a)).ToList();
        var pair = pairs.Find(p => p.BenchmarkId == AllBenchmarks) ?? (pairs.Count == 1 ? pairs[0] : null);
        return pair?.A == a ? pair : pair?.Mirrored();
    }

    private static PricePair Compare(Costs a, Costs b)
    {
        var others = b.Samples.ToDictionary(s => s.Id, StringComparer.Ordinal);
        var common = a.Samples.Where(s => others.ContainsKey(s.Id)).Select(s => (A: s, B: others[s.Id])).ToList();
        var clusters = common.Select(c => c.A.Cluster).ToList();
        return new PricePair(
            a.Key.BenchmarkId,
            a.Key.ModelId,
            b.Key.ModelId,
            PerUnit.Compare([.. common.Select(c => (c.A.ByAnswer, c.B.ByAnswer))], clusters),
            a.IsJudged ? PerUnit.Compare([.. common.Select(c => (c.A.ByRight, c.B.ByRight))], clusters) : PerUnit.Compare([])
        )
        {
            IsJudged = a.IsJudged,
        };
    }

    /// <summary>One model's samples with what they cost.</summary>
    private sealed record Costs(EvaluationKey Key, IReadOnlyList<Sample> Samples, bool IsJudged)
    {
        /// <returns>Null where the cost of any answer is not known.</returns>
        public static Costs? Of(EvaluationResult e)
        {
            if (e.Facts.Costs.Count == 0 || e.Facts.Costs.Any(c => c.Usd is null))
                return null;
            var clusters = e.Facts.Tallies.ToDictionary(t => t.SampleId, t => t.Cluster, StringComparer.Ordinal);
            return new Costs(
                new EvaluationKey(e.Facts.Row.BenchmarkId, e.Facts.Row.ModelId),
                [.. e.Facts.Costs.Select(c => new Sample(c.SampleId, clusters.GetValueOrDefault(c.SampleId), c.Usd!.Value, c.Answers, c.Credit))],
                e.Facts.Row.ScorerKind.Scores()
            );
        }

        public static Costs Total(IReadOnlyList<Costs> of) =>
            new(
                new EvaluationKey(AllBenchmarks, of[0].Key.ModelId),
                [.. of.SelectMany(c => c.Samples.Select(s => s.Within(c.Key.BenchmarkId)))],
                IsJudged: true
            );

        public EvaluationPrice Price()
        {
            var clusters = Samples.Select(s => s.Cluster).ToList();
            return new EvaluationPrice(Key, PerUnit.Estimate([.. Samples.Select(s => s.ByAnswer)], clusters))
            {
                Right = IsJudged ? PerUnit.Estimate([.. Samples.Select(s => s.ByRight)], clusters) : null,
            };
        }
    }

    private sealed record Sample(string Id, string? Cluster, double Usd, double Answers, double Credit)
    {
        public SampleCost ByAnswer => new(Usd, Answers);

        public SampleCost ByRight => new(Usd, Credit);

        public Sample Within(string benchmark) =>
            this with
            {
                Id = $"{benchmark}\n{Id}",
                Cluster = Cluster is null ? null : $"{benchmark}\n{Cluster}",
            };
    }
}
