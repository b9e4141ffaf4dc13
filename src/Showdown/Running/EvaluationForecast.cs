namespace Showdown.Running;

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
