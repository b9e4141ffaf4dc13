using Showdown.Domain;
using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Reporting.Trend;

/// <summary>One cell on one night: one evaluation of one run.</summary>
/// <param name="Items">By sample id; samples without a scored attempt are left out.</param>
internal sealed record Night(RunRow Run, EvaluationRow Evaluation, IReadOnlyDictionary<string, ItemTally> Items)
{
    public Cell Cell { get; } = new(Evaluation.BenchmarkId, Evaluation.ModelId);

    public ScoreEstimate Score { get; } = Accuracy.Estimate([.. Items.Values]);

    /// <summary>Equal for nights of one line: the same settings, data, scorer, number of questions and served model.</summary>
    public string Identity { get; } = $"{Evaluation.Identity} {Evaluation.DatasetSha256} {Evaluation.ScorerVersion} {Evaluation.Samples} {Evaluation.ServedModel}";
}

/// <summary>One run of the job as its trend sees it.</summary>
/// <param name="Again">What was asked again to confirm a suspicion; null when nothing was, or while it goes on.</param>
internal sealed record RunNight(RunRow Run, IReadOnlyList<Night> Cells, IReadOnlyList<Night>? Again, bool IsAskedAgain);

/// <summary>Reads the nights of a job.</summary>
internal sealed class NightReader(RunReader reader)
{
    /// <summary>Older nights are not looked at: the trend is of weeks, not of years.</summary>
    public const int MostNights = 45;

    /// <param name="until">Up to the night created at this time, that night included.</param>
    public async Task<IReadOnlyList<RunNight>> ReadAsync(string job, DateTimeOffset until, CancellationToken cancel)
    {
        var nights = new List<RunNight>();
        foreach (var run in await reader.NightsAsync(job, until, MostNights, cancel))
        {
            var again = await reader.ConfirmingAsync(run.Id, cancel);
            nights.Add(new RunNight(
                run,
                run.Settings.Only is null ? await CellsAsync(run, cancel) : [],
                again is null or { Status: RunStatus.Running } ? null : await CellsAsync(again, cancel),
                again is { Status: RunStatus.Running }));
        }
        return nights.Where(n => n.Cells.Count > 0).ToList();
    }

    /// <summary>Finished evaluations of a run that have a score.</summary>
    public async Task<IReadOnlyList<Night>> CellsAsync(RunRow run, CancellationToken cancel)
    {
        var cells = new List<Night>();
        foreach (var evaluation in await reader.EvaluationsAsync(run.Id, cancel))
        {
            var items = await reader.ItemsAsync(evaluation, cancel);
            if (items.Count > 0 && evaluation.FinishedAt is not null)
                cells.Add(new Night(run, evaluation, items.ToDictionary(i => i.Key, i => new ItemTally(i.Value.Right, i.Value.Scored), StringComparer.Ordinal)));
        }
        return cells;
    }
}
