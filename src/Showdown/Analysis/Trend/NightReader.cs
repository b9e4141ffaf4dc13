using Showdown.Analysis.Facts;
using Showdown.Domain;
using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Analysis.Trend;

/// <summary>Reads the nights of a job.</summary>
internal sealed class NightReader(RunReader reader)
{
    /// <summary>Older nights are not looked at: the trend is of weeks, not of years.</summary>
    public const int MostNights = 45;

    // Of large jobs fewer nights are held: each result of a question takes some forty bytes.
    private const int MostItems = 1_500_000;
    private const int FewestNights = 10;

    // The same questions come every night: their ids are held once.
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _clusters = new(StringComparer.Ordinal);

    private async Task<IReadOnlyDictionary<string, string>> ClustersAsync(string dataset, CancellationToken cancel) =>
        _clusters.TryGetValue(dataset, out var known) ? known : _clusters[dataset] = await reader.ClustersAsync(dataset, cancel);

    /// <param name="until">Up to the night created at this time, that night included.</param>
    /// <returns>Oldest first; empty where there is no second night to compare with.</returns>
    public async Task<IReadOnlyList<RunNight>> ReadAsync(string job, DateTimeOffset until, CancellationToken cancel)
    {
        var nights = new List<RunNight>();
        var runs = await reader.NightsAsync(job, until, MostNights, cancel);
        if (runs.Count < 2)
            return [];
        var items = 0;
        foreach (var run in runs.Reverse().TakeWhile(_ => items < MostItems || nights.Count < FewestNights))
        {
            var again = await reader.ConfirmingAsync(run.Id, cancel);
            var night = new RunNight(
                run,
                [.. (await CellsAsync(run, cancel)).Where(c => c.Items.Count > 0)],
                again is null or { Status: RunStatus.Running } ? null : [.. (await CellsAsync(again, cancel)).Where(c => c.Items.Count > 0)],
                again is { Status: RunStatus.Running }
            )
            {
                WhyNot =
                    run.Id == runs[^1].Id && run.Settings.Job.Gates.OfType<Gate.Drop>().Any(g => g.Confirm)
                        ? await Unconfirmed.WhyAsync(reader, run, cancel)
                        : null,
            };
            if (night.Cells.Count > 0)
                nights.Add(night);
            items += night.Cells.Sum(c => c.Items.Count);
        }
        nights.Reverse();
        return WithoutLooks(nights);
    }

    // A run of fewer questions between two of more is a look that somebody took, and no night of the line.
    private static List<RunNight> WithoutLooks(List<RunNight> nights)
    {
        var all = nights.SelectMany(n => n.Cells).ToLookup(c => (c.Cell, c.Evaluation.Identity));
        return [.. nights.Select(n => n with { Cells = [.. n.Cells.Where(c => !IsLook(c))] }).Where(n => n.Cells.Count > 0)];

        bool IsLook(Night cell)
        {
            var larger = all[(cell.Cell, cell.Evaluation.Identity)].Where(other => other.Evaluation.Samples > cell.Evaluation.Samples).ToList();
            return larger.Exists(other => other.Run.CreatedAt < cell.Run.CreatedAt)
                && larger.Exists(other => other.Run.CreatedAt > cell.Run.CreatedAt);
        }
    }

    /// <summary>Finished evaluations of a run that have a score, with their own attempts; those whose attempts were all reused are there without
    /// any.</summary>
    public async Task<IReadOnlyList<Night>> CellsAsync(RunRow run, CancellationToken cancel)
    {
        var cells = new List<Night>();
        foreach (var evaluation in (await reader.EvaluationsAsync(run.Id, cancel)).Where(e => e.FinishedAt is not null))
        {
            var items = new Dictionary<string, SampleScore>(StringComparer.Ordinal);
            await foreach (var sample in reader.ItemsAsync(evaluation, cancel))
            {
                var id = _ids.TryGetValue(sample.SampleId, out var known) ? known : _ids[sample.SampleId] = sample.SampleId;
                items[id] = RunResults.Tally(sample, evaluation);
            }
            // Of a night that has scores: what has none could turn a verdict.
            foreach (var (id, missing) in items.Count == 0 ? [] : await reader.MissingAsync(evaluation, cancel))
                items[id] = items.GetValueOrDefault(id) with { Missing = missing };
            var reused = await reader.ReusedAsync(evaluation.Id, cancel);
            if (items.Count + reused > 0)
                cells.Add(new Night(run, evaluation, items) { Reused = reused, Clusters = await ClustersAsync(evaluation.DatasetSha256, cancel) });
        }
        return cells;
    }
}
