using Showdown.Analysis.Facts;
using Showdown.Analysis.Gating;
using Showdown.Analysis.Speed;
using Showdown.Analysis.Trend;
using Showdown.Analysis.Wording;
using Showdown.Formatting;
using Showdown.Pages.Trend;
using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Pages.Run;

/// <summary>What a run knows of the nights before it, and what its job's gates say.</summary>
internal sealed record RunPast(JobTrend Trend, IReadOnlyList<GateResult> Gates)
{
    /// <summary>Separate times at which the job ran, up to this run.</summary>
    public IReadOnlyList<SpeedWindow> Windows { get; init; } = [];

    /// <summary>How the hosts of the run's models stood when they were last held against their references.</summary>
    public IReadOnlyList<HostStanding> Hosts { get; init; } = [];
}

/// <summary>A run held against the nights before it.</summary>
internal static class PastSections
{
    private const int NightsBefore = 7;

    /// <returns>Null where there is neither an earlier night nor a gate.</returns>
    public static PastSection? Of(RunResults results, RunNames names, RunPast? past, WeekVerdicts? week)
    {
        if (past is null)
            return null;
        var run = results.Facts.Run;
        var isNight = past.Trend.Runs.Count > 1 && past.Trend.Runs[^1].Id == run.Id;
        var held = isNight ? results.Evaluations.Select(e => Row(e, results, names, past.Trend)).ToList() : [];
        // Rows with nothing before them say one thing: a line says it.
        var rows = held.TrueForAll(r => r.IsFirst) ? [] : held;
        var gates = past.Gates.ToLookup(g => g.IsPassed, GateLine.Of);
        if (held.Count == 0 && gates.Count == 0)
            return null;
        var changes = past
            .Trend.Findings.Where(f => f.ToldAfter == run.Id)
            .Select(f => new FindingLine(FindingWords.Css(f), FindingWords.Sign(f), FindingWords.Sentence(f, names), FindingWords.Aside(f), ""))
            .ToList();
        return new PastSection(
            isNight ? $"../trend/{Slug.Of(run.Settings.Job.Name)}/index.html" : null,
            Math.Max(0, past.Trend.Runs.Count - 1),
            changes,
            rows,
            [.. gates[false]],
            [.. gates[true]]
        )
        {
            IsFirst = rows.Count == 0 && held.Count > 0,
            Week = week is null || !isNight ? [] : [.. week.Results.Pairs.Select(p => VerdictWords.Line(p, names, week.Results))],
            WeekNights = week?.Nights ?? 0,
            Looks =
                isNight && run.Settings.Job.Schedule is null
                    ? $"Looked at {past.Trend.Runs.Count} times since {Format.Date(past.Trend.Runs[0].CreatedAt)}: who looks often finds a difference on some day by luck."
                    : null,
        };
    }

    private static PastRow Row(EvaluationResult e, RunResults results, RunNames names, JobTrend trend)
    {
        var id = results.Facts.Run.Id;
        var evaluation = trend.Evaluations.FirstOrDefault(c => c.Key.BenchmarkId == e.Facts.Row.BenchmarkId && c.Key.ModelId == e.Facts.Row.ModelId);
        var tonight = evaluation?.Nights.FirstOrDefault(n => n.Run.Id == id);
        var before = tonight is null
            ? []
            : evaluation!.Nights.Where(n => n.Run.Id != id && n.Identity == tonight.Identity).TakeLast(NightsBefore).ToList();
        var (heading, model) = (ScoreSections.Heading(e, names, results), names.Series(e.Facts.Row.ModelId));
        if (before.Count == 0)
            return Unheld(tonight is null && e.Facts.Figures.Reused > 0 ? "all reused from earlier runs: no new evidence" : null);
        var history = NightHistory.Align("", [.. before.Append(tonight!).Select(n => n.Samples)], tonight!.Clusters);
        var pooled = history.Pool(0, before.Count);
        var compared = Paired.OneModel(history.Pair(history.Nights[^1], pooled));
        var finding = trend.Findings.LastOrDefault(f => f.Key == evaluation!.Key && (f.Suspected.Id == id || f.ToldAfter == id));
        return new PastRow(
            heading,
            model,
            Format.Percent(e.Score.Value),
            Right(e),
            Format.Percent(Accuracy.Estimate(pooled).Value),
            $"{Format.Earned(pooled.Sum(i => i.Credit), pooled.Sum(i => (long)i.Scored))}, {Format.Counted(before.Count, "night", "nights")}",
            Format.SignedPoints(compared.Difference),
            Format.Interval(compared.Low, compared.High),
            finding is null ? "no change shown" : FindingWords.Word(finding),
            finding is null ? "quiet" : FindingWords.Css(finding)
        );

        PastRow Unheld(string? why) =>
            new(
                heading,
                model,
                Format.Percent(e.Score.Value),
                Right(e),
                Format.Unknown,
                "",
                Format.Unknown,
                Format.Unknown,
                why ?? "first night of these settings",
                "quiet"
            )
            {
                IsFirst = why is null,
            };
    }

    private static string Right(EvaluationResult e) => Format.Earned(e.Counts.Credit, e.Counts.Scored);
}
