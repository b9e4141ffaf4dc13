using Showdown.Analysis.Facts;
using Showdown.Formatting;
using Showdown.Statistics;

namespace Showdown.Analysis.Wording;

/// <summary>One comparison as a sentence that can be read aloud.</summary>
/// <param name="Css">better, worse, equivalent or unknown; of the first model against the second.</param>
internal sealed record VerdictLine(string Css, string Sign, string Word, string Benchmark, string Sentence, string? Aside);

/// <summary>Says in words what the statistics say, and no more.</summary>
internal static class VerdictWords
{
    public static string Css(Verdict verdict) => verdict switch
    {
        Verdict.Better => "better",
        Verdict.Worse => "worse",
        Verdict.Equivalent => "equivalent",
        Verdict.NotEnoughData => "unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    public static VerdictLine Line(PairResult pair, RunNames names, int comparisons, int epochs)
    {
        var (a, b, on) = (names.Model(pair.A).Name, names.Model(pair.B).Name, names.Benchmark(pair.BenchmarkId).Title);
        var c = pair.Comparison;
        if (c.Difference is not { } difference)
            return new VerdictLine("unknown", "?", "No comparison", on, $"{a} and {b} could not be compared on {on}: no question has a score from both.", null);
        return c.Verdict switch
        {
            Verdict.Better => new VerdictLine("better", "▲", "Better", on, $"{a} is better than {b} on {on} ({Span(difference, c.Low, c.High)}).", null),
            Verdict.Worse => new VerdictLine("worse", "▼", "Better", on, $"{b} is better than {a} on {on} ({Span(-difference, -c.High, -c.Low)}).", null),
            Verdict.Equivalent => new VerdictLine("equivalent", "■", "Equivalent", on, $"{a} and {b} are equivalent on {on} within {Points(c.Margin)} ({Span(difference, c.Low, c.High)}).", Ahead(c, a, b)),
            Verdict.NotEnoughData => new VerdictLine("unknown", "●", "Not enough data", on, $"Not enough data to tell {a} and {b} apart on {on} ({Span(difference, c.Low, c.High)}).", Wanted(c, comparisons, epochs)),
            _ => throw new ArgumentOutOfRangeException(nameof(pair)),
        };
    }

    /// <summary>"+30.1 points, 95% interval 18.2 to 42.0".</summary>
    public static string Span(double? difference, double? low, double? high) =>
        $"{Format.SignedPoints(difference)} points, 95% interval {Format.Interval(low, high)}";

    public static string Points(double share) => Format.Points(share) is "1" ? "1 point" : $"{Format.Points(share)} points";

    private static string? Ahead(PairedComparison c, string a, string b) => c.DifferenceShown
        ? $"{(c.Difference > 0 ? a : b)} is ahead, by less than the margin that this job calls a difference."
        : null;

    /// <summary>What it would take to know.</summary>
    private static string? Wanted(PairedComparison c, int comparisons, int epochs)
    {
        var alone = c.P < 1 - c.Level && c.AdjustedP >= 1 - c.Level
            ? $"Alone it would pass as a difference (p = {Format.P(c.P)}); as one of {comparisons} comparisons it does not (p = {Format.P(c.AdjustedP)}). "
            : "";
        var ways = new List<string>();
        if (c.ItemsToDecide is { } items && items > c.Items)
            ways.Add($"{Rough(items - c.Items)} more questions");
        if (c.EpochsToDecide is { } repeats && repeats > epochs)
            ways.Add($"{Rough(repeats - epochs)} more epochs on the same questions");
        if (ways.Count > 0)
            return $"{alone}About {string.Join(", or ", ways)}{(ways.Count > 1 ? "," : "")} would be needed to decide a difference of {Points(c.Margin)}.";
        return alone.Length > 0 ? alone.TrimEnd() : c.MinimumDetectable is { } least ? $"A comparison of this size finds differences of {Points(least)} or more, four times in five." : null;
    }

    /// <summary>Guesses get two digits.</summary>
    private static string Rough(int count)
    {
        var unit = (int)Math.Pow(10, Math.Max(0, (int)Math.Floor(Math.Log10(count)) - 1));
        return Format.Count((long)Math.Ceiling(count / (double)unit) * unit);
    }
}
