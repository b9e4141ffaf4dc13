using Showdown.Analysis.Facts;
using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Analysis.Trend;

/// <summary>One cell on one night: one evaluation of one run.</summary>
/// <param name="Items">By sample id; samples without an attempt of the night's own are left out.</param>
internal sealed record Night(RunRow Run, EvaluationRow Evaluation, IReadOnlyDictionary<string, SampleScore> Items)
{
    private ScoreEstimate? _score;

    public EvaluationKey Cell { get; } = new(Evaluation.BenchmarkId, Evaluation.ModelId);

    public ScoreEstimate Score => _score ??= Accuracy.Estimate([.. Items.Values], clusters: [.. Items.Keys.Select(Clusters.GetValueOrDefault)]);

    /// <summary>Names of clusters by sample id; samples that stand for themselves are not in it.</summary>
    public IReadOnlyDictionary<string, string> Clusters { get; init; } = new Dictionary<string, string>();

    /// <summary>Completions that an earlier run paid for: no new evidence, and in no figure here.</summary>
    public int Reused { get; init; }

    /// <summary>"159 of 240": what attempts with a score earned; "159 of 240, 60 reused ones left out".</summary>
    public string Right =>
        Format.Earned(Items.Values.Sum(i => i.Credit), Items.Values.Sum(i => (long)i.Scored))
        + (Reused == 0 ? "" : $", {Format.Count(Reused)} reused {(Reused == 1 ? "one" : "ones")} left out");

    /// <summary>Equal for nights of one line: the same settings, data, scorer, number of questions and served model.</summary>
    public string Identity { get; } = IdentityOf(Evaluation);

    /// <summary>Whether it asks the samples of another night again: all, or the first of them.</summary>
    public bool Repeats(Night other) =>
        Cell == other.Cell && Identity == IdentityOf(other.Evaluation with { Samples = Math.Min(other.Evaluation.Samples, Evaluation.Samples) });

    private static string IdentityOf(EvaluationRow of) => $"{of.Identity} {of.DatasetSha256} {of.ScorerVersion} {of.Samples} {of.ServedModel}";
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
