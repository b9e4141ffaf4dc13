using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Analysis.Speed;

/// <summary>One run of a job as its speed sees it: a time well apart from the others.</summary>
internal sealed record SpeedWindow(RunRow Run, IReadOnlyList<SpeedCell> Cells)
{
    public SpeedCell? Cell(EvaluationKey key) => Cells.FirstOrDefault(c => c.Key == key);
}

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

/// <summary>Reads the windows of a job.</summary>
internal sealed class SpeedWindows(RunReader reader)
{
    /// <summary>Moods last minutes to hours: runs closer together are one window, that of the first of them.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromHours(2);

    /// <summary>How far back "the month" goes.</summary>
    public static readonly TimeSpan Month = TimeSpan.FromDays(30);

    /// <summary>Eight a day for a month, and some for reruns.</summary>
    private const int Most = 260;

    /// <summary>The windows of a job up to its last night.</summary>
    public async Task<IReadOnlyList<SpeedWindow>> ReadLatestAsync(string job, CancellationToken cancel) =>
        await reader.NightsAsync(job, DateTimeOffset.MaxValue, 1, cancel) is [var last] ? await ReadAsync(job, last.CreatedAt, cancel) : [];

    /// <summary>The windows of a job up to a time, that of the run at that time included: oldest first.</summary>
    public async Task<IReadOnlyList<SpeedWindow>> ReadAsync(string job, DateTimeOffset until, CancellationToken cancel)
    {
        var windows = new List<SpeedWindow>();
        foreach (var run in Separate([.. (await reader.NightsAsync(job, until, Most, cancel)).Where(r => r.CreatedAt > until - Month)]))
        {
            var cells = new List<SpeedCell>();
            foreach (
                var row in (await reader.EvaluationsAsync(run.Id, cancel)).Where(e =>
                    e.FinishedAt is not null && run.Settings.LoadOf(e.BenchmarkId) is null
                )
            )
            {
                var credit = row.ScorerKind == ScorerKind.Measurement ? 0 : (await reader.CountsAsync(row.Id, cancel)).Credit;
                var figures = await reader.FiguresAsync(row.Id, cancel);
                if (figures.DurationSeconds.Count > 0 && figures.Reused == 0)
                    cells.Add(new SpeedCell(row, figures, credit));
            }
            windows.Add(new SpeedWindow(run, SpeedCell.WithTotals(cells)));
        }
        return windows;
    }

    // From the newest back, so that the last run is always a window: what it says is what people look for.
    private static List<RunRow> Separate(IReadOnlyList<RunRow> runs)
    {
        var kept = new List<RunRow>();
        foreach (var run in runs.Reverse())
        {
            if (kept.Count == 0 || kept[^1].CreatedAt - run.CreatedAt >= Apart)
                kept.Add(run);
        }
        kept.Reverse();
        return kept;
    }
}
