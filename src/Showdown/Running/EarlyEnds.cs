using Showdown.Domain;
using Showdown.Results;
using Showdown.Statistics.Sequential;
using Showdown.Stopping;

namespace Showdown.Running;

/// <summary>
/// Ends the evaluations of a run that may end early as soon as each of their comparisons is sure, or a person says that it is enough. Any process may
/// decide at any time: what is decided hangs on what is stored alone.
/// </summary>
public sealed class EarlyEnds(EarlyEndStore ends, RunReader reader, EndedEvaluations ended, TimeProvider time)
{
    /// <summary>Decides about all benchmarks of a run that have a rule.</summary>
    /// <returns>Evaluations that have nothing left; they are to be finished.</returns>
    public async Task<IReadOnlyList<string>> DecideAsync(string runId, CancellationToken cancel) => await DecideAsync(runId, null, cancel);

    /// <summary>Decides about one benchmark.</summary>
    /// <inheritdoc cref="DecideAsync(string, CancellationToken)"/>
    public async Task<IReadOnlyList<string>> DecideAsync(string runId, string? benchmarkId, CancellationToken cancel)
    {
        var evaluations = (await reader.EvaluationsAsync(runId, cancel))
            .Where(e => e.Stops && (benchmarkId is null || e.BenchmarkId == benchmarkId))
            .ToList();
        if (evaluations.Count == 0 || await reader.RunAsync(runId, cancel) is not { Status: RunStatus.Running, Settings: var settings })
            return [];
        var toFinish = new List<string>();
        foreach (var benchmark in evaluations.GroupBy(e => e.BenchmarkId))
        {
            if (settings.StopOf(benchmark.Key) is { } rule)
                toFinish.AddRange(await DecideAsync([.. benchmark], rule.ToSequentialOptions(settings.StoppingComparisons), settings, cancel));
        }

        return toFinish;
    }

    /// <summary>Whether some of an ended run that ended early is not sure any more, or is wanted whole: then there is something to resume.</summary>
    public async Task<bool> AreNeededAgainAsync(RunRow run, CancellationToken cancel)
    {
        foreach (var benchmark in (await reader.EvaluationsAsync(run.Id, cancel)).Where(e => e.Stops).GroupBy(e => e.BenchmarkId))
        {
            if (
                benchmark.Any(e => e.EndedEarly is not null)
                && run.Settings.StopOf(benchmark.Key) is { } rule
                && (await StandingAsync([.. benchmark], rule.ToSequentialOptions(run.Settings.StoppingComparisons), run.Settings, cancel))
                    .Standing.Reopening()
                    .Any()
            )
                return true;
        }

        return false;
    }

    private async Task<IReadOnlyList<string>> DecideAsync(
        IReadOnlyList<EvaluationRow> evaluations,
        SequentialOptions options,
        RunSettings settings,
        CancellationToken cancel
    )
    {
        var (standing, scores) = await StandingAsync(evaluations, options, settings, cancel);
        var toFinish = new List<string>();
        foreach (var (evaluation, why) in standing.Ending())
        {
            if (await ends.EndAsync(evaluation.Id, why, time.GetUtcNow(), cancel))
                toFinish.Add(evaluation.Id);
            ended.Tell(evaluation.Id, hasEnded: true);
        }

        foreach (var evaluation in standing.Reopening())
        {
            await ends.ReopenAsync(evaluation.Id, cancel);
            ended.Tell(evaluation.Id, hasEnded: false);
        }

        // Where money may run out it goes to where it decides something soon.
        if (settings.Job.Budget is not null)
            await ends.SetUrgenciesAsync(standing.Urgencies(await CostsAsync(evaluations, scores, settings, cancel)), cancel);
        return toFinish;
    }

    private async Task<(StopStanding Standing, IReadOnlyList<IReadOnlyList<IReadOnlyList<AskedScore>>> Scores)> StandingAsync(
        IReadOnlyList<EvaluationRow> evaluations,
        SequentialOptions options,
        RunSettings settings,
        CancellationToken cancel
    )
    {
        var rounds = settings.StopRounds(evaluations[0].BenchmarkId);
        var scores = new List<IReadOnlyList<IReadOnlyList<AskedScore>>>();
        foreach (var evaluation in evaluations)
            scores.Add(await reader.AskedScoresAsync(evaluation, rounds, cancel));
        return (new StopStanding(evaluations, scores, options), scores);
    }

    /// <summary>What a sample has cost so far, on average: in USD where all models of the run have a price, else in attempts.</summary>
    private async Task<Func<EvaluationRow, double>> CostsAsync(
        IReadOnlyList<EvaluationRow> evaluations,
        IReadOnlyList<IReadOnlyList<IReadOnlyList<AskedScore>>> scores,
        RunSettings settings,
        CancellationToken cancel
    )
    {
        if (settings.Models.Any(m => m.Price is null))
            return e => e.Epochs;
        var uses = await reader.UsesAsync([.. evaluations.Select(e => e.Id)], cancel);
        var samples = evaluations.Select((e, i) => (e.Id, Count: scores[i][0].Count(s => s.IsFinished))).ToDictionary(s => s.Id, s => s.Count);
        return e => (uses.GetValueOrDefault(e.Id)?.CostUsd ?? 0) / Math.Max(1, samples[e.Id]);
    }
}
