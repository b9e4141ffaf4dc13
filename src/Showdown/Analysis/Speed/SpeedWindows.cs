using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Analysis.Speed;

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
            var evaluations = new List<EvaluationSpeed>();
            foreach (
                var row in (await reader.EvaluationsAsync(run.Id, cancel)).Where(e =>
                    e.FinishedAt is not null && run.Settings.LoadOf(e.BenchmarkId) is null
                )
            )
            {
                var credit = row.ScorerKind == ScorerKind.Measurement ? 0 : (await reader.CountsAsync(row.Id, cancel)).Credit;
                var figures = await reader.FiguresAsync(row.Id, cancel);
                if (figures.DurationSeconds.Count > 0 && figures.Reused == 0)
                    evaluations.Add(new EvaluationSpeed(row, figures, credit));
            }
            windows.Add(new SpeedWindow(run, EvaluationSpeed.WithTotals(evaluations)));
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
