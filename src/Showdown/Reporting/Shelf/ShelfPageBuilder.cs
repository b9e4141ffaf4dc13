using Showdown.Reporting.Charts;
using Showdown.Reporting.Page;

namespace Showdown.Reporting.Shelf;

/// <summary>Puts the page of all reports together from the summaries that lie beside them.</summary>
/// <param name="trendOf">Where a job's trend is, from the page; null where there is none.</param>
internal sealed class ShelfPageBuilder(IReadOnlyList<RunSummary> summaries, Func<string, string?> trendOf)
{
    private const int RunsShown = 10;

    public ShelfPage Build()
    {
        var jobs = summaries.OrderByDescending(s => s.StartedAt).GroupBy(s => s.Job).Select(Job).ToList();
        var simulated = summaries.Count > 0 && summaries.All(s => s.Simulated);
        return new ShelfPage(
            new Frame("All reports", "", simulated ? "All of them" : null, simulated, null, null),
            [Show.Counted(jobs.Count, "job", "jobs"), Show.Counted(summaries.Count, "report", "reports")],
            jobs);
    }

    private ShelfJob Job(IGrouping<string, RunSummary> runs)
    {
        // Newest first: what is called otherwise today was the same thing then.
        var models = runs.SelectMany(r => r.Evaluations).DistinctBy(e => e.Model)
            .Select((e, i) => RunNames.Style(e.Model, e.ModelName ?? e.Model, i, e.Simulated)).ToDictionary(m => m.Id);
        var nights = runs.Where(r => r.Confirms is null).Reverse().ToList();
        var lines = new List<ShelfLine>();
        foreach (var benchmark in runs.SelectMany(r => r.Evaluations).GroupBy(e => e.Benchmark))
        {
            foreach (var model in benchmark.DistinctBy(e => e.Model))
            {
                var course = nights.Select(n => n.Evaluations.FirstOrDefault(e => e.Benchmark == benchmark.Key && e.Model == model.Model)).OfType<EvaluationSummary>().ToList();
                if (course.Count > 0)
                    lines.Add(Line(benchmark.First() == model ? model.BenchmarkTitle ?? benchmark.Key : null, models[model.Model], course));
            }
        }
        var list = runs.Select(Run).ToList();
        return new ShelfJob(runs.Key, trendOf(runs.Key), runs.All(r => r.Simulated), lines, list.Take(RunsShown).ToList(), list.Skip(RunsShown).ToList());
    }

    private static ShelfLine Line(string? heading, ModelName model, List<EvaluationSummary> course)
    {
        var last = course[^1];
        var scores = course.Select(e => e.Score).ToList();
        var alternative = $"{model.Name} over {Show.Counted(course.Count, "run", "runs")}: {string.Join(", ", scores.TakeLast(20).Select(Show.Percent))}";
        return new ShelfLine(heading, model, Show.Percent(last.Score), Show.Interval(last.Low, last.High), $"{Show.Count(last.Attempts.Right)} of {Show.Count(last.Attempts.Right + last.Attempts.Wrong + last.Attempts.Truncated)}", Sparkline.Draw(scores, model, alternative), Show.Count(course.Count));
    }

    private static ShelfRun Run(RunSummary run) => new(
        $"{Uri.EscapeDataString(run.Run)}/index.html",
        Show.Moment(run.StartedAt),
        run.Headline ?? Show.List(run.Evaluations.Select(e => e.ModelName ?? e.Model).Distinct().ToList()),
        run.Confirms is not null ? "asked again to confirm a suspicion" : run.Status == "complete" ? null : run.Status + (run.Reason is null ? "" : ": " + run.Reason));
}
