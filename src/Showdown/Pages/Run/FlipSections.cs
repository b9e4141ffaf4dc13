using Showdown.Analysis.Facts;
using Showdown.Formatting;
using Showdown.Pages.Evidence;
using Showdown.Rendering.RichText;
using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Pages.Run;

/// <summary>Questions that changed sides: between the models, and since the night before.</summary>
internal static class FlipSections
{
    public const int Shown = 8;

    /// <param name="anchors">By benchmark id: where the samples that are linked to stand in the evidence.</param>
    public static FlipSection? Of(RunResults results, RunNames names, IReadOnlyDictionary<string, IReadOnlyDictionary<string, SampleAnchor>> anchors)
    {
        var groups =
            from benchmark in results.Evaluations.GroupBy(e => e.Facts.Row.BenchmarkId)
            let sides = benchmark.ToList()
            where sides.Count == names.Models.Count
            let flips = Group(Apart(sides), names, names.Benchmark(benchmark.Key), anchors.GetValueOrDefault(benchmark.Key))
            where flips is not null
            select flips;
        var found = groups.ToList();
        return found.Count == 0 ? null : new FlipSection([.. names.Models.Select(m => m.Name)], found);
    }

    /// <summary>What came out otherwise than on the night before, model by model.</summary>
    public static FlipSection? SinceBefore(
        RunResults results,
        RunNames names,
        RunPast? past,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, SampleAnchor>> anchors
    )
    {
        var groups =
            from e in results.Evaluations
            let flips = NightFlips.Of(e, past)
            where flips.Count > 0
            select Moved(e, flips, names, anchors.GetValueOrDefault(e.Facts.Row.BenchmarkId));
        var found = groups.ToList();
        return found.Count == 0 ? null : new FlipSection(["The night before", "This run"], found);
    }

    /// <summary>
    /// Questions on which the models part ways: one gets them right, another does not (of repeats: by half or more). Those come first on which the
    /// weaker models win.
    /// </summary>
    internal static FlipsOfBenchmark Apart(IReadOnlyList<EvaluationResult> sides)
    {
        if (sides.Count < 2)
            return new FlipsOfBenchmark([], [], 0, 0);
        var tallies = sides
            .Select(s => s.Facts.Tallies.Where(t => t.Counts.Scored > 0).ToDictionary(t => t.SampleId, t => t.Counts, StringComparer.Ordinal))
            .ToList();
        var all = sides[0]
            .Facts.Tallies.Select(t => t.SampleId)
            .Where(id => tallies.TrueForAll(t => t.ContainsKey(id)))
            .Select(id => new Flip(id, [.. tallies.Select(t => t[id])]))
            .ToList();
        var apart = all.Where(f => f.Spread > 0.5 - 1e-9).ToList();
        var skills = sides.Select((_, m) => all.Sum(f => f.Mean(m))).ToList();
        return new FlipsOfBenchmark(
            [.. apart.OrderByDescending(f => f.Spread).ThenByDescending(f => f.Surprise(skills)).Take(Shown)],
            [.. sides.Select((_, m) => apart.Count(f => f.Mean(m) > f.Others(m)))],
            apart.Count,
            all.Count
        );
    }

    private static FlipGroup? Group(
        FlipsOfBenchmark flips,
        RunNames names,
        BenchmarkName benchmark,
        IReadOnlyDictionary<string, SampleAnchor>? anchors
    )
    {
        if (flips.Shown.Count == 0)
            return null;
        var counts =
            names.Models.Count == 2
                ? $"{names.Models[0].Name} clearly wins {Format.Count(flips.Won[0])}, {names.Models[1].Name} {Format.Count(flips.Won[1])} of {Format.Counted(flips.Questions, "question", "questions")}"
                : $"the models part ways on {Format.Count(flips.Apart)} of {Format.Counted(flips.Questions, "question", "questions")}";
        return new FlipGroup(
            benchmark.Title,
            counts,
            flips.Shown.Select(t => Row(t.SampleId, [.. t.Sides.Select(s => new FlipCell(Text(s), Css(s)))], benchmark, anchors)).ToList(),
            flips.Apart > Shown ? $"evidence/{benchmark.Slug}/index.html?disagree=1" : null,
            "All questions on which they disagree"
        );
    }

