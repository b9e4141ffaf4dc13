using Showdown.Analysis.Facts;
using Showdown.Analysis.Wording;
using Showdown.Formatting;
using Showdown.Statistics;

namespace Showdown.Analysis.Speed;

/// <summary>Ratios of speed in words.</summary>
internal static class SpeedWords
{
    /// <summary>Of A against B: faster, slower, equivalent within 10%, not enough windows.</summary>
    public static string Word(RatioComparison compared, SpeedFigure figure) =>
        compared.Verdict switch
        {
            RatioVerdict.NotEnoughData => compared is { Low: > 1 } or { High: < 1 }
                ? "not enough windows, as one of several comparisons"
                : "not enough windows",
            RatioVerdict.Equivalent => $"equivalent within {Format.Number(100 * compared.Margin, 0)}%",
            RatioVerdict.Higher => figure.LargerIsBetter ? "faster" : "slower",
            RatioVerdict.Lower => figure.LargerIsBetter ? "slower" : "faster",
            _ => throw new ArgumentOutOfRangeException(nameof(compared)),
        };

    /// <summary>In one breath: "Kimi K2: 1.92 times as fast, 1.60 to 2.30 over 7 nights"; of one night "Kimi K2: 1.92 times as fast, 1.71 to 2.14
    /// this night".</summary>
    /// <param name="a">Names of the pair's models, in its order.</param>
    public static string Say(SpeedPair pair, string a, string b)
    {
        if (pair.NotComparable.Count > 0)
            return $"not comparable this night: {string.Join("; ", pair.NotComparable)}";
        var isRate = pair.Figure.LargerIsBetter;
        if (pair.Expected.Ratio is null)
        {
            var night = isRate ? pair : pair.Mirrored();
            return $"{Faster(a, b, night.NightRatio, night.NightInterval?.Low, night.NightInterval?.High)} this night";
        }
        var expected = isRate ? pair.Expected : pair.Expected.Mirrored();
        var over = $" over {Format.Counted(expected.Units, pair.Unit, pair.Unit + "s")}";
        return expected.Verdict switch
        {
            RatioVerdict.Equivalent => $"{Word(expected, pair.Figure)}{over}",
            RatioVerdict.NotEnoughData => $"{Faster(a, b, expected.Ratio!.Value, expected.Low, expected.High)}{over}: {Word(expected, pair.Figure)}",
            _ => Faster(a, b, expected.Ratio!.Value, expected.Low, expected.High) + over,
        };
    }

    /// <summary>What a first screen says: how long the answer is waited for, and how fast it comes; of two models every figure of the headline, of
    /// more the fastest against the next.</summary>
    public static IReadOnlyList<string> Headlines(SpeedResults speed, RunNames names) =>
        [
            .. from figure in new[] { SpeedFigure.FirstAnswer, SpeedFigure.TokensPerSecond, SpeedFigure.RightAnswer }
            let best = speed.Best(figure)
            where best is not null
            select $"{figure.Title}: {Say(best, names.Model(best.A).Name, names.Model(best.B).Name)}",
        ];

    /// <param name="ratio">Speed of A over speed of B.</param>
    private static string Faster(string a, string b, double ratio, double? low, double? high)
    {
        if (ratio < 1)
            return Faster(b, a, 1 / ratio, 1 / high, 1 / low);
        var text = RatioText.Of(ratio, low, high);
        var interval = text.Interval is null ? "" : $", {text.Interval}";
        return ratio < RatioWords.Alike ? $"about the same: {a} {text.Ratio} times as fast{interval}" : $"{a}: {text.Ratio} times as fast{interval}";
    }
}
