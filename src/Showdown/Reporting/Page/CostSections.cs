using Showdown.Domain;
using Showdown.Reporting.Charts;
using Showdown.Statistics;

namespace Showdown.Reporting.Page;

/// <summary>What speed and quality are paid with.</summary>
internal static class CostSections
{
    public static SpeedSection Speed(RunResults results, RunNames names)
    {
        var byModel = names.Models.Select(m => (Model: m, Own: (results.Evaluations.Count > 0 ? results.Evaluations : results.All).Where(e => e.Facts.Row.ModelId == m.Id).Select(e => e.Facts.Figures).ToList())).ToList();
        var first = byModel.Select(m => Distribution(m.Model, m.Own.SelectMany(f => f.FirstTokenSeconds).ToList())).ToList();
        var speed = byModel.Select(m => Distribution(m.Model, m.Own.SelectMany(f => f.OutputTokensPerSecond).ToList())).ToList();
        return new SpeedSection(
            Hills(first, v => Show.Seconds(v), showP95: true, "Time to first token"),
            Hills(speed, v => v == Math.Round(v) ? Show.AxisRate(v) : Show.Rate(v), showP95: false, "Output tokens per second"),
            results.All.Select(e => Row(e, names, results)).ToList());
    }

    public static PriceSection Price(RunResults results, RunNames names)
    {
        var settings = results.Facts.Run.Settings;
        var points = results.Evaluations.Where(e => e.Score.Value is not null).Select(e => (
            Result: e,
            Title: names.Benchmark(e.Facts.Row.BenchmarkId).Title,
            Model: names.Model(e.Facts.Row.ModelId),
            PerThousand: PerThousand(e))).ToList();
        var price = points.Where(p => p.PerThousand > 0).Select(p => new ScatterPoint(p.Title, p.Model, (double)p.PerThousand!.Value, p.Result.Score.Value!.Value)).ToList();
        var speed = points.Where(p => p.Result.Speed.P50 > 0).Select(p => new ScatterPoint(p.Title, p.Model, p.Result.Speed.P50!.Value, p.Result.Score.Value!.Value)).ToList();
        return new PriceSection(
            Scatter(price, v => Show.Usd((decimal)v), "measured cost of 1,000 attempts in USD, logarithmic"),
            Scatter(speed, Show.AxisRate, "output tokens per second, median, logarithmic"),
            names.Models.Select(m => Row(m, settings.Model(m.Id), results)).ToList(),
            results.All.Select(e => Cost(e, names, results)).ToList());
    }

    private static DistributionRow Distribution(ModelName model, List<double> values)
    {
        var summary = Quantiles.Summarize(values);
        return new DistributionRow(model, values, summary.P50, summary.P95);
    }

    private static Chart? Hills(List<DistributionRow> rows, Func<double, string> format, bool showP95, string what) => rows.TrueForAll(r => r.Values.Count == 0)
        ? null
        : DistributionChart.Draw(rows, format, showP95, $"{what}, distribution over all attempts. " + string.Join(" ", rows.Where(r => r.P50 is not null).Select(r =>
            $"{r.Model.Name}: median {format(r.P50!.Value)}, 95th percentile {format(r.P95!.Value)}, {Show.Counted(r.Values.Count, "attempt", "attempts")}.")));

    private static Chart? Scatter(List<ScatterPoint> points, Func<double, string> format, string axis) => points.Count == 0
        ? null
        : ScatterChart.Draw(points, format, axis, $"Score against {axis}. " + string.Join(" ", points.Select(p => $"{p.Model.Name} on {p.Group}: {Show.Percent(p.Y)} at {format(p.X)}.")));

    private static SpeedRow Row(EvaluationResult e, RunNames names, RunResults results)
    {
        var figures = e.Facts.Figures;
        var answer = Quantiles.Summarize(figures.FirstAnswerTokenSeconds);
        var whole = Quantiles.Summarize(figures.DurationSeconds);
        var attempts = e.Counts.Total - figures.Reused;
        return new SpeedRow(
            ScoreSections.Heading(e, names, results), names.Model(e.Facts.Row.ModelId),
            Show.Count(e.FirstToken.Count), Show.Seconds(e.FirstToken.P50), Show.Seconds(e.FirstToken.P95), Show.Seconds(e.FirstToken.P99),
            Show.Seconds(answer.P50), Show.Rate(e.Speed.P50), Show.Rate(Quantiles.Of(figures.OutputTokensPerSecond, 0.05)), Show.Seconds(whole.P50),
            attempts - e.Counts.Failed > 0 ? Show.Count(figures.OutputTokens / (attempts - e.Counts.Failed)) : Show.Unknown,
            attempts > 0 ? Show.Number((double)figures.Tries / attempts, 2) : Show.Unknown);
    }

    private static PriceRow Row(ModelName name, ModelSettings model, RunResults results)
    {
        var own = results.All.Where(e => e.Facts.Row.ModelId == name.Id).ToList();
        var tokens = own.Sum(e => e.Facts.Figures.InputTokens + e.Facts.Figures.OutputTokens);
        var cost = own.Exists(e => e.Facts.Figures.CostUsd is null) ? null : own.Sum(e => e.Facts.Figures.CostUsd);
        var price = model.Price;
        return new PriceRow(
            name, Show.Usd(price?.Input), Show.Usd(price?.Output), Show.Usd(price is null ? null : (3 * price.Input + price.Output) / 4),
            Show.Usd(tokens > 0 ? cost * 1_000_000m / tokens : null),
            price?.AsOf?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? Show.Unknown,
            model.ContextWindow is { } window ? Show.Count(window) : Show.Unknown);
    }

    private static CostRow Cost(EvaluationResult e, RunNames names, RunResults results) => new(
        ScoreSections.Heading(e, names, results), names.Model(e.Facts.Row.ModelId),
        Show.Count(e.Facts.Figures.InputTokens), Show.Count(e.Facts.Figures.OutputTokens),
        Show.Usd(e.Facts.Figures.CostUsd), Show.Usd(PerThousand(e)), Show.Usd(e.CostPerRight));

    private static decimal? PerThousand(EvaluationResult e) => e.Counts.Total > 0 && e.Facts.Figures.Reused == 0 ? 1000 * e.Facts.Figures.CostUsd / e.Counts.Total : null;
}
