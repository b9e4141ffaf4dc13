using Showdown.Analysis.Facts;
using Showdown.Analysis.Published;
using Showdown.Analysis.Wording;
using Showdown.Domain;
using Showdown.Formatting;

namespace Showdown.Pages.Run;

/// <summary>The models aspect by aspect: each cell says whether it was measured here, published by others or declared by the vendor, and where two of
/// them disagree.
/// </summary>
internal sealed class AspectSections(RunResults results, RunNames names, IReadOnlyList<PublishedScore> published)
{
    private const string Measured = "measured";
    private const string Published = "published";
    private const string Declared = "declared";

    /// <summary>Published figures of a capability that was not measured.</summary>
    private const int MostUnmeasured = 2;

    private static readonly (string Aspect, Capability[] Capabilities)[] _tested =
    [
        ("Reasoning", [Capability.Reasoning, Capability.Maths, Capability.Science]),
        ("Coding", [Capability.Coding]),
        ("Knowledge", [Capability.Knowledge]),
        ("Language", [Capability.InstructionFollowing, Capability.Multilingual, Capability.Writing]),
        ("Tools", [Capability.ToolUse]),
    ];

    private readonly IReadOnlyList<ModelTotals> _totals = ModelTotals.Of(results, names);

    /// <returns>Null where nothing is judged.</returns>
    public AspectSection? Build() =>
        results.Evaluations.Count == 0
            ? null
            : new AspectSection(
                names.Series(),
                [
                    .. (
                        (AspectRow[])
                            [
                                Row("Architecture", t => Fact(t, t.Settings.Facts.Architecture)),
                                .. _tested.Select(a => Row(a.Aspect, t => a.Capabilities.SelectMany(c => Tested(c, t.Settings)))),
                                Row(
                                    "Context, declared",
                                    t => Fact(t, t.Settings.ContextWindow is { } window ? $"{Format.Count(window)} tokens" : null)
                                ),
                                Row("Context, effective", Effective),
                                Row("Speed", t => Figure(t.Speed.P50, v => $"{Format.Rate(v)} tokens a second", "#speed")),
                                Row("First token", t => Figure(t.FirstToken.P50, v => Format.Seconds(v), "#speed")),
                                Row("Price, blended 3:1", Blended),
                                Row(
                                    "Price of 1,000 right answers",
                                    t => Figure((double?)t.CostPerThousandRight, v => Format.Usd((decimal)v), "#price")
                                ),
                                Row("Open weights", t => Fact(t, t.Settings.Facts.OpenWeights is { } open ? (open ? "yes" : "no") : null)),
                                Row("Licence", t => Fact(t, t.Settings.Facts.Licence)),
                            ]
                    ).Where(row => row.Cells.Any(c => c.Lines.Count > 0)),
                ]
            );

    private AspectRow Row(string aspect, Func<ModelTotals, IEnumerable<AspectLine>> lines) =>
        new(aspect, [.. _totals.Select(t => new AspectCell(t.Name.Series(), [.. lines(t)]))]);

    private static IEnumerable<AspectLine> Fact(ModelTotals totals, string? value) =>
        value is null ? [] : [new AspectLine(value, Declared, totals.Settings.Facts.Source ?? "models.yaml", null, null)];

    /// <summary>What this night measured.</summary>
    private static IEnumerable<AspectLine> Figure(double? value, Func<double, string> format, string link) =>
        value is { } known ? [new AspectLine(format(known), Measured, "this night", link, null)] : [];

    private static IEnumerable<AspectLine> Blended(ModelTotals totals) =>
        totals.Settings.Price is { } price
            ?
            [
                new AspectLine(
                    $"{Format.Usd((3 * price.Input + price.Output) / 4)} for 1M tokens",
                    Declared,
                    string.Join(", ", new[] { price.Source ?? "models.yaml", price.AsOf?.ToString("yyyy-MM-dd") }.OfType<string>()),
                    null,
                    null
                ),
            ]
            : [];

    private static IEnumerable<AspectLine> Effective(ModelTotals totals)
    {
        if (totals.Context is not { Context: var context })
            return [];
        var disagrees =
            totals.Settings.ContextWindow is { } declared && context.High < declared && context.High < context.Longest
                ? $"beyond {Format.Window(context.High)} it is shown to fall below 85%, and {Format.Window(declared)} are declared"
                : null;
        return [new AspectLine(ContextWords.Length(context), Measured, $"95% interval {ContextWords.Bounds(context)}", "#groups", disagrees)];
    }

    private IEnumerable<AspectLine> Tested(Capability capability, ModelSettings model)
    {
        if (results.Capabilities.FirstOrDefault(c => c.Capability == capability) is not { } found)
        {
            foreach (var figure in PublishedComparison.Unmeasured(published, model, capability).Take(MostUnmeasured))
                yield return Unmeasured(figure);
            yield break;
        }

        if (found.Scores.First(s => s.ModelId == model.Id) is { Value: not null } score)
            yield return new AspectLine(
                $"{Format.Percent(score.Value)} {ForWhat.Name(capability)}",
                Measured,
                $"95% interval {Format.Interval(score.Low, score.High)}",
                "#verdict",
                null
            );
        foreach (
            var evaluation in results.Evaluations.Where(e => e.Facts.Row.ModelId == model.Id && found.Benchmarks.Contains(e.Facts.Row.BenchmarkId))
        )
        {
            if (PublishedSections.Best(evaluation, results.Facts.Run.Settings, published) is { } figure)
                yield return Beside(evaluation, figure);
        }
    }

    private static AspectLine Unmeasured(PublishedScore figure) =>
        new(
            $"{Format.Percent(figure.Value)} {figure.Benchmark.Title}",
            Published,
            $"{figure.Metric} of {figure.Model.Name} by {figure.RunBy}; not measured here",
            null,
            null
        );

    private AspectLine Beside(EvaluationResult evaluation, PublishedComparison figure)
    {
        var gap = figure.IsComparable ? PublishedSections.Gap(evaluation, figure.Published) : null;
        return new AspectLine(
            $"{Format.Percent(figure.Published.Value)} {figure.Published.Benchmark.Title}",
            Published,
            $"{figure.Published.Metric} by {figure.Published.RunBy}{(figure.IsComparable ? "" : $"; not comparable: {figure.Reasons[0]}")}",
            "#published",
            gap is { IsShown: true }
                ? $"measured on {names.Benchmark(evaluation.Facts.Row.BenchmarkId).Title}: {Format.Percent(evaluation.Score.Value)}, further away than luck explains"
                : null
        );
    }
}

internal sealed record AspectSection(IReadOnlyList<Rendering.Charts.Series> Models, IReadOnlyList<AspectRow> Rows);

internal sealed record AspectRow(string Aspect, IReadOnlyList<AspectCell> Cells);

/// <param name="Lines">Empty: nothing is known.</param>
internal sealed record AspectCell(Rendering.Charts.Series Model, IReadOnlyList<AspectLine> Lines);

/// <param name="Mark">measured, published or declared.</param>
/// <param name="Source">By which protocol, or where it is said.</param>
/// <param name="Link">To the evidence; null: none.</param>
/// <param name="Disagrees">With what, and how; null: with nothing.</param>
internal sealed record AspectLine(string Value, string Mark, string Source, string? Link, string? Disagrees);
