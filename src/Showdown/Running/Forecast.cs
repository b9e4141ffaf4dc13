using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Results;

namespace Showdown.Running;

/// <summary>What an evaluation is going to use, as far as can be told before it starts.</summary>
/// <param name="Usd">Null when the model's price is not known.</param>
/// <param name="FromEarlier">True: from earlier attempts of the same model at the same benchmark. False: from the length of prompts and the output cap, which is the most it can be.</param>
public sealed record EvaluationForecast(string Benchmark, string Model, int Attempts, long Tokens, decimal? Usd, bool FromEarlier);

/// <summary>Forecasts tokens and money of a run that has not started.</summary>
public sealed class Forecaster(RunReader reader, DatasetCache datasets)
{
    private const int SamplesRead = 200;
    private const double CharactersPerToken = 4; // English prose with o200k and its kin; a forecast needs no better
    private const int CapUnknown = 4096;

    /// <param name="settings">Datasets must have been pulled.</param>
    public async Task<IReadOnlyList<EvaluationForecast>> ForecastAsync(RunSettings settings, CancellationToken cancel)
    {
        var forecasts = new List<EvaluationForecast>();
        foreach (var asked in settings.Job.Benchmarks)
        {
            var benchmark = settings.Benchmark(asked.Id);
            var (count, inputTokens) = await PromptsAsync(benchmark, cancel);
            var attempts = Math.Min(asked.Limit ?? count, count) * (asked.Epochs ?? benchmark.Protocol.Epochs);
            foreach (var model in settings.Models)
            {
                var earlier = await reader.EarlierUseAsync(benchmark.Id, model.Id, cancel);
                var cap = EvaluationContext.Merge(asked, benchmark, model).MaxOutputTokens ?? CapUnknown;
                var (input, output) = earlier is null ? (inputTokens, (double)cap) : (earlier.InputTokens, earlier.OutputTokens);
                var usage = new Usage { InputTokens = (int)Math.Round(input), OutputTokens = (int)Math.Round(output) };
                forecasts.Add(new EvaluationForecast(
                    benchmark.Id, model.Id, attempts, (long)(attempts * (input + output)), attempts * Prices.CostUsd(model.Price, usage), earlier is not null));
            }
        }

        return forecasts;
    }

    private async Task<(int Count, double InputTokens)> PromptsAsync(BenchmarkSettings benchmark, CancellationToken cancel)
    {
        var dataset = await datasets.PullAsync(benchmark, null, cancel);
        var prompts = await BenchmarkPrompts.OpenAsync(benchmark, dataset, cancel);
        var (count, characters) = (0, 0L);
        await foreach (var sample in DatasetReader.ReadAsync(benchmark, dataset, cancel))
        {
            if (count++ < SamplesRead)
                characters += prompts.Ask(sample, 1).Messages.Sum(m => m.Text.Length);
        }

        return (count, characters / CharactersPerToken / Math.Max(1, Math.Min(count, SamplesRead)));
    }
}
