using Showdown.Analysis.Summary;
using Showdown.Formatting;
using Showdown.Rendering.Charts;

namespace Showdown.Pages.Index;

/// <summary>Puts the page of all reports together from the summaries that lie beside them.</summary>
/// <param name="trendOf">Where a job's trend is, from the page; null where there is none.</param>
internal sealed class IndexPageBuilder(IReadOnlyList<RunSummary> summaries, Func<string, string?> trendOf)
{
    private const int RunsShown = 10;

    public IndexPage Build()
    {
        var jobs = summaries.OrderByDescending(s => s.StartedAt).GroupBy(s => s.Job).Select(Job).ToList();
        var simulated = summaries.Count > 0 && summaries.All(s => s.Simulated);
        return new IndexPage(
            new Frame("All reports", "", simulated ? "All of them" : null, simulated, null, null),
            [Format.Counted(jobs.Count, "job", "jobs"), Format.Counted(summaries.Count, "report", "reports")],
            jobs
        );
    }

    private IndexJob Job(IGrouping<string, RunSummary> runs)
    {
        // Newest first: what is called otherwise today was the same thing then.
        var models = runs.SelectMany(r => r.Evaluations)
            .DistinctBy(e => e.Model)
            .Select((e, i) => (e.Model, Series: new Series(e.ModelName ?? e.Model, i) { Simulated = e.Simulated }))
            .ToDictionary(m => m.Model, m => m.Series);
        var nights = runs.Where(r => r is { Confirms: null, Selection: null, Night: true }).Reverse().ToList();
        var lines = new List<IndexLine>();
        foreach (var benchmark in runs.SelectMany(r => r.Evaluations).GroupBy(e => e.Benchmark))
        {
            foreach (var model in benchmark.DistinctBy(e => e.Model))
            {
                var course = nights
                    .Select(n => n.Evaluations.FirstOrDefault(e => e.Benchmark == benchmark.Key && e.Model == model.Model))
                    .OfType<EvaluationSummary>()
                    .ToList();
                course.RemoveAll(e => !IsOfOneLine(e, course[^1]));
                if (course.Count > 0)
                    lines.Add(Line(benchmark.First() == model ? model.BenchmarkTitle ?? benchmark.Key : null, models[model.Model], course));
            }
        }
        var list = runs.Select(Run).ToList();
        return new IndexJob(
            runs.Key,
            trendOf(runs.Key),
            runs.All(r => r.Simulated),
            lines,
            list.Take(RunsShown).ToList(),
            list.Skip(RunsShown).ToList()
        );
    }

    /// <summary>Whether two evaluations asked the same: scores of different questions are no course of one score.</summary>
    private static bool IsOfOneLine(EvaluationSummary e, EvaluationSummary last) =>
        e.Identity is null || last.Identity is null ? (e.Samples, e.Epochs) == (last.Samples, last.Epochs) : e.Identity == last.Identity;

    private static IndexLine Line(string? heading, Series model, List<EvaluationSummary> course)
    {
        var last = course[^1];
        var scores = course.Select(e => e.Score).ToList();
        var alternative =
            $"{model.Name} over {Format.Counted(course.Count, "run", "runs")}: {string.Join(", ", scores.TakeLast(20).Select(Format.Percent))}";
        return new IndexLine(
            heading,
            model,
            last.Attempts.IsNone ? "not asked" : Format.Percent(last.Score),
            Format.Interval(last.Low, last.High),
            last.Attempts.IsNone ? Format.Unknown : Format.Earned(last.Attempts.Credit ?? last.Attempts.Right, last.Attempts.Scored),
            Sparkline.Draw(scores, model, alternative),
            Format.Count(course.Count)
        );
    }

    private static IndexRun Run(RunSummary run) =>
        new(
            $"{Uri.EscapeDataString(run.Run)}/index.html",
            Format.Moment(run.StartedAt),
            run.Headline ?? Format.List(run.Evaluations.Select(e => e.ModelName ?? e.Model).Distinct().ToList()),
            run.Confirms is not null ? "Asked again to confirm a suspicion"
                : run.Selection is { } only ? $"Asked only what had come out {only}"
                : run.Imported is { } imported ? Format.Capital($"imported from {Format.List(imported.Programs)}")
                : run is { Night: false, Status: "complete" } ? "A look at a part of the job"
                : run.Status == "complete" ? null
                : Format.Capital(run.Status) + (run.Reason is null ? "" : ": " + run.Reason)
        );
}
