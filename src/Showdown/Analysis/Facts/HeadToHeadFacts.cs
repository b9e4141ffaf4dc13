using Showdown.Domain;
using Showdown.Judging;
using Showdown.Judging.HeadToHead;
using Showdown.Judging.Labels;
using Showdown.Results;
using Showdown.Statistics.Pairwise;

namespace Showdown.Analysis.Facts;

/// <summary>What is stored of a benchmark's pairs.</summary>
internal sealed record StoredPairs
{
    /// <summary>Of the judging that counts.</summary>
    public required IReadOnlyList<PairVerdictRow> Verdicts { get; init; }

    public IReadOnlyList<AnswerStyle> Styles { get; init; } = [];

    public IReadOnlyList<PairLabelRow> Labels { get; init; } = [];

    /// <summary>What each judge has cost, earlier judgings included.</summary>
    public IReadOnlyList<JudgeCost> Costs { get; init; } = [];
}

/// <summary>A benchmark of a run whose answers judges compared.</summary>
/// <param name="Models">In the order of the run.</param>
/// <param name="Rule">Who judged, and by what.</param>
/// <param name="Duels">Every pair of models that was compared.</param>
internal sealed record HeadToHeadFacts(string BenchmarkId, IReadOnlyList<string> Models, JudgingRule Rule, IReadOnlyList<ModelDuel> Duels)
{
    /// <summary>What people say of the same pairs.</summary>
    public required LabelFacts Labels { get; init; }

    /// <summary>How far the judges of a panel say the same (Krippendorff's alpha); null for a single judge.</summary>
    public Agreement? Panel { get; init; }

    /// <summary>How far the judges, taken together, say what people do (Cohen's kappa); null without labels.</summary>
    public Agreement? WithPeople { get; init; }

    public IReadOnlyList<JudgeCost> Costs { get; init; } = [];

    /// <summary>Beside what the answers cost, earlier judgings included; null where a judge's price is not known.</summary>
    public decimal? CostUsd => Costs.Any(c => c.Usd is null) ? null : (decimal)Costs.Sum(c => c.Usd!.Value);

    /// <summary>Benchmarks whose pairs have been judged, or were begun to be.</summary>
    public static async Task<IReadOnlyList<HeadToHeadFacts>> ReadAsync(
        RunReader reader,
        RunRow run,
        IReadOnlyList<EvaluationFacts> evaluations,
        CancellationToken cancel
    )
    {
        var (found, store) = (new List<HeadToHeadFacts>(), reader.Pairs);
        foreach (var benchmark in run.Settings.Benchmarks.Where(b => b.IsPairwise))
        {
            var own = evaluations.Where(e => e.Row.BenchmarkId == benchmark.Id).ToList();
            if (own.Count < 2 || await store.JudgingAsync(run.Id, benchmark.Id, cancel) is not { } judging)
                continue;
            var stored = new StoredPairs
            {
                Verdicts = await store.VerdictsAsync(run.Id, benchmark.Id, judging.Judging, cancel),
                Styles = await store.StylesAsync(run.Id, benchmark.Id, cancel),
                Labels = await store.LabelsAsync(run.Id, benchmark.Id, cancel),
                Costs = [.. (await store.CostsAsync(run.Id, cancel)).Where(c => c.BenchmarkId == benchmark.Id)],
            };
            found.Add(Of(own, run.Settings.BaselineOf(benchmark.Id), judging.Rule, stored));
        }

        return found;
    }

    /// <param name="evaluations">Of one benchmark, in the order of the run.</param>
    /// <param name="baseline">The model that the others stand against; null, or one that the run does not ask: each against each.</param>
    public static HeadToHeadFacts Of(IReadOnlyList<EvaluationFacts> evaluations, string? baseline, JudgingRule rule, StoredPairs stored)
    {
        if (!evaluations.Any(e => e.Row.ModelId == baseline))
            baseline = null;
        var pairs = stored.Verdicts.GroupBy(v => v.Pair()).ToDictionary(p => p.Key, p => p.ToList());
        var labels = LabelFacts.Of(stored.Labels);
        var beside = pairs
            .Where(p => labels.ByPair.ContainsKey(p.Key))
            .Select(p => (Judges: PanelVerdict.Of(p.Value).Value, People: labels.ByPair[p.Key]))
            .Where(p => p.Judges is not null)
            .Select(p => (Side(p.Judges!.Value), Side(p.People)))
            .ToList();
        return new HeadToHeadFacts(
            evaluations[0].Row.BenchmarkId,
            [.. evaluations.Select(e => e.Row.ModelId)],
            rule,
            [
                .. from a in Enumerable.Range(0, evaluations.Count)
                from b in Enumerable.Range(a + 1, evaluations.Count - a - 1)
                let models = (A: evaluations[a].Row.ModelId, B: evaluations[b].Row.ModelId)
                where baseline is null || models.A == baseline || models.B == baseline
                select ModelDuel.Of(evaluations[a], evaluations[b], pairs, stored.Styles, labels),
            ]
        )
        {
            Labels = labels,
            Panel = rule.Judges.Count < 2 ? null : Agreement.Alpha([.. pairs.Values.Select(Said)]),
            WithPeople = Agreement.Kappa(beside),
            Costs = stored.Costs,
        };
    }

    private static int[] Said(List<PairVerdictRow> rows) =>
        [.. rows.Select(r => PanelVerdict.JudgementOf(r).Outcome).Where(o => o != PairOutcome.Unscored).Select(o => (int)o)];

    // Who wins by it, as a name.
    private static int Side(double value) => value.CompareTo(0.5);
}
