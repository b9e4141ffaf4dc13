using Showdown.Domain;
using Showdown.Statistics;
using Showdown.Statistics.Sequential;

namespace Showdown.Analysis.Facts;

/// <summary>What a run says of one capability: its benchmarks taken together, each weighing as much as the others.</summary>
/// <param name="Benchmarks">In the order of the job.</param>
/// <param name="Scores">One for each model, in the order of the job.</param>
/// <param name="Pairs">Every pair of models, adjusted over all capabilities and pairs (Holm); with a benchmark that may end early: see
/// <see cref="SequentialPaired.Mean"/>.</param>
internal sealed record CapabilityResult(
    Capability Capability,
    IReadOnlyList<string> Benchmarks,
    IReadOnlyList<CapabilityScore> Scores,
    IReadOnlyList<CapabilityPair> Pairs
)
{
    /// <summary>In the order of the enumeration; empty where the run gives no verdicts, or no benchmark says what it is a test of.</summary>
    public static IReadOnlyList<CapabilityResult> Of(RunResults results, PairSource source)
    {
        var run = results.Facts.Run;
        if (!run.GivesVerdicts)
            return [];
        var groups = results
            .Evaluations.GroupBy(e => run.Settings.CapabilityOf(e.Facts.Row.BenchmarkId))
            .Where(g => g.Key is not null)
            .OrderBy(g => g.Key)
            .ToList();
        var comparisons = run.Settings.StoppingComparisons + groups.Sum(g => SetBeforehand([.. g]));
        var found = groups.Select(g => Of(g.Key!.Value, [.. g], results, source, comparisons)).ToList();
        var adjusted = new Queue<PairedComparison>(Holm.Adjust([.. found.SelectMany(c => c.Pairs).Select(p => p.Comparison)]));
        return [.. found.Select(c => c with { Pairs = [.. c.Pairs.Select(p => p with { Comparison = adjusted.Dequeue() })] })];
    }

    /// <summary>Comparisons of benchmarks that are asked whole beside ones that may end early: they share the error of those.</summary>
    private static int SetBeforehand(List<EvaluationResult> evaluations)
    {
        var whole = evaluations.Where(e => e.Facts.Asked.Count == 0).GroupBy(e => e.Facts.Row.BenchmarkId).Select(b => b.Count());
        return evaluations.Exists(e => e.Facts.Asked.Count > 0) ? whole.Sum(models => models * (models - 1) / 2) : 0;
    }

    /// <param name="comparisons">That share the error where a benchmark may end early.</param>
    private static CapabilityResult Of(
        Capability capability,
        List<EvaluationResult> evaluations,
        RunResults results,
        PairSource source,
        int comparisons
    )
    {
        string[] benchmarks = [.. evaluations.Select(e => e.Facts.Row.BenchmarkId).Distinct()];
        var models = new RunNames(results.Facts.Run.Settings).Models.Select(m => m.Id).ToList();
        var common = EvaluationResult.Common(evaluations);
        var pairs =
            from a in Enumerable.Range(0, models.Count)
            from b in Enumerable.Range(a + 1, models.Count - a - 1)
            select Pair(models[a], models[b]);
        return new CapabilityResult(
            capability,
            benchmarks,
            [.. models.Select(m => CapabilityScore.Of(m, [.. common.Where(e => e.Facts.Row.ModelId == m)]))],
            [.. pairs]
        );

        CapabilityPair Pair(string a, string b)
        {
            var strata = benchmarks.Select(id => (Id: id, Samples: source.Samples(id, a, b))).ToList();
            var stopping = strata.Select(s => source.Stopping(s.Id, a, b, comparisons)).ToList();
            var whole = stopping.OfType<PairedComparison>().FirstOrDefault()?.Sequential is { } rule
                ? source.Options with
                {
                    Level = 1 - rule.Error / rule.Comparisons,
                }
                : source.Options;
            return new CapabilityPair(
                a,
                b,
                stopping.TrueForAll(s => s is null)
                    ? (strata is [var only] ? source.Duel(only.Id, a, b) : null)
                        ?? PairedStrata.Compare([.. strata.Select(s => s.Samples)], source.Options)
                    : SequentialPaired.Mean([.. strata.Select((s, i) => stopping[i] ?? Paired.Compare(s.Samples, whole))]),
                [.. strata.Where(s => !s.Samples.Any(p => p.IsComplete)).Select(s => s.Id)]
            )
            {
                IsAsked = IsAsked(a) && IsAsked(b),
            };
        }

        bool IsAsked(string model) => evaluations.Exists(e => e.Facts.Row.ModelId == model && e.IsAsked);
    }
}
