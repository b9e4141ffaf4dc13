using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Results;

namespace Showdown.Running;

/// <summary>Forecasts tokens and money of a run that has not started. Takes only datasets that are on this machine, and asks no model.</summary>
public sealed class Forecaster(RunReader reader, DatasetCache datasets)
{
    /// <summary>Output tokens assumed where nothing caps them.</summary>
    public const int AssumedOutputTokens = 4096;

    private const int SamplesRead = 200;
    private const double CharactersPerToken = 4; // English prose with o200k and its kin; a forecast needs no better

    /// <param name="parentId">The run that it repeats; null: none.</param>
    public async Task<RunForecast> ForecastAsync(RunSettings settings, string? parentId, CancellationToken cancel)
    {
        var forecasts = new List<EvaluationForecast>();
        foreach (var asked in settings.Job.Benchmarks)
        {
            var benchmark = settings.Benchmark(asked.Id);
            var prompts = await PromptsAsync(benchmark, settings.Pins.GetValueOrDefault(benchmark.Id), cancel);
            var sure = prompts is null
                ? null
                : await new SureForecaster(reader).ForecastAsync(
                    settings,
                    benchmark.Id,
                    Math.Min(asked.Limit ?? prompts.Count, prompts.Count),
                    cancel
                );
            foreach (var model in settings.Models.Where(m => settings.Asks(benchmark.Id, m.Id)))
            {
                var samples =
                    settings.Only is { } only ? await reader.CountAsync(new EvaluationKey(benchmark.Id, model.Id).IdIn(parentId!), only, cancel)
                    : prompts is null ? (int?)null
                    : Math.Min(asked.Limit ?? prompts.Count, prompts.Count);
                forecasts.Add(
                    await ForecastAsync(
                        benchmark,
                        model,
                        settings.SamplingOf(benchmark.Id, model.Id).MaxOutputTokens,
                        samples * settings.StopRounds(benchmark.Id)[^1],
                        prompts?.InputTokens,
                        cancel
                    ) with
                    {
                        Sure = sure?.GetValueOrDefault(model.Id),
                        Epochs = asked.Epochs ?? benchmark.Protocol.Epochs,
                    }
                );
            }
        }

        return new RunForecast(forecasts)
        {
            Judging =
            [
                .. settings.Job.Benchmarks.SelectMany(b =>
                    JudgingForecast.Of(settings, settings.Benchmark(b.Id), forecasts.FindAll(f => f.Benchmark == b.Id))
                ),
            ],
        };
    }

    private async Task<EvaluationForecast> ForecastAsync(
        BenchmarkSettings benchmark,
        ModelSettings model,
        int? cap,
        int? attempts,
        double? inputTokens,
        CancellationToken cancel
    )
    {
        var earlier = await reader.EarlierUseAsync(benchmark.Id, model.Id, cancel);
        var basis =
            earlier is not null ? ForecastBasis.EarlierRuns
            : cap is not null ? ForecastBasis.OutputCap
            : ForecastBasis.Assumed;
        if ((earlier?.InputTokens ?? inputTokens) is not { } input || attempts is not { } count)
            return new EvaluationForecast(benchmark.Id, model.Id, attempts, null, null, basis);
        var output = earlier?.OutputTokens ?? cap ?? AssumedOutputTokens;
        var usage = new Usage { InputTokens = (int)Math.Round(input), OutputTokens = (int)Math.Round(output) };
        return new EvaluationForecast(
            benchmark.Id,
            model.Id,
            count,
            (long)(count * (input + output)),
            count * Prices.CostUsd(model.Price, usage),
            basis
        );
    }

    /// <returns>Null when the data is not here.</returns>
    private async Task<Prompts?> PromptsAsync(BenchmarkSettings benchmark, BenchmarkPin? pin, CancellationToken cancel)
    {
        if (
            ((pin is null ? null : datasets.Find(benchmark, pin.DatasetSha256, pin.FewShotSha256)) ?? await datasets.NearAsync(benchmark, cancel))
            is not { } dataset
        )
            return null;
        var prompts = await BenchmarkPrompts.OpenAsync(benchmark, dataset, cancel);
        var (count, characters) = (0, 0L);
        await foreach (var sample in DatasetReader.ReadAsync(benchmark, dataset, cancel))
        {
            if (count++ < SamplesRead)
                characters += prompts.Ask(sample, 1).Messages.Sum(m => m.Told().Length);
        }

        return new Prompts(count, characters / CharactersPerToken / Math.Max(1, Math.Min(count, SamplesRead)));
    }

    private sealed record Prompts(int Count, double InputTokens);
}
