using Showdown.Analysis.Facts;
using Showdown.Analysis.Speed;
using Showdown.Formatting;
using Showdown.Rendering.Charts;

namespace Showdown.Pages.Run;

/// <summary>What hosts bear: curves over the rate of requests.</summary>
internal static class LoadSections
{
    /// <returns>Null where the load was not raised.</returns>
    public static LoadSection? Of(RunResults results, RunNames names)
    {
        var curves = LoadCurve.Of(results);
        if (curves.Count == 0)
            return null;
        return new LoadSection(
            [.. curves.Select(c => LoadWords.Sentence(c, names))],
            CurveChart.Draw(
                [.. curves.Select(c => Curve(c, names, p => p.Goodput, v => $"{Format.Rate(v)} a second kept the limits"))],
                Format.AxisRate,
                Format.AxisRate,
                ("requests sent a second", "goodput: requests a second that keep the limits"),
                Alternative("Goodput", curves, names, p => p.Goodput, v => Format.Rate(v)),
                isDiagonal: true
            ),
            CurveChart.Draw(
                [.. curves.Select(c => Curve(c, names, p => p.FirstTokenP95, v => $"95% had their first token within {Format.Seconds(v)}"))],
                Format.AxisRate,
                v => Format.Seconds(v),
                ("requests sent a second", "first token, 95 of 100 within, from when it was due"),
                Alternative("First token, 95th percentile", curves, names, p => p.FirstTokenP95, v => Format.Seconds(v))
            ),
            [.. curves.SelectMany(c => Rows(c, names))]
        );
    }

    private static Curve Curve(LoadCurve curve, RunNames names, Func<LoadPoint, double?> value, Func<double?, string> say) =>
        new(
            names.Series(curve.Key.ModelId),
            [
                .. from p in curve.Points
                let y = value(p)
                where y is not null
                select (p.Step.Rate, y.Value, $"{names.Model(curve.Key.ModelId).Name} at {LoadWords.Rate(p)} a second: {say(y)}"),
            ]
        );

    private static string Alternative(
        string what,
        IReadOnlyList<LoadCurve> curves,
        RunNames names,
        Func<LoadPoint, double?> value,
        Func<double?, string> say
    ) =>
        $"{what} over the rate of requests. "
        + string.Join(
            " ",
            curves.Select(c =>
                $"{names.Model(c.Key.ModelId).Name}: {string.Join(", ", c.Points.Select(p => $"{say(value(p))} at {LoadWords.Rate(p)}"))}."
            )
        );

    private static IEnumerable<LoadRow> Rows(LoadCurve curve, RunNames names) =>
        curve.Points.Select(
            (p, i) =>
                new LoadRow(
                    i == 0 ? $"{names.Model(curve.Key.ModelId).Name}, {names.Benchmark(curve.Key.BenchmarkId).Title}" : null,
                    LoadWords.Rate(p),
                    $"{Format.Count(p.Sent)}{(p.Sent == p.Step.Requests ? "" : $" of {Format.Count(p.Step.Requests)}")}",
                    Format.Count(p.Failed),
                    Format.Rate(p.Throughput),
                    Format.Seconds(p.FirstTokenP50),
                    Format.Seconds(p.FirstTokenP95),
                    $"{Format.Percent(p.Kept)} ({Format.Interval(p.KeptInterval.Low, p.KeptInterval.High)})",
                    Format.Rate(p.Goodput),
                    p == curve.Knee ? "the knee"
                        : p.IsInterrupted ? "interrupted: its load was less"
                        : !p.IsWhole ? "not asked to its end"
                        : p.IsLate ? "sent late by this machine"
                        : ""
                )
        );
}

/// <param name="Sentences">One for each model.</param>
internal sealed record LoadSection(IReadOnlyList<string> Sentences, Chart Goodput, Chart FirstToken, IReadOnlyList<LoadRow> Rows);

/// <param name="Heading">Above a model's first rate; null on the rows that follow.</param>
internal sealed record LoadRow(
    string? Heading,
    string Rate,
    string Sent,
    string Failed,
    string Throughput,
    string P50,
    string P95,
    string Kept,
    string Goodput,
    string Note
);
