using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Analysis.Trend;

/// <summary>One cell on one night: one evaluation of one run.</summary>
/// <param name="Items">By sample id; samples without a scored attempt are left out.</param>
internal sealed record Night(RunRow Run, EvaluationRow Evaluation, IReadOnlyDictionary<string, ItemTally> Items)
{
    public EvaluationKey Cell { get; } = new(Evaluation.BenchmarkId, Evaluation.ModelId);

    public ScoreEstimate Score { get; } = Accuracy.Estimate([.. Items.Values]);

    /// <summary>"159 of 240": right attempts of those with a score.</summary>
    public string Right => $"{Format.Count(Items.Values.Sum(i => (long)i.Right))} of {Format.Count(Items.Values.Sum(i => (long)i.Scored))}";

    /// <summary>Equal for nights of one line: the same settings, data, scorer, number of questions and served model.</summary>
    public string Identity { get; } = $"{Evaluation.Identity} {Evaluation.DatasetSha256} {Evaluation.ScorerVersion} {Evaluation.Samples} {Evaluation.ServedModel}";
}

/// <summary>One run of the job as its trend sees it.</summary>
/// <param name="Again">What was asked again to confirm a suspicion; null when nothing was, or while it goes on.</param>
internal sealed record RunNight(RunRow Run, IReadOnlyList<Night> Cells, IReadOnlyList<Night>? Again, bool IsAskedAgain)
{
    /// <summary>Why a rerun that the job wants is not there to tell; null where none is wanted, and of nights that later ones decide.</summary>
    public string? WhyNot { get; init; }
}

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
                run.Settings.Only is null ? await CellsAsync(run, cancel) : [],
                again is null or { Status: RunStatus.Running } ? null : await CellsAsync(again, cancel),
                again is { Status: RunStatus.Running })
            {
                WhyNot = run.Id == runs[^1].Id && run.Settings.Job.Gates.Any(g => g.Confirm) ? await Unconfirmed.WhyAsync(reader, run, cancel) : null,
            };
            if (night.Cells.Count > 0)
                nights.Add(night);
            items += night.Cells.Sum(c => c.Items.Count);
        }
        nights.Reverse();
        return nights;
    }

    /// <summary>Finished evaluations of a run that have a score.</summary>
    public async Task<IReadOnlyList<Night>> CellsAsync(RunRow run, CancellationToken cancel)
    {
        var cells = new List<Night>();
        foreach (var evaluation in (await reader.EvaluationsAsync(run.Id, cancel)).Where(e => e.FinishedAt is not null))
        {
            var items = new Dictionary<string, ItemTally>(StringComparer.Ordinal);
            await foreach (var (id, right, scored) in reader.ItemsAsync(evaluation, cancel))
                items[_ids.TryGetValue(id, out var known) ? known : _ids[id] = id] = new ItemTally(right, scored);
            if (items.Count > 0)
                cells.Add(new Night(run, evaluation, items));
        }
        return cells;
    }
}
