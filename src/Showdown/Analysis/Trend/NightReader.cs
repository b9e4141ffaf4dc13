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
    private const int MostSamples = 1_500_000;
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
        var samples = 0;
        foreach (var run in runs.Reverse().TakeWhile(_ => samples < MostSamples || nights.Count < FewestNights))
        {
            var again = await reader.ConfirmingAsync(run.Id, cancel);
            var night = new RunNight(
                run,
                [.. (await EvaluationsAsync(run, cancel)).Where(c => c.Samples.Count > 0)],
                again is null or { Status: RunStatus.Running } ? null : [.. (await EvaluationsAsync(again, cancel)).Where(c => c.Samples.Count > 0)],
                again is { Status: RunStatus.Running }
            )
            {
                WhyNot =
                    run.Id == runs[^1].Id && run.Settings.Job.Gates.OfType<Gate.Drop>().Any(g => g.Confirm)
                        ? await Unconfirmed.WhyAsync(reader, run, cancel)
                        : null,
            };
            if (night.Evaluations.Count > 0)
                nights.Add(night);
            samples += night.Evaluations.Sum(c => c.Samples.Count);
        }
        nights.Reverse();
        return WithoutLooks(nights);
    }

    // A run of fewer questions between two of more is a look that somebody took, and no night of the line.
    private static List<RunNight> WithoutLooks(List<RunNight> nights)
    {
        var all = nights.SelectMany(n => n.Evaluations).ToLookup(c => (c.Key, c.Evaluation.Identity));
        return [.. nights.Select(n => n with { Evaluations = [.. n.Evaluations.Where(c => !IsLook(c))] }).Where(n => n.Evaluations.Count > 0)];

        bool IsLook(Night night)
        {
            var larger = all[(night.Key, night.Evaluation.Identity)].Where(other => other.Evaluation.Samples > night.Evaluation.Samples).ToList();
            return larger.Exists(other => other.Run.CreatedAt < night.Run.CreatedAt)
                && larger.Exists(other => other.Run.CreatedAt > night.Run.CreatedAt);
        }
    }

    /// <summary>Finished evaluations of a run that have a score, with their own attempts; those whose attempts were all reused are there without
    /// any.</summary>
    public async Task<IReadOnlyList<Night>> EvaluationsAsync(RunRow run, CancellationToken cancel)
    {
        var nights = new List<Night>();
        foreach (var evaluation in (await reader.EvaluationsAsync(run.Id, cancel)).Where(e => e.FinishedAt is not null))
        {
            var scores = new Dictionary<string, SampleScore>(StringComparer.Ordinal);
            await foreach (var sample in reader.ScoredSamplesAsync(evaluation, cancel))
            {
                var id = _ids.TryGetValue(sample.SampleId, out var known) ? known : _ids[sample.SampleId] = sample.SampleId;
                scores[id] = RunResults.Tally(sample, evaluation);
            }
            // Of a night that has scores: what has none could turn a verdict.
            foreach (var (id, missing) in scores.Count == 0 ? [] : await reader.MissingAsync(evaluation, cancel))
                scores[id] = scores.GetValueOrDefault(id) with { Missing = missing };
            var reused = await reader.ReusedAsync(evaluation.Id, cancel);
            if (scores.Count + reused > 0)
                nights.Add(new Night(run, evaluation, scores) { Reused = reused, Clusters = await ClustersAsync(evaluation.DatasetSha256, cancel) });
        }
        return nights;
    }
}
