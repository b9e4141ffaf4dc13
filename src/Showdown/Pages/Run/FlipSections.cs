using Showdown.Analysis.Facts;
using Showdown.Formatting;
using Showdown.Pages.Evidence;
using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Pages.Run;

/// <summary>Questions that changed sides: between the two models, and since the night before.</summary>
internal static class FlipSections
{
    public const int Shown = 8;

    /// <param name="places">By benchmark id: where the samples that are linked to stand in the evidence.</param>
    public static FlipSection? Of(RunResults results, RunNames names, IReadOnlyDictionary<string, IReadOnlyDictionary<string, SamplePlace>> places)
    {
        if (names.Models.Count != 2)
            return null;
        var groups =
            from benchmark in results.Evaluations.GroupBy(e => e.Facts.Row.BenchmarkId)
            let sides = benchmark.ToList()
            where sides.Count == 2
            let flips = Group(Apart(sides[0], sides[1]), names, names.Benchmark(benchmark.Key), places.GetValueOrDefault(benchmark.Key))
            where flips is not null
            select flips;
        var found = groups.ToList();
        return found.Count == 0 ? null : new FlipSection(names.Models[0].Name, names.Models[1].Name, found);
    }

    /// <summary>What came out otherwise than on the night before, model by model.</summary>
    public static FlipSection? SinceBefore(RunResults results, RunNames names, RunPast? past, IReadOnlyDictionary<string, IReadOnlyDictionary<string, SamplePlace>> places)
    {
        var groups =
            from e in results.Evaluations
            let flips = NightFlips.Of(e, past)
            where flips.Count > 0
            select Moved(e, flips, names, places.GetValueOrDefault(e.Facts.Row.BenchmarkId));
        var found = groups.ToList();
        return found.Count == 0 ? null : new FlipSection("The night before", "This run", found);
    }

    /// <summary>Questions of which one model gets most right and the other does not.</summary>
    internal static FlipsOfTwo Apart(EvaluationResult a, EvaluationResult b)
    {
        var others = b.Facts.Tallies.ToDictionary(t => t.SampleId, t => t.Counts, StringComparer.Ordinal);
        var both = a.Facts.Tallies
            .Where(t => t.Counts.Scored > 0 && others.TryGetValue(t.SampleId, out var other) && other.Scored > 0)
            .Select(t => new Flip(t.SampleId, t.Counts, others[t.SampleId]))
            .ToList();
        var apart = both.Where(t => Math.Abs(t.Apart) > 0.5 - 1e-9).ToList();
        // Surprising: the one that is weaker on the whole is the better one here, and by far.
        var lead = apart.Count == 0 ? 0 : Math.Sign(both.Average(t => t.Apart));
        return new FlipsOfTwo(
            [.. apart.OrderByDescending(t => Math.Abs(t.Apart)).ThenBy(t => Math.Sign(t.Apart) == lead).Take(Shown)],
            apart.Count(t => t.Apart > 0), apart.Count(t => t.Apart < 0), both.Count);
    }

    private static FlipGroup? Group(FlipsOfTwo flips, RunNames names, BenchmarkName benchmark, IReadOnlyDictionary<string, SamplePlace>? places)
    {
        if (flips.Shown.Count == 0)
            return null;
        var counts = $"{names.Models[0].Name} wins {Format.Count(flips.WonByA)}, {names.Models[1].Name} {Format.Count(flips.WonByB)} of {Format.Counted(flips.Questions, "question", "questions")}";
        return new FlipGroup(
            benchmark.Title, counts,
            flips.Shown.Select(t => Row(t.SampleId, Text(t.A), Text(t.B), Css(t.A), Css(t.B), benchmark, places)).ToList(),
            flips.WonByA + flips.WonByB > Shown ? $"evidence/{benchmark.Slug}/index.html?disagree=1" : null,
            "All questions on which they disagree");
    }

    private static FlipGroup Moved(EvaluationResult e, IReadOnlyList<NightFlip> flips, RunNames names, IReadOnlyDictionary<string, SamplePlace>? places)
    {
        var benchmark = names.Benchmark(e.Facts.Row.BenchmarkId);
        var counts = $"{Format.Count(flips.Count(f => f.Now.Mean > f.Before.Mean))} turned right, {Format.Count(flips.Count(f => f.Now.Mean < f.Before.Mean))} turned wrong, of {Format.Counted(e.Score.Samples, "question", "questions")}";
        return new FlipGroup(
            $"{names.Model(e.Facts.Row.ModelId).Name} on {benchmark.Title}", counts,
            flips.Take(Shown).Select(f => Row(f.SampleId, Text(f.Before), Text(f.Now), Css(f.Before), Css(f.Now), benchmark, places)).ToList(),
            flips.Count > Shown ? $"evidence/{benchmark.Slug}/index.html?moved=1" : null,
            "All questions of this benchmark that changed");
    }

    private static FlipRow Row(string id, string a, string b, string cssA, string cssB, BenchmarkName benchmark, IReadOnlyDictionary<string, SamplePlace>? places)
    {
        var place = places?.GetValueOrDefault(id);
        return new FlipRow($"evidence/{benchmark.Slug}/{place?.Link ?? "index.html"}", id, place?.Snippet, a, b, cssA, cssB);
    }

    private static string Text(OutcomeCounts counts) => counts.Scored > 1 ? $"{counts.Right} of {counts.Scored} right"
        : counts.Right == 1 ? "right" : counts.Truncated == 1 ? "truncated" : "wrong";

    private static string Text(SampleScore item) => item.Scored > 1 ? $"{item.Right} of {item.Scored} right" : item.Right == 1 ? "right" : "not right";

    private static string Css(OutcomeCounts counts) => counts is { Scored: 1, Truncated: 1 } ? "truncated" : Css(RunResults.Tally(counts));

    private static string Css(SampleScore item) => item.Mean > 0.5 ? "right" : "wrong";
}

/// <summary>One question as two models met it; both have a score for it.</summary>
internal sealed record Flip(string SampleId, OutcomeCounts A, OutcomeCounts B)
{
    public double Apart => (double)A.Right / A.Scored - (double)B.Right / B.Scored;
}

/// <param name="Shown">The most surprising ones.</param>
/// <param name="Questions">Questions that both have a score for.</param>
internal sealed record FlipsOfTwo(IReadOnlyList<Flip> Shown, int WonByA, int WonByB, int Questions);
