using Showdown.Analysis.Facts;
using Showdown.Analysis.Price;
using Showdown.Formatting;
using Showdown.Rendering.Charts;

namespace Showdown.Pages.Run;

/// <summary>Quality against price and against time, with the doubt about the frontier.</summary>
internal static class FrontierSections
{
    /// <returns>Null where nothing is known of price and time.</returns>
    public static FrontierSection? Of(IReadOnlyList<TradeOff> all, RunNames names)
    {
        var price = Points(
            all,
            names,
            p => Known(p.Score.UsdPerRight.Value, p.Score.UsdPerRight.Low, p.Score.UsdPerRight.High, 1000),
            p => p.Share.ByPrice
        );
        var time = Points(
            all,
            names,
            p => Known(p.Score.AnswerSeconds.Value, p.Score.AnswerSeconds.Low, p.Score.AnswerSeconds.High),
            p => p.Share.ByTime
        );
        return price.Count + time.Count == 0
            ? null
            : new FrontierSection(
                Scatter(price, v => Format.Usd((decimal)v), "USD for 1,000 right answers, logarithmic"),
                Scatter(time, v => Format.Seconds(v), "time to an answer, median, logarithmic"),
                [.. all.SelectMany(t => Rows(t, names))],
                [.. all.Select(t => Line(t, names)).OfType<FrontierLine>()]
            );
    }

    private static (double Value, (double, double)? Bounds)? Known(double? value, double? low, double? high, double times = 1) =>
        value > 0 ? (times * value.Value, low > 0 && high is not null ? (times * low.Value, times * high.Value) : null) : null;

    private static List<ScatterPoint> Points(
        IReadOnlyList<TradeOff> all,
        RunNames names,
        Func<TradePoint, (double Value, (double, double)? Bounds)?> paid,
        Func<TradePoint, double?> share
    ) =>
        [
            .. from of in all
            from point in of.Points
            let x = paid(point)
            where x is not null
            select new ScatterPoint(TradeOffWords.Title(of, names), names.Series(point.Score.ModelId), x.Value.Value, point.Score.Value!.Value)
            {
                XBounds = x.Value.Bounds,
                YBounds = (point.Score.Low!.Value, point.Score.High!.Value),
                Note = share(point) is { } s ? $", on the frontier in {TradeOffWords.OfDrawings(s)} of drawings" : "",
            },
        ];

    private static Chart? Scatter(List<ScatterPoint> points, Func<double, string> format, string axis) =>
        points.Count == 0
            ? null
            : ScatterChart.Draw(
                points,
                format,
                axis,
                $"Score against {axis}. "
                    + string.Join(" ", points.Select(p => $"{p.Model.Name} on {p.Group}: {Format.Percent(p.Y)} at {format(p.X)}{p.Note}."))
            );

    private static IEnumerable<FrontierRow> Rows(TradeOff of, RunNames names) =>
        of.Points.Select(
            (p, i) =>
                new FrontierRow(
                    i == 0 ? TradeOffWords.Title(of, names) : null,
                    names.Series(p.Score.ModelId),
                    Format.Percent(p.Score.Value),
                    Format.Interval(p.Score.Low, p.Score.High),
                    p.Score.UsdPerRight.Value is { } usd ? Format.Usd((decimal)(1000 * usd)) : Format.Unknown,
                    PriceWords.Interval(p.Score.UsdPerRight, 1000),
                    Share(p.Share.ByPrice),
                    Format.Seconds(p.Score.AnswerSeconds.Value),
                    p.Score.AnswerSeconds is { Low: { } low, High: { } high } ? $"{Format.Seconds(low)} to {Format.Seconds(high)}" : "",
                    Share(p.Share.ByTime)
                )
        );

    private static string Share(double? share) => share is { } s ? TradeOffWords.OfDrawings(s) : Format.Unknown;

    private static FrontierLine? Line(TradeOff of, RunNames names)
    {
        string?[] said = [TradeOffWords.Cheapest(of, names), TradeOffWords.Fastest(of, names)];
        return said.Any(s => s is not null) ? new FrontierLine(TradeOffWords.Title(of, names), string.Join(' ', said.OfType<string>())) : null;
    }
}

/// <param name="Rows">Model by model of each group.</param>
/// <param name="Lines">What follows, a sentence or two for each group.</param>
internal sealed record FrontierSection(Chart? AgainstPrice, Chart? AgainstTime, IReadOnlyList<FrontierRow> Rows, IReadOnlyList<FrontierLine> Lines);

/// <param name="Heading">The group above its first row; null on the rows that follow.</param>
/// <param name="Price">Of 1,000 right answers.</param>
/// <param name="OnPrice">In so many drawings of the questions it was on the frontier.</param>
/// <param name="Time">To an answer, median of this night.</param>
internal sealed record FrontierRow(
    string? Heading,
    Series Model,
    string Score,
    string Interval,
    string Price,
    string PriceInterval,
    string OnPrice,
    string Time,
    string TimeInterval,
    string OnTime
);

internal sealed record FrontierLine(string Title, string Sentence);
