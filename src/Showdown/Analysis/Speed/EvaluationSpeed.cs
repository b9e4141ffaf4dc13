using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Analysis.Speed;

/// <summary>One model on one benchmark in one window.</summary>
/// <param name="Credit">What its answers earned.</param>
internal sealed record EvaluationSpeed(EvaluationRow Row, EvaluationFigures Figures, double Credit)
{
    /// <summary>Stands for the benchmark where a model's figures are taken over all of them.</summary>
    public const string AllBenchmarks = "";

    public EvaluationKey Key { get; } = new(Row.BenchmarkId, Row.ModelId);

    /// <summary>Equal for windows that may be taken together: the same settings and data, served by the same model.</summary>
    public string Identity { get; } = $"{Row.Identity} {Row.DatasetSha256} {Row.Samples} {Row.ServedModel}";

    public bool Measures => Row.ScorerKind == ScorerKind.Measurement;

    /// <summary>A window's evaluations, and where nothing is made to measure speed and several benchmarks are judged, each model over all of
    /// them.</summary>
    public static IReadOnlyList<EvaluationSpeed> WithTotals(IReadOnlyList<EvaluationSpeed> evaluations) =>
        evaluations.Any(c => c.Measures) || evaluations.Select(c => c.Key.BenchmarkId).Distinct().Count() < 2
            ? evaluations
            : [.. evaluations, .. evaluations.GroupBy(c => c.Key.ModelId).Select(g => Total([.. g]))];

    private static EvaluationSpeed Total(IReadOnlyList<EvaluationSpeed> evaluations)
    {
        var first = evaluations[0];
        return new EvaluationSpeed(
            first.Row with
            {
                BenchmarkId = AllBenchmarks,
                Identity = string.Join(' ', evaluations.Select(c => c.Identity)),
            },
            first.Figures with
            {
                FirstTokenSeconds = [.. evaluations.SelectMany(c => c.Figures.FirstTokenSeconds)],
                FirstAnswerTokenSeconds = [.. evaluations.SelectMany(c => c.Figures.FirstAnswerTokenSeconds)],
                OutputTokensPerSecond = [.. evaluations.SelectMany(c => c.Figures.OutputTokensPerSecond)],
                DurationSeconds = [.. evaluations.SelectMany(c => c.Figures.DurationSeconds)],
                InFlight = evaluations.Average(c => c.Figures.InFlight),
                Retried = evaluations.Sum(c => c.Figures.Retried),
                OnePiece = evaluations.Sum(c => c.Figures.OnePiece),
            },
            evaluations.Sum(c => c.Credit)
        );
    }
}