    private static FlipGroup Moved(
        EvaluationResult e,
        IReadOnlyList<NightFlip> flips,
        RunNames names,
        IReadOnlyDictionary<string, SampleAnchor>? anchors
    )
    {
        var benchmark = names.Benchmark(e.Facts.Row.BenchmarkId);
        var counts =
            $"{Format.Count(flips.Count(f => f.Now.Mean > f.Before.Mean))} turned right, {Format.Count(flips.Count(f => f.Now.Mean < f.Before.Mean))} turned wrong, of {Format.Counted(e.Score.Samples, "question", "questions")}";
        return new FlipGroup(
            $"{names.Model(e.Facts.Row.ModelId).Name} on {benchmark.Title}",
            counts,
            flips
                .Take(Shown)
                .Select(f =>
                    Row(f.SampleId, [new FlipCell(Text(f.Before), Css(f.Before)), new FlipCell(Text(f.Now), Css(f.Now))], benchmark, anchors)
                )
                .ToList(),
            flips.Count > Shown ? $"evidence/{benchmark.Slug}/index.html?moved=1" : null,
            "All questions of this benchmark that changed"
        );
    }

    private static FlipRow Row(string id, IReadOnlyList<FlipCell> cells, BenchmarkName benchmark, IReadOnlyDictionary<string, SampleAnchor>? anchors)
    {
        var place = anchors?.GetValueOrDefault(id);
        return new FlipRow(
            $"evidence/{benchmark.Slug}/{place?.Link ?? "index.html"}",
            id,
            place?.Snippet,
            place?.Snippet is { } question ? RichMarkdown.FormulasOnly(question) : null,
            cells
        );
    }

    private static string Text(OutcomeCounts counts) =>
        counts.Scored > 1 ? $"{Format.Earned(counts.Credit, counts.Scored)} right"
        : counts.Right == 1 ? "right"
        : counts.Truncated == 1 ? "truncated"
        : counts.Partial == 1 ? $"{Format.Percent(counts.Credit)} right"
        : "wrong";

    private static string Text(SampleScore score) =>
        score.Scored > 1 ? $"{Format.Earned(score.Credit, score.Scored)} right"
        : score.Right == 1 ? "right"
        : score.Credit > 0 ? $"{Format.Percent(score.Credit)} right"
        : "not right";

    private static string Css(OutcomeCounts counts) => counts is { Scored: 1, Truncated: 1 } ? "truncated" : Css(RunResults.Tally(counts));

    private static string Css(SampleScore score) => score.Mean > 0.5 ? "right" : "wrong";
}

/// <summary>One question as all models met it; each has a score for it.</summary>
internal sealed record Flip(string SampleId, IReadOnlyList<OutcomeCounts> Sides)
{
    /// <summary>From the mean of the worst model to that of the best, 0 to 1.</summary>
    public double Spread { get; } = Sides.Max(Share) - Sides.Min(Share);

    public double Mean(int model) => Share(Sides[model]);

    /// <summary>Mean of the other models.</summary>
    public double Others(int model) => Sides.Where((_, m) => m != model).Average(Share);

    /// <summary>By how much weaker models beat stronger ones here.</summary>
    /// <param name="skills">Of each model, the larger the stronger.</param>
    public double Surprise(IReadOnlyList<double> skills) =>
        Sides
            .Select((_, weak) => Sides.Select((_, strong) => skills[strong] > skills[weak] ? Math.Max(0, Mean(weak) - Mean(strong)) : 0).Sum())
            .Sum();

    private static double Share(OutcomeCounts counts) => counts.Credit / counts.Scored;
}

/// <param name="Shown">The most surprising ones.</param>
/// <param name="Won">Of each model: questions on which it does better than the others on the mean.</param>
/// <param name="Apart">Questions on which they part ways.</param>
/// <param name="Questions">Questions that all have a score for.</param>
internal sealed record FlipsOfBenchmark(IReadOnlyList<Flip> Shown, IReadOnlyList<int> Won, int Apart, int Questions);
