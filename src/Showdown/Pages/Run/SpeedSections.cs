using Showdown.Analysis.Facts;
using Showdown.Analysis.Speed;
using Showdown.Analysis.Wording;
using Showdown.Formatting;
using Showdown.Statistics;

namespace Showdown.Pages.Run;

/// <summary>How many times as fast: what this night says beside what is to be expected.</summary>
internal static class SpeedSections
{
    public static IReadOnlyList<SpeedVerdict> Of(SpeedResults speed, RunNames names) =>
        Rows([.. speed.Pairs.Where(p => p.BenchmarkId == speed.Headline)], names);

    public static IReadOnlyList<SpeedVerdict> Others(SpeedResults speed, RunNames names) =>
        Rows([.. speed.Pairs.Where(p => p.BenchmarkId != speed.Headline)], names);

    private static IReadOnlyList<SpeedVerdict> Rows(IReadOnlyList<SpeedPair> pairs, RunNames names) =>
        [.. pairs.Select((p, i) => Row(p, names, i == 0 || pairs[i - 1].BenchmarkId != p.BenchmarkId))];

    private static SpeedVerdict Row(SpeedPair pair, RunNames names, bool isFirst)
    {
        var isBetter = pair.Expected.Verdict == (pair.Figure.LargerIsBetter ? RatioVerdict.Higher : RatioVerdict.Lower);
        return new SpeedVerdict(
            !isFirst ? null
                : pair.BenchmarkId == EvaluationSpeed.AllBenchmarks ? "All benchmarks"
                : names.Benchmark(pair.BenchmarkId).Title,
            pair.Figure.Title,
            $"{names.Model(pair.A).Name} / {names.Model(pair.B).Name}",
            Times(pair.NightRatio, pair.NightInterval?.Low, pair.NightInterval?.High),
            Expected(pair.Week, pair),
            Expected(pair.Month, pair),
            pair.Expected.Verdict switch
            {
                RatioVerdict.NotEnoughData => "unknown",
                RatioVerdict.Equivalent => "equivalent",
                _ => isBetter ? "better" : "worse",
            },
            string.Join("; ", pair.NotComparable)
        );
    }

    private static string Expected(RatioComparison compared, SpeedPair pair) =>
        compared.Ratio is null
            ? $"{SpeedWords.Word(compared, pair.Figure)} ({compared.Units} of {TimeWindows.Fewest})"
            : $"{SpeedWords.Word(compared, pair.Figure)}: {Times(compared.Ratio.Value, compared.Low, compared.High)}, {Format.Counted(compared.Units, pair.Unit, pair.Unit + "s")}";

    private static string Times(double ratio, double? low, double? high) =>
        RatioText.Of(ratio, low, high) is var text && text.Interval is null ? text.Ratio : $"{text.Ratio} ({text.Interval})";
}
