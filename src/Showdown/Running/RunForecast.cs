namespace Showdown.Running;

/// <summary>What a run is going to use.</summary>
public sealed record RunForecast(IReadOnlyList<EvaluationForecast> Evaluations)
{
    /// <summary>What judges are going to use, benchmark by benchmark; empty where no model judges.</summary>
    public IReadOnlyList<JudgingForecast> Judging { get; init; } = [];

    /// <summary>Questions that a model is asked of a benchmark; null where that is not known.</summary>
    public int? SamplesOf(string benchmarkId) =>
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
