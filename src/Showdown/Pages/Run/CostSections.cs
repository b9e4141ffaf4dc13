using Showdown.Analysis.Facts;
using Showdown.Analysis.Price;
using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Rendering.Charts;
using Showdown.Statistics;

namespace Showdown.Pages.Run;

/// <summary>What speed and quality are paid with.</summary>
internal static class CostSections
{
    public static SpeedSection Speed(RunResults results, RunNames names)
    {
        var byModel = names
            .Models.Select(m =>
                (
                    Model: m.Series(),
                    Own: (results.Evaluations.Count > 0 ? results.Evaluations : results.All)
                        .Where(e => e.Facts.Row.ModelId == m.Id && !e.RaisesLoad)
                        .Select(e => e.Facts.Figures)
                        .ToList()
                )
            )
            .ToList();
        var first = byModel.Select(m => Distribution(m.Model, m.Own.SelectMany(f => f.FirstTokenSeconds).ToList())).ToList();
        var speed = byModel.Select(m => Distribution(m.Model, m.Own.SelectMany(f => f.OutputTokensPerSecond).ToList())).ToList();
        return new SpeedSection(
            Densities(first, v => Format.Seconds(v), showP95: true, "Time to first token"),
            Densities(speed, v => v == Math.Round(v) ? Format.AxisRate(v) : Format.Rate(v), showP95: false, "Output tokens per second"),
            results.All.Where(e => !e.RaisesLoad).Select(e => Row(e, names, results)).ToList()
        );
    }

    public static PriceSection Price(RunResults results, RunNames names, PriceResults prices)
    {
        var settings = results.Facts.Run.Settings;
        return new PriceSection(
            FrontierSections.Of(prices.TradeOffs, names),
            names.Models.Select(m => Row(m, settings.Model(m.Id), results)).ToList(),
            results.All.Select(e => Cost(e, names, results, prices)).ToList()
        )
        {
            Verdicts = PriceSections.Verdicts(prices, names),
            Notes = PriceNotes.Of(results, names),
            Details = PriceDetails.Of(results, names),
        };
    }

    private static DensityRow Distribution(Series model, List<double> values)
    {
        var summary = Quantiles.Summarize(values);
        return new DensityRow(model, values, summary.P50, summary.P95);
    }

    private static Chart? Densities(List<DensityRow> rows, Func<double, string> format, bool showP95, string what) =>
        rows.TrueForAll(r => r.Values.Count == 0)
            ? null
            : DensityChart.Draw(
                rows,
                format,
                showP95,
                $"{what}, distribution over all attempts. "
                    + string.Join(
                        " ",
                        rows.Where(r => r.P50 is not null)
                            .Select(r =>
                                $"{r.Model.Name}: median {format(r.P50!.Value)}, 95th percentile {format(r.P95!.Value)}, {Format.Counted(r.Values.Count, "attempt", "attempts")}."
                            )
                    )
            );

    private static SpeedRow Row(EvaluationResult e, RunNames names, RunResults results)
    {
        var figures = e.Facts.Figures;
        var answer = Quantiles.Summarize(figures.FirstAnswerTokenSeconds);
        var whole = Quantiles.Summarize(figures.DurationSeconds);
        var attempts = e.Counts.Total - figures.Reused;
        return new SpeedRow(
            ScoreSections.Heading(e, names, results),
            names.Series(e.Facts.Row.ModelId),
            Format.Count(e.FirstToken.Count),
            Format.Seconds(e.FirstToken.P50),
            Format.Seconds(e.FirstToken.P95),
            Format.Seconds(e.FirstToken.P99),
            Format.Seconds(answer.P50),
            Format.Rate(e.Speed.P50),
            Format.Rate(Quantiles.Of(figures.OutputTokensPerSecond, 0.05)),
            Format.Seconds(whole.P50),
            attempts - e.Counts.Failed > 0 ? Format.Count(figures.OutputTokens / (attempts - e.Counts.Failed)) : Format.Unknown,
            attempts > 0 && figures.Tries > 0 ? Format.Number((double)figures.Tries / attempts, 2) : Format.Unknown,
            figures.ColdStartSeconds.Count > 0 ? Format.Seconds(Quantiles.Of(figures.ColdStartSeconds, 0.5)) : ""
        );
    }

    private static PriceRow Row(ModelName name, ModelSettings model, RunResults results)
    {
        var own = results.All.Where(e => e.Facts.Row.ModelId == name.Id).ToList();
        var tokens = own.Sum(e => e.Facts.Figures.InputTokens + e.Facts.Figures.OutputTokens);
        var cost = own.Exists(e => e.Facts.Figures.CostUsd is null) ? null : own.Sum(e => e.Facts.Figures.CostUsd);
        var price = model.Price;
        return new PriceRow(
            name.Series(),
            Format.Usd(price?.Input),
            Format.Usd(price?.Output),
            Format.Usd(price is null ? null : (3 * price.Input + price.Output) / 4),
            Format.Usd(tokens > 0 ? cost * 1_000_000m / tokens : null),
            price?.AsOf?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? Format.Unknown,
            model.ContextWindow is { } window ? Format.Count(window) : Format.Unknown
        );
    }

    private static CostRow Cost(EvaluationResult e, RunNames names, RunResults results, PriceResults prices)
    {
        var figures = e.Facts.Figures;
        var evaluation = prices.Find(e.Facts.Row.BenchmarkId, e.Facts.Row.ModelId);
        var answers = e.Counts.Total - figures.Reused - e.Counts.Failed;
        return new CostRow(
            ScoreSections.Heading(e, names, results),
            names.Series(e.Facts.Row.ModelId),
            Format.Count(figures.InputTokens),
            Format.Count(figures.OutputTokens),
            Format.Usd(figures.CostUsd),
            answers > 0 ? Format.Count(figures.OutputTokens / answers) : Format.Unknown,
            Usd(evaluation?.Answer, 1000),
            evaluation is null ? "" : PriceWords.Interval(evaluation.Answer, 1000),
            Usd(evaluation?.Right, 1000),
            evaluation?.Right is { } right ? PriceWords.Interval(right, 1000) : "",
            Usd(evaluation?.Answer, 1_000_000)
        );
    }

    private static string Usd(UnitCost? cost, int times) => Format.Usd(cost?.Value is { } value ? (decimal)(times * value) : null);
}
