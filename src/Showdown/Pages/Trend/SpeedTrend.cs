using Showdown.Analysis.Facts;
using Showdown.Analysis.Speed;
using Showdown.Formatting;
using Showdown.Rendering.Charts;
using Showdown.Rendering.Templating;

namespace Showdown.Pages.Trend;

/// <summary>Speed and price over the windows of a month: a line for each figure, and what has changed.</summary>
/// <param name="Changes">In words, the newest first.</param>
internal sealed record SpeedTrend(IReadOnlyList<string> Changes, IReadOnlyList<SpeedTrendRow> Rows)
{
    public static SpeedTrend Of(IReadOnlyList<SpeedLine> lines, RunNames names)
    {
        var changes = lines
            .SelectMany(l => l.Changes.Select(c => (Line: l, Change: c)))
            .GroupBy(c => (c.Line.Key, c.Change.Since.Id))
            .OrderByDescending(g => g.First().Change.Since.CreatedAt);
        var shown = lines.Where(l => l.Points.Count > 1 && names.Models.Any(m => m.Id == l.Key.ModelId)).ToList();
        return new SpeedTrend(
            [.. changes.Select(g => Sentence([.. g], names))],
            [.. shown.Select((l, i) => Row(l, names, i == 0 || shown[i - 1].Key != l.Key))]
        );
    }

    /// <summary>"Kimi K2 on Speed, 1k in from 8 June 2026 on: first token rose to 1.49 times, tokens a second fell to 0.67 times." Of one evaluation
    /// and night.</summary>
    private static string Sentence(IReadOnlyList<(SpeedLine Line, SpeedChange Change)> changes, RunNames names) =>
        $"{Name(changes[0].Line, names)} from {Format.Date(changes[0].Change.Since.CreatedAt)} on: "
        + $"{string.Join(", ", Medians(changes).Select(c => $"{c.Line.Figure.Lower} {(c.Change.Factor > 1 ? "rose" : "fell")} to {Format.Number(c.Change.Factor, 2)} times"))}.";

    // What the medians say is enough; the table has the tails.
    private static IEnumerable<(SpeedLine Line, SpeedChange Change)> Medians(IReadOnlyList<(SpeedLine Line, SpeedChange Change)> changes) =>
        changes.Any(c => c.Line.Figure.Share == 0.5) ? changes.Where(c => c.Line.Figure.Share == 0.5) : changes;

    private static string Name(SpeedLine line, RunNames names) =>
        $"{names.Models.FirstOrDefault(m => m.Id == line.Key.ModelId)?.Name ?? line.Key.ModelId} on {Benchmark(line, names)}";

    private static string Benchmark(SpeedLine line, RunNames names) =>
        line.Key.BenchmarkId == EvaluationSpeed.AllBenchmarks
            ? "all benchmarks"
            : names.Benchmarks.FirstOrDefault(b => b.Id == line.Key.BenchmarkId)?.Title ?? line.Key.BenchmarkId;

    private static SpeedTrendRow Row(SpeedLine line, RunNames names, bool isFirst)
    {
        var values = line.Points.Select(p => (double?)p.Value).ToList();
        var latest = line.Points[^1];
        var expected = line.Expected(latest.Run.CreatedAt - SpeedWindows.Month);
        var alternative =
            $"{line.Figure.Title} of {Name(line, names)}: {string.Join(", ", line.Points.TakeLast(20).Select(p => line.Figure.Say(p.Value)))}";
        return new SpeedTrendRow(
            isFirst ? Name(line, names) : null,
            line.Figure.Title,
            Sparkline.Draw(values, names.Series(line.Key.ModelId), alternative, leastSpan: 0.3 * values.Max()!.Value + 1e-9),
            line.Figure.Say(latest.Value),
            expected is null ? "too few nights" : $"{line.Figure.Say(expected.Value)} ({line.Figure.Say(expected.Low, expected.High)})",
            expected is null ? "" : Format.Count(expected.Windows),
            string.Join("; ", line.Changes.Select(c => $"{Format.Date(c.Since.CreatedAt)}: to {Format.Number(c.Factor, 2)} times"))
        );
    }
}

/// <param name="Heading">Model and benchmark above their first row; null on the rows that follow.</param>
/// <param name="Latest">Of the last window: this night.</param>
/// <param name="Expected">With its interval.</param>
internal sealed record SpeedTrendRow(string? Heading, string Figure, RawHtml Spark, string Latest, string Expected, string Windows, string Change);
