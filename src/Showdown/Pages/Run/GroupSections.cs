using Showdown.Analysis.Facts;
using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Rendering.Charts;
using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Pages.Run;

/// <summary>Scores by subject, difficulty and the like, and gathered into categories.</summary>
internal static class GroupSections
{
    private const int MostDrawn = 24;

    public static IReadOnlyList<GroupSection> Of(RunResults results, RunNames names) =>
        [
            .. from benchmark in results.Evaluations.GroupBy(e => e.Facts.Row.BenchmarkId)
            let groups = benchmark
                .SelectMany(e => e.Facts.Tallies)
                .Select(t => t.Group)
                .OfType<string>()
                .Distinct()
                .Order(StringComparer.Ordinal)
                .ToList()
            where groups.Count > 1
            select Section(benchmark.ToList(), groups, results.Facts.Run.Settings.Benchmark(benchmark.Key), names),
        ];

    private static GroupSection Section(List<EvaluationResult> evaluations, List<string> groups, BenchmarkSettings settings, RunNames names)
    {
        var models = evaluations.Select(e => names.Series(e.Facts.Row.ModelId)).ToArray();
        var byGroup = evaluations.Select(e => e.Facts.Tallies.ToLookup(t => t.Group ?? "", StringComparer.Ordinal)).ToList();
        var categories =
            settings.Categories.Count == 0
                ? []
                : groups.GroupBy(g => settings.Categories.GetValueOrDefault(g, "other")).OrderBy(c => c.Key, StringComparer.Ordinal).ToList();
        var rows = new List<GroupRow>
        {
            Row("all", "All questions alike (micro)", evaluations.Select(e => e.Facts.Tallies).ToList<IEnumerable<SampleTally>>()),
            Macro(groups.Count, evaluations),
        };
        if (categories.Count == 0)
            rows.AddRange(groups.Select(g => Row("group", Words(g), byGroup.Select(l => l[g]).ToList())));
        foreach (var category in categories)
        {
            rows.Add(Row("category", category.Key, byGroup.Select(l => category.SelectMany(g => l[g])).ToList()));
            rows.AddRange(category.Select(g => Row("group", Words(g), byGroup.Select(l => l[g]).ToList())));
        }
        var drawn =
            categories.Count > 0 ? categories.Select(c => Drawn(c.Key, byGroup.Select(l => c.SelectMany(g => l[g])).ToList(), models)).ToList()
            : groups.Count <= MostDrawn ? groups.Select(g => Drawn(Words(g), byGroup.Select(l => l[g]).ToList(), models)).ToList()
            : null;
        var alternative = $"Scores by group on {settings.Title}; the table below has the figures.";
        return new GroupSection(
            settings.Title,
            models,
            drawn is null ? null : ScoreChart.Draw(drawn, alternative),
            categories.Count > 0 ? "category and group" : "group",
            rows
        );
    }

    private static GroupRow Row(string kind, string name, List<IEnumerable<SampleTally>> tallies)
    {
        var estimates = tallies.Select(Estimate).ToList();
        return new GroupRow(
            kind,
            name,
            Format.Count(estimates.Max(e => e.Samples)),
            estimates.Select(e => e.Value is null ? Format.Unknown : $"{Format.Percent(e.Value)} ({Format.Interval(e.Low, e.High)})").ToList(),
            estimates.Count == 2 ? Format.SignedPoints(estimates[0].Value - estimates[1].Value) : ""
        );
    }

    private static GroupRow Macro(int groups, List<EvaluationResult> evaluations)
    {
        var scores = evaluations.Select(e =>
            GroupScores.Of(e.Facts.Tallies.Select(t => new GroupedSample(t.Group, RunResults.Tally(t.Counts)) { Cluster = t.Cluster }).ToList()).Macro
        );
        return new(
            "all",
            $"Mean of {groups} groups (macro)",
            "",
            scores.Select(s => s is null ? Format.Unknown : $"{Format.Percent(s.Value)} ({Format.Interval(s.Low, s.High)})").ToList(),
            evaluations.Count == 2 && Difference(evaluations[0].Facts.Tallies, evaluations[1].Facts.Tallies) is { } d
                ? $"{Format.SignedPoints(d.Value)} ({Format.Interval(d.Low, d.High)})"
                : ""
        );
    }

    private static MacroEstimate? Difference(IReadOnlyList<SampleTally> a, IReadOnlyList<SampleTally> b)
    {
        var others = b.ToDictionary(t => t.SampleId, t => RunResults.Tally(t.Counts), StringComparer.Ordinal);
        return MacroDifference.Of([
            .. a.Select(t => (t.Group, new SamplePair(RunResults.Tally(t.Counts), others.GetValueOrDefault(t.SampleId)) { Cluster = t.Cluster })),
        ]);
    }

    private static ScoreLine Drawn(string label, List<IEnumerable<SampleTally>> tallies, Series[] models)
    {
        var estimates = tallies.Select(Estimate).ToList();
        return new ScoreLine(
            label,
            Format.Counted(estimates.Max(e => e.Samples), "question", "questions"),
            estimates.Select((e, i) => new ScorePoint(models[i], e.Value, e.Low, e.High)).ToList()
        );
    }

    private static ScoreEstimate Estimate(IEnumerable<SampleTally> tallies) => RunResults.Score([.. tallies]);

    /// <summary>Upstream names of subjects are written "college_physics".</summary>
    private static string Words(string group) => group.Replace('_', ' ');
}
