using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Results;

namespace Showdown.Running;

/// <summary>What a forecast of tokens is made from.</summary>
public enum ForecastBasis
{
    /// <summary>Earlier attempts of the same model at the same benchmark: their average.</summary>
    EarlierRuns,

    /// <summary>The length of the prompts and the output cap: the most it can be.</summary>
    OutputCap,

    /// <summary>The length of the prompts, and an assumption where nothing caps the output.</summary>
    Assumed,
}

/// <summary>What an evaluation is going to use, as far as can be told before it starts.</summary>
/// <param name="Attempts">Null when its dataset is not on this machine yet: then nothing can be told.</param>
/// <param name="Tokens">Input and output together.</param>
/// <param name="Usd">Null also when the model's price is not known.</param>
public sealed record EvaluationForecast(string Benchmark, string Model, int? Attempts, long? Tokens, decimal? Usd, ForecastBasis Basis)
{
    /// <summary>Questions until it is sure; null where it asks all, or no earlier answers tell.</summary>
    public SureForecast? Sure { get; init; }

    /// <summary>Attempts at a question.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>What so many questions of it cost, of all that it has; null where that is not known.</summary>
    public decimal? UsdOf(int questions) => Attempts is > 0 and var all ? Usd * questions * Epochs / all : null;
}

/// <summary>USD until a run is sure: see <see cref="SureForecast"/>.</summary>
public sealed record SureUsd(decimal Few, decimal Typical, decimal Many);

/// <summary>What a run is going to use.</summary>
public sealed record RunForecast(IReadOnlyList<EvaluationForecast> Evaluations)
{
    /// <summary>What judges are going to use, benchmark by benchmark; empty where no model judges.</summary>
    public IReadOnlyList<JudgingForecast> Judging { get; init; } = [];

    /// <summary>Questions that a model is asked of a benchmark; null where that is not known.</summary>
    public int? QuestionsOf(string benchmarkId) =>
        Evaluations.FirstOrDefault(e => e.Benchmark == benchmarkId) is { Attempts: { } attempts } e ? attempts / e.Epochs : null;

    /// <summary>Null when a dataset is not here.</summary>
    public long? Attempts => Evaluations.Any(e => e.Attempts is null) ? null : Evaluations.Sum(e => (long)e.Attempts!.Value);

    /// <summary>Judging included.</summary>
    public long? Tokens =>
        Evaluations.Any(e => e.Tokens is null) || Judging.Any(j => j.Tokens is null)
            ? null
            : Evaluations.Sum(e => e.Tokens!.Value) + Judging.Sum(j => j.Tokens!.Value);

    /// <summary>Judging included; null when a price is not known or a dataset is not here.</summary>
    public decimal? Usd => Evaluations.Any(e => e.Usd is null) || JudgingUsd is null ? null : Evaluations.Sum(e => e.Usd!.Value) + JudgingUsd;

    /// <summary>What judging will cost, about; null when a judge's price is not known or a dataset is not here.</summary>
    public decimal? JudgingUsd => Judging.Any(j => j.Usd is null) ? null : Judging.Sum(j => j.Usd!.Value);

    /// <summary>What it will cost until it is sure, evaluations that ask all included; null where no evaluation may end early, or that is not
    /// known.</summary>
    public SureUsd? SureUsd
    {
        get
        {
            if (!Evaluations.Any(e => e.Sure is not null) || Usd is null || JudgingUsd is not { } judging)
                return null;
            return new SureUsd(Sum(s => s.Few), Sum(s => s.Typical), Sum(s => s.Many));

            decimal Sum(Func<SureForecast, int> of) => judging + Evaluations.Sum(e => e.Sure is { } sure ? e.UsdOf(of(sure)) ?? 0 : e.Usd!.Value);
        }
    }

    /// <summary>True when it cannot become more, retries aside.</summary>
    public bool IsBound => Judging.Count == 0 && Evaluations.All(e => e.Basis == ForecastBasis.OutputCap);
}

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
