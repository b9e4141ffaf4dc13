using Showdown.Benchmarks.Generated;
using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Analysis.Facts;

/// <summary>How far a model's score holds as texts get longer, over all benchmarks of a run whose texts have lengths and come from one
/// generator.</summary>
/// <param name="Benchmarks">That it is taken from.</param>
internal sealed record ContextResult(string ModelId, IReadOnlyList<string> Benchmarks, EffectiveContext Context)
{
    /// <summary>For each model the one with the most lengths; models without one are left out.</summary>
    public static IReadOnlyList<ContextResult> Of(RunResults results)
    {
        var settings = results.Facts.Run.Settings;
        return
        [
            .. from name in new RunNames(settings).Models
            let longest = results
                .Evaluations.Where(e => e.Facts.Row.ModelId == name.Id)
                .GroupBy(e => settings.Benchmark(e.Facts.Row.BenchmarkId).Sources.FirstOrDefault(LongContext.HasLengths)?.Generator)
                .Where(g => g.Key is not null)
                .Select(g => Of(name.Id, [.. g]))
                .OfType<ContextResult>()
                .MaxBy(c => c.Context.Lengths.Count)
            where longest is not null
            select longest,
        ];
    }

    private static ContextResult? Of(string model, List<EvaluationResult> evaluations) =>
        EffectiveContext.Of([
            .. evaluations
                .SelectMany(e => e.Facts.Tallies)
                .GroupBy(t => LongContext.TokensOf(t.SampleId))
                .Select(g => new ScoreAtLength(g.Key, [.. Samples(g)])),
        ])
            is { } context
            ? new ContextResult(model, [.. evaluations.Select(e => e.Facts.Row.BenchmarkId)], context)
            : null;

    // Two benchmarks may ask the same sample: then it has been asked twice.
    private static IEnumerable<SampleScore> Samples(IEnumerable<SampleTally> tallies) =>
        tallies.GroupBy(t => t.SampleId).Select(t => t.Select(s => RunResults.Tally(s.Counts)).Aggregate((a, b) => a + b));
}
