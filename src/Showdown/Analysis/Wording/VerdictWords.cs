using Showdown.Analysis.Facts;
using Showdown.Formatting;
using Showdown.Statistics;

namespace Showdown.Analysis.Wording;

/// <summary>Says in words what the statistics say, and no more.</summary>
internal static class VerdictWords
{
    public static string Css(Verdict verdict) =>
        verdict switch
        {
            Verdict.Better => "better",
            Verdict.Worse => "worse",
            Verdict.Equivalent => "equivalent",
            Verdict.NotEnoughData => "unknown",
            _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
        };

    /// <summary>The verdict in the fewest words, after the sign: "Kimi K2 better".</summary>
    public static string Short(Verdict verdict, string a, string b) =>
        verdict switch
        {
            Verdict.Better => $"{a} better",
            Verdict.Worse => $"{b} better",
            _ => Word(verdict),
        };

    /// <summary>As programs read it.</summary>
    public static string Word(Verdict verdict) =>
        verdict switch
        {
            Verdict.Better => "better",
            Verdict.Worse => "worse",
            Verdict.Equivalent => "equivalent",
            Verdict.NotEnoughData => "not enough data",
            _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
        };

    /// <summary>The verdict that a summary names.</summary>
    public static Verdict Of(string word) => Enum.GetValues<Verdict>().FirstOrDefault(v => Word(v) == word);

    /// <summary>The mark beside the word: colour never stands alone.</summary>
    public static string Sign(Verdict verdict) =>
        verdict switch
        {
            Verdict.Better => "▲",
            Verdict.Worse => "▼",
            Verdict.Equivalent => "■",
            Verdict.NotEnoughData => "●",
            _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
        };

    /// <summary>Why the verdict is another than its interval alone would say; null where they agree.</summary>
    /// <param name="comparisons">That the run makes in all.</param>
    public static string? AgainstInterval(PairedComparison c, int comparisons) =>
        c switch
        {
            { HangsOnMissing: true } => "what has no score could turn it",
            { Sequential: not null } => StopWords.AgainstInterval(c),
            { Verdict: Verdict.NotEnoughData, Low: > 0 } or { Verdict: Verdict.NotEnoughData, High: < 0 } when c.P < 1 - c.Level =>
                $"alone p = {Format.P(c.P)}; as one of {comparisons} comparisons {Format.P(c.AdjustedP)}",
            { Verdict: Verdict.NotEnoughData, Low: > 0 } or { Verdict: Verdict.NotEnoughData, High: < 0 } =>
                $"the test does not agree with the interval: p = {Format.P(c.P)}",
            { Verdict: Verdict.Equivalent, DifferenceShown: true } => $"a difference, of less than {Points(c.Margin)}",
            _ => null,
        };

    public static VerdictLine Line(PairResult pair, RunNames names, RunResults results)
    {
        var (a, b, on) = (names.Model(pair.A).Name, names.Model(pair.B).Name, names.Benchmark(pair.BenchmarkId).Title);
        var c = pair.Comparison;
        if (c.Difference is null)
            return new VerdictLine("unknown", "?", "No comparison", on, $"{a} and {b} could not be compared on {on}: {pair.WhyNot}.", null);
        return c.Verdict switch
        {
            Verdict.Better => new VerdictLine("better", "▲", "Better", on, $"{a} is better than {b} on {on} ({Span(c)}).", Aside()),
            Verdict.Worse => new VerdictLine("worse", "▼", "Better", on, $"{b} is better than {a} on {on} ({Span(c.Mirrored())}).", Aside()),
            Verdict.Equivalent => new VerdictLine(
                "equivalent",
                "■",
                "Equivalent",
                on,
                $"{a} and {b} are equivalent on {on} within {Points(c.Margin)} ({Span(c)}).",
                Joined(Ahead(c, a, b), Aside())
            ),
            Verdict.NotEnoughData => new VerdictLine(
                "unknown",
                "●",
                "Not enough data",
                on,
                $"Not enough data to tell {a} and {b} apart on {on} ({Span(c)}).",
                Joined(Aside(), Wanted(pair, results))
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(pair)),
        };

        string? Aside() =>
            c.Sequential is null
                ? LeftOut(c, a, b)
                : Joined(StopWords.Aside(c, results.ForecastOf(pair)), LeftOut(c with { LeftOut = c.LeftOut with { NotAsked = 0 } }, a, b));
    }

