using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Analysis.Speed;

/// <summary>One model on one benchmark in one window.</summary>
/// <param name="Credit">What its answers earned.</param>
internal sealed record SpeedCell(EvaluationRow Row, EvaluationFigures Figures, double Credit)
{
    /// <summary>Stands for the benchmark where a model's figures are taken over all of them.</summary>
    public const string AllBenchmarks = "";

    public EvaluationKey Key { get; } = new(Row.BenchmarkId, Row.ModelId);

    /// <summary>Equal for windows that may be taken together: the same settings and data, served by the same model.</summary>
    public string Identity { get; } = $"{Row.Identity} {Row.DatasetSha256} {Row.Samples} {Row.ServedModel}";

    public bool Measures => Row.ScorerKind == ScorerKind.Measurement;

    /// <summary>A window's cells, and where nothing is made to measure speed and several benchmarks are judged, each model over all of
    /// them.</summary>
    public static IReadOnlyList<SpeedCell> WithTotals(IReadOnlyList<SpeedCell> cells) =>
        cells.Any(c => c.Measures) || cells.Select(c => c.Key.BenchmarkId).Distinct().Count() < 2
            ? cells
            : [.. cells, .. cells.GroupBy(c => c.Key.ModelId).Select(g => Total([.. g]))];

    private static SpeedCell Total(IReadOnlyList<SpeedCell> cells)
    {
        var first = cells[0];
        return new SpeedCell(
            first.Row with
            {
                BenchmarkId = AllBenchmarks,
                Identity = string.Join(' ', cells.Select(c => c.Identity)),
            },
            first.Figures with
            {
                FirstTokenSeconds = [.. cells.SelectMany(c => c.Figures.FirstTokenSeconds)],
                FirstAnswerTokenSeconds = [.. cells.SelectMany(c => c.Figures.FirstAnswerTokenSeconds)],
                OutputTokensPerSecond = [.. cells.SelectMany(c => c.Figures.OutputTokensPerSecond)],
                DurationSeconds = [.. cells.SelectMany(c => c.Figures.DurationSeconds)],
                InFlight = cells.Average(c => c.Figures.InFlight),
                Retried = cells.Sum(c => c.Figures.Retried),
                OnePiece = cells.Sum(c => c.Figures.OnePiece),
            },
            cells.Sum(c => c.Credit)
        );
    }
}
