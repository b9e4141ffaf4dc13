using Showdown.Domain;
using Showdown.Statistics;

namespace Showdown.Analysis.Facts;

/// <summary>A model over all benchmarks of a run: what it takes beside its scores.</summary>
internal sealed record ModelTotals
{
    public required ModelName Name { get; init; }

    public required ModelSettings Settings { get; init; }

    /// <summary>Request sent to first token of any kind, in seconds, over all attempts asked in this run.</summary>
    public required QuantileSummary FirstToken { get; init; }

    /// <summary>Output tokens per second after the first, over all attempts asked in this run.</summary>
    public required QuantileSummary Speed { get; init; }

    /// <summary>Request sent to the end of the answer, in seconds, over all attempts asked in this run.</summary>
    public required QuantileSummary Answer { get; init; }

    /// <summary>How far its score holds as texts get longer; null where that was not tested.</summary>
    public ContextResult? Context { get; init; }

    /// <summary>Null when price or usage of any attempt is not known.</summary>
    public required decimal? CostUsd { get; init; }

    /// <summary>
    /// USD for a thousand right answers; null without one, where the cost is not known, and where an earlier run paid for completions.
    /// </summary>
    public required decimal? CostPerThousandRight { get; init; }

    public static IReadOnlyList<ModelTotals> Of(RunResults results, RunNames names)
    {
        var contexts = ContextResult.Of(results).ToDictionary(c => c.ModelId, StringComparer.Ordinal);
        return [.. names.Models.Select(m => Of(m, results) with { Context = contexts.GetValueOrDefault(m.Id) })];
    }

    private static ModelTotals Of(ModelName name, RunResults results)
    {
        // Where something is judged, speed is that of the judged attempts: prompts made to measure speed are no everyday work.
        var measured = (results.Evaluations.Count > 0 ? results.Evaluations : results.All)
            .Where(e => e.Facts.Row.ModelId == name.Id && !e.RaisesLoad)
            .Select(e => e.Facts.Figures)
            .ToList();
        var judged = results.Evaluations.Where(e => e.Facts.Row.ModelId == name.Id).ToList();
        var right = (decimal)judged.Sum(e => e.Counts.Credit);
        var spent = Sum(judged.Select(e => e.Facts.Figures.CostUsd));
        return new ModelTotals
        {
            Name = name,
            Settings = results.Facts.Run.Settings.Model(name.Id),
            FirstToken = Quantiles.Summarize([.. measured.SelectMany(f => f.FirstTokenSeconds)]),
            Speed = Quantiles.Summarize([.. measured.SelectMany(f => f.OutputTokensPerSecond)]),
            Answer = Quantiles.Summarize([.. measured.SelectMany(f => f.DurationSeconds)]),
            CostUsd = Sum(results.All.Where(e => e.Facts.Row.ModelId == name.Id).Select(e => e.Facts.Figures.CostUsd)),
            CostPerThousandRight = right > 0 && judged.TrueForAll(e => e.Facts.Figures.Reused == 0) ? 1000 * spent / right : null,
        };
    }

    private static decimal? Sum(IEnumerable<decimal?> costs)
    {
        var all = costs.ToList();
        return all.Contains(null) ? null : all.Sum();
    }
}
