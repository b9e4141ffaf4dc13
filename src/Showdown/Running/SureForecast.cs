using Showdown.Domain;
using Showdown.Results;
using Showdown.Statistics.Sequential;
using Showdown.Stopping;

namespace Showdown.Running;

/// <summary>How many questions an evaluation will ask that ends as soon as it is sure.</summary>
/// <param name="Few">One time in ten it asks no more.</param>
/// <param name="Typical">Half of the times.</param>
/// <param name="Many">Nine times in ten.</param>
public sealed record SureForecast(int Few, int Typical, int Many);

/// <summary>Forecasts from the newest answers of each model what it will take to be sure.</summary>
internal sealed class SureForecaster(RunReader reader)
{
    /// <param name="questions">Of the benchmark, after the limit.</param>
    /// <returns>By model; empty where a benchmark asks all, and without a model that has no earlier answers, or whose rivals have none.</returns>
    /// <remarks>If the models differ as they did. An evaluation goes on until the slowest of its comparisons is sure.</remarks>
    public async Task<IReadOnlyDictionary<string, SureForecast>> ForecastAsync(
        RunSettings settings,
        string benchmarkId,
        int questions,
        CancellationToken cancel
    )
    {
        var forecasts = new Dictionary<string, SureForecast>(StringComparer.Ordinal);
        if (settings.StopOf(benchmarkId) is not { } rule)
            return forecasts;
        var options = rule.ToSequentialOptions(settings.StoppingComparisons);
        var earlier = new Dictionary<string, IReadOnlyList<AskedScore>>(StringComparer.Ordinal);
        var models = settings.Models.Select(m => m.Id).Where(m => settings.Asks(benchmarkId, m)).ToList();
        foreach (var model in models)
        {
            if (await reader.NewestAsync(benchmarkId, model, cancel) is { } evaluation)
                earlier[model] = await reader.AskedScoresAsync(evaluation, Math.Min(evaluation.Epochs, settings.EpochsOf(benchmarkId)), cancel);
        }

        var pairs = (
            from a in Enumerable.Range(0, models.Count)
            from b in Enumerable.Range(a + 1, models.Count - a - 1)
            select (A: models[a], B: models[b], Forecast: Of(earlier, models[a], models[b], questions, options))
        ).ToList();
        foreach (var model in models)
        {
            var own = pairs.Where(p => p.A == model || p.B == model).Select(p => p.Forecast).ToList();
            if (own.TrueForAll(f => f is not null))
                forecasts[model] = new SureForecast(own.Max(f => f!.Few), own.Max(f => f!.Typical), own.Max(f => f!.Many));
        }

        return forecasts;
    }

    private static SureForecast? Of(
        Dictionary<string, IReadOnlyList<AskedScore>> earlier,
        string a,
        string b,
        int questions,
        SequentialOptions options
    )
    {
        if (!earlier.TryGetValue(a, out var first) || !earlier.TryGetValue(b, out var second))
            return null;
        var others = second.ToDictionary(s => s.SampleId, s => s.Mean, StringComparer.Ordinal);
        var units = first
            .Where(s => s.Mean is not null && others.GetValueOrDefault(s.SampleId) is not null)
            .GroupBy(s => s.Cluster ?? $"\n{s.SampleId}", StringComparer.Ordinal)
            .Select(g => new SequentialUnit(g.Sum(s => s.Mean!.Value - others[s.SampleId]!.Value), g.Count()))
            .ToList();
        if (units.Count < 2)
            return null;
        var size = (double)units.Sum(u => u.Size) / units.Count;
        var forecast = SequentialForecast.Of(units, Math.Max(1, (int)Math.Round(questions / size)), options, units.Max(u => u.Size));
        return new SureForecast(Questions(forecast.Few), Questions(forecast.Typical), Questions(forecast.Many));

        int Questions(int count) => Math.Min(questions, (int)Math.Round(count * size));
    }
}
