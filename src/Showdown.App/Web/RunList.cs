using System.Collections.Concurrent;
using System.Text.Json;
using Showdown.Analysis.Facts;
using Showdown.Analysis.Summary;
using Showdown.Analysis.Wording;
using Showdown.Formatting;
using Showdown.Jobs;
using Showdown.Pages;
using Showdown.Pages.Index;
using Showdown.Rendering.Charts;
using Showdown.Results;

namespace Showdown.App.Web;

internal sealed record RunListPage(
    WebFrame Frame,
    string? Job,
    string? Trend,
    IReadOnlyList<RunListItem> Running,
    IReadOnlyList<RunListItem> Ended,
    string? More,
    IReadOnlyList<JobButton> Jobs
);

/// <summary>A job that can be started from an empty list.</summary>
internal sealed record JobButton(string Name, string? Description, bool Simulated);

/// <param name="Models">"Kimi K2 and Llama 4 Maverick".</param>
/// <param name="Pace">How fast it goes and how long it will; null when it has ended.</param>
/// <param name="Gates">How many gates failed; null when none did.</param>
/// <param name="Note">Why it did not end complete, or why there is no report.</param>
/// <param name="Trend">Address of the job's trend; null while there is none.</param>
/// <param name="Scores">One line a benchmark; empty while there is no report.</param>
internal sealed record RunListItem(
    string Id,
    string Job,
    string Status,
    bool Simulated,
    string When,
    string Moment,
    string Models,
    IReadOnlyList<string> Facts,
    string? Gates,
    string? Note,
    IReadOnlyList<ScoreLine> Scores,
    LiveRun? Live,
    ProgressBar? Bar,
    string? Pace,
    string? Trend
);

/// <param name="Verdict">What the comparison of two models came to; null for one model, and for more than two, where the run's page says it.</param>
/// <param name="Css">better, worse, equivalent or unknown.</param>
internal sealed record ScoreLine(string Benchmark, IReadOnlyList<ModelScore> Models, string? Verdict, string Css);

internal sealed record ModelScore(Series Model, string Score, string Interval);

/// <summary>Puts the list of runs together. Scores come from the summaries that lie beside the reports: no statistics are made again.</summary>
internal sealed class RunList(LiveRuns live, ReportFolders folders)
{
    private readonly ConcurrentDictionary<string, (DateTime Written, RunSummary? Summary)> _summaries = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<RunListItem>> OfAsync(IEnumerable<RunRow> runs, CancellationToken cancel)
    {
        var items = new List<RunListItem>();
        foreach (var run in runs)
            items.Add(await ItemAsync(run, cancel));
        return items;
    }

    private async Task<RunListItem> ItemAsync(RunRow run, CancellationToken cancel)
    {
        var names = new RunNames(run.Settings);
        var going = run.Status == RunStatus.Running ? await live.ReadAsync(run.Id, cancel) : null;
        var summary = going is null ? Summary(run.Id) : null;
        return new RunListItem(
            run.Id,
            run.Settings.Job.Name,
            run.Status.ToString().ToLowerInvariant(),
            run.Settings.IsSimulated,
            Format.Moment(run.CreatedAt),
            run.CreatedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ"),
            Format.List(names.Models.Select(m => m.Name).ToList()),
            Facts(run, summary),
            RunPages.GatesFailed(summary?.Gates.Count(g => !g.Passed) ?? 0),
            (run.Reason ?? run.ReportError)?.Split('\n')[0],
            summary is null ? [] : Scores(summary, names),
            going,
            going is null ? null : ProgressBar.Of(going),
            going is null ? null : RunPages.Pace(going),
            ReportIndex.TrendAddress(folders.Out, run.Settings.Job.Name)
        );
    }

    private static List<string> Facts(RunRow run, RunSummary? summary)
    {
        var facts = new List<string>();
        if (ImportWords.Short(run.Settings) is { } imported)
            facts.Add(imported);
        else if (run.FinishedAt is { } end)
            facts.Add($"took {Format.Seconds(end - run.CreatedAt)}");
        if (summary is { Evaluations.Count: > 0 })
        {
            var attempts = summary.Evaluations.Sum(e => (long)e.Attempts.Scored + e.Attempts.Failed + e.Attempts.Unscored);
            facts.Add(Format.Counted(attempts, "attempt", "attempts"));
            if (attempts > 0)
                facts.Add(summary.Evaluations.Any(e => e.CostUsd is null) ? "cost not known" : Format.Usd(summary.Evaluations.Sum(e => e.CostUsd)));
        }

        if (run.ParentId is not null)
            facts.Add(
                run.Settings.Confirms is not null ? "asks again where a drop is suspected"
                : run.Settings.Only is { } only ? $"a rerun of what came out {only.ToString().ToLowerInvariant()}"
                : "a rerun"
            );
        return facts;
    }

    private static List<ScoreLine> Scores(RunSummary summary, RunNames names) =>
        [
            .. from benchmark in summary.Evaluations.GroupBy(e => e.Benchmark)
            let title = names.Benchmarks.FirstOrDefault(b => b.Id == benchmark.Key)?.Title ?? benchmark.Key
            let pairs = summary.Comparisons.Where(c => c.Benchmark == benchmark.Key).ToList()
            let pair = pairs.Count == 1 && benchmark.All(e => e.Score is not null) ? pairs[0] : null
            select new ScoreLine(
                title,
                [
                    .. from e in benchmark
                    let model = names.Models.FirstOrDefault(m => m.Id == e.Model)
                    where model is not null
                    select new ModelScore(model.Series(), Format.Percent(e.Score), $"95% interval {Format.Interval(e.Low, e.High)}"),
                ],
                pair is null ? null : Verdict(pair, names),
                pair?.Verdict is "not enough data" or null ? "unknown" : pair.Verdict
            ),
        ];

    private static string Verdict(ComparisonSummary pair, RunNames names)
    {
        string Name(string id) => names.Models.FirstOrDefault(m => m.Id == id)?.Name ?? id;
        if (pair.WhyNot is { } why)
            return $"? not compared: {why}";
        var verdict = VerdictWords.Of(pair.Verdict);
        return $"{VerdictWords.Sign(verdict)} {VerdictWords.Short(verdict, Name(pair.A), Name(pair.B))}";
    }

    private RunSummary? Summary(string runId)
    {
        var file = Path.Combine(folders.Of(runId), "summary.json");
        var written = File.GetLastWriteTimeUtc(file);
        if (_summaries.TryGetValue(runId, out var kept) && kept.Written == written)
            return kept.Summary;
        RunSummary? summary = null;
        try
        {
            if (File.Exists(file))
                summary = RunSummaryJson.Deserialize(File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            // being written anew, or of another version: the run is listed without scores
        }

        _summaries[runId] = (written, summary);
        return summary;
    }
}