    /// <summary>"+30.1 points, 95% interval 18.2 to 42.0".</summary>
    public static string Span(PairedComparison c) =>
        $"{Format.SignedPoints(c.Difference)} points, {Level(c)}% interval {Format.Interval(c.Low, c.High)}";

    /// <summary>"95", or "99.8" where many looks keep 95% together.</summary>
    public static string Level(PairedComparison c) => Format.Number(100 * c.Level, c.Level > 0.99 ? 1 : 0);

    public static string Points(double share) => Format.Points(share) is "1" ? "1 point" : $"{Format.Points(share)} points";

    private static string? Ahead(PairedComparison c, string a, string b) =>
        c.DifferenceShown ? $"{(c.Difference > 0 ? a : b)} is ahead, by less than the margin that this job calls a difference." : null;

    /// <summary>How many questions the verdict leaves out, and why.</summary>
    /// <param name="notAsked">What samples are that one of the two, or both, did not ask.</param>
    public static string? LeftOut(PairedComparison c, string a, string b, string notAsked = "not asked of both")
    {
        var left = c.LeftOut;
        var parts = new List<string>();
        Add(left.NoScoreA, $"without a score from {a}");
        Add(left.NoScoreB, $"without a score from {b}");
        Add(left.NoScoreBoth, "without a score from either");
        Add(left.NotAsked, notAsked);
        if (parts.Count == 0 && left.Attempts == 0)
            return null;
        var questions = parts.Count == 0 ? "" : $"{Format.Counted(left.Samples, "question is", "questions are")} left out: {Format.List(parts)}.";
        var attempts =
            left.Attempts == 0
                ? ""
                : $"{(parts.Count == 0 ? "" : " ")}{Format.Counted(left.Attempts, "attempt", "attempts")} at the others failed or could not be judged.";
        var bounds = c.HangsOnMissing
            ? $" Judged wrong or right, what is missing could have made the difference anything from {Format.Interval(left.Low, left.High)} points: no verdict can rest on the rest."
            : "";
        return questions + attempts + bounds;

        void Add(int count, string why)
        {
            if (count > 0)
                parts.Add($"{Format.Count(count)} {why}");
        }
    }

    private static string? Joined(string? first, string? second) =>
        first is null ? second
        : second is null ? first
        : $"{first} {second}";

    /// <summary>What this report could have shown, and what larger ones could.</summary>
    private static string? Wanted(PairResult pair, RunResults results)
    {
        var c = pair.Comparison;
        if (c.Sequential is not null)
            return null;
        var alone =
            c.P < 1 - c.Level && c.AdjustedP >= 1 - c.Level
                ? $"Alone it would pass as a difference (p = {Format.P(c.P)}); as one of {results.Compared} comparisons it does not (p = {Format.P(c.AdjustedP)}). "
                : "";
        var curve = PowerCurve.Of(pair, results).ToList();
        if (curve.Count == 0)
            return alone.Length > 0 ? alone.TrimEnd() : null;
        var more = new List<string>();
        if (curve[0].MoreEpochs is not null)
            more.Add($"with {PowerCurve.Times} times the epochs {PowerCurve.Text(curve.Select(p => p.MoreEpochs))}");
        more.Add(
            curve[0].MoreSamples is not null
                ? $"with {PowerCurve.Times} times the questions {PowerCurve.Text(curve.Select(p => p.MoreSamples))}"
                : "the benchmark has no more questions"
        );
        return $"{alone}A true difference of 2, 5 and 10 points would be shown here with a chance of {PowerCurve.Text(curve.Select(p => (double?)p.Power))}; {string.Join("; ", more)}.";
    }
}
