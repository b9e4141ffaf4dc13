using System.Globalization;
using Showdown.Analysis.Facts;
using Showdown.Analysis.Speed;
using Showdown.Analysis.Trend;
using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Rendering.Charts;
using Showdown.Results;

namespace Showdown.Pages.Trend;

/// <summary>Puts the page of a job's trend together.</summary>
/// <param name="uses">Speed and cost by evaluation id.</param>
/// <param name="speed">Lines over the windows of a month.</param>
internal sealed class TrendPageBuilder(JobTrend trend, IReadOnlyDictionary<string, EvaluationUse> uses, IReadOnlyList<SpeedLine>? speed = null)
{
    // The latest run's names win: what is called otherwise today was the same thing then.
    private readonly RunNames _names = new(Merged(trend.Runs));
    private readonly Dictionary<string, int> _numbers = trend.Runs.Select((r, i) => (r.Id, i)).ToDictionary();

    private readonly HashSet<DateTime> _severalADay =
    [
        .. trend.Runs.GroupBy(r => r.CreatedAt.UtcDateTime.Date).Where(day => day.Count() > 1).Select(day => day.Key),
    ];

    public TrendPage Build()
    {
        var latest = trend.Runs[^1];
        return new TrendPage
        {
            Frame = Frame.OfMany($"{latest.Settings.Job.Name}: trend", [.. trend.Runs.Select(r => r.Settings)], latest.Settings.Job.Name),
            Headline = Headline(),
            Facts =
            [
                Format.Counted(trend.Runs.Count, "night", "nights"),
                Days(Format.Date(trend.Runs[0].CreatedAt), Format.Date(latest.CreatedAt)),
                trend.Evaluations.Count == 0
                    ? "speed and price, nothing judged"
                    : Format.Counted(trend.Evaluations.Count, "model on a benchmark", "pairs of model and benchmark"),
            ],
            Changes = Lines(f => f.State == FindingState.Confirmed),
            Suspicions = Lines(f => f.State != FindingState.Confirmed),
            Groups = trend.Evaluations.GroupBy(c => c.Key.BenchmarkId).Select(g => new TrendGroup(Title(g.Key), Cards([.. g]))).ToList(),
            Speed = speed is { Count: > 0 } ? SpeedTrend.Of(speed, _names) : null,
            Watched = Format.Count(trend.Evaluations.Count(c => c.Nights[^1].Run.Id == latest.Id)),
        };
    }

    private string Headline() =>
        trend.Evaluations.Count == 0 ? SpeedHeadline()
        : ChangedSpeed() is { } changed ? $"{ScoreHeadline("No change of a score")} {changed}."
        : ScoreHeadline("No change");

    /// <param name="none">What has not been shown where nothing has.</param>
    private string ScoreHeadline(string none)
    {
        var told = trend.Findings.Where(f => f.State == FindingState.Confirmed).ToList();
        var nights = Format.Counted(trend.Runs.Count, "night", "nights");
        var open = trend.Findings.Count(f => f.State == FindingState.Open);
        var waiting = open == 0 ? "" : $" {Format.Counted(open, "suspicion waits", "suspicions wait")} for fresh attempts.";
        if (told.Count == 0)
            return (
                    trend.Evaluations.All(c => c.Levels[^1].Nights.Count <= 3)
                        ? $"{nights} so far: changes are looked for from the fourth on."
                        : $"{none} has been shown in {nights}."
                ) + waiting;
        var changed = told.GroupBy(f => f.Key).Select(g => $"{FindingWords.Name(g.Key, _names)} {Said(g.Last())}").ToList();
        var rest = trend.Evaluations.Count - changed.Count;
        var shown =
            changed.Count > 3 ? $"{changed.Count} of {trend.Evaluations.Count} have changed in {nights}" : $"{Format.List(changed)} in {nights}";
        return $"{shown}{(rest == 0 ? "" : changed.Count > 3 ? "; the others show no change" : rest == 1 ? "; the other one shows no change" : $"; the other {rest} show no change")}.{waiting}";
    }

    /// <summary>Of a job that judges nothing.</summary>
    private string SpeedHeadline()
    {
        var nights = Format.Counted(trend.Runs.Count, "night", "nights");
        return ChangedSpeed() is { } changed ? $"{changed} in {nights}."
            : trend.Runs.Count < 7 ? $"{nights} of speed and price so far: changes are looked for from the seventh on."
            : $"No change of speed or price has been shown in {nights}.";
    }

    /// <summary>"Speed or price of Kimi K2 changed"; null where none is shown to have.</summary>
    private string? ChangedSpeed()
    {
        var models = (speed ?? []).Where(l => l.Changes.Count > 0).Select(l => l.Key.ModelId).Distinct().ToList();
        return models.Count == 0
            ? null
            : $"Speed or price of {Format.List([.. models.Select(id => _names.Models.FirstOrDefault(m => m.Id == id)?.Name ?? id)])} changed";
    }

    private static string Said(Finding f) =>
        (f.Kind, f.IsDown) switch
        {
            (Statistics.DriftKind.Slide, true) => "has been sliding down",
            (Statistics.DriftKind.Slide, false) => "has been sliding up",
            (_, true) => "dropped",
            _ => "rose",
        };

    private List<FindingLine> Lines(Func<Finding, bool> which) =>
        [
            .. trend
                .Earlier.Concat(trend.Findings)
                .Where(which)
                .Reverse()
                .Select(f => new FindingLine(
                    FindingWords.Css(f),
                    FindingWords.Sign(f),
                    FindingWords.Sentence(f, _names),
                    FindingWords.Aside(f),
                    trend.Evaluations.Any(c => c.Key == f.Key) ? Anchor(f.Key) : ""
                )),
        ];

    private List<TrendCard> Cards(List<EvaluationTrend> evaluations)
    {
        var findings = evaluations.Select(c => trend.Findings.Where(f => f.Key == c.Key).ToLookup(f => f.Suspected.Id)).ToList();
        var levels = evaluations.Select((c, i) => c.Levels.Select(l => Level(l, c, findings[i])).ToList()).ToList();
        var reach = TrendChart.Reach(levels.SelectMany(l => l));
        return [.. evaluations.Select((c, i) => Card(c, findings[i], levels[i], reach))];
    }

    private TrendCard Card(EvaluationTrend evaluation, ILookup<string, Finding> findings, List<TrendLevel> levels, (double Low, double High) reach)
    {
        var model = _names.Series(evaluation.Key.ModelId);
        var level = evaluation.Levels.First(l => l.Nights.Contains(evaluation.Nights[^1]));
        var last = trend.Findings.LastOrDefault(f => f.Key == evaluation.Key && f.State != FindingState.NotShown);
        var breaks = evaluation
            .Nights.Zip(evaluation.Nights.Skip(1), (before, after) => (After: after, Why: IdentityChange.Between(before, after)))
            .Where(b => b.Why.Count > 0)
            .ToList();
        var alternative =
            $"Score of {FindingWords.Name(evaluation.Key, _names)} over {Format.Counted(evaluation.Nights.Count, "night", "nights")}: {string.Join(", ", evaluation.Nights.Select(n => $"{Day(n.Run)} {Format.Percent(n.Score.Value)}"))}."
            + string.Concat(findings.SelectMany(f => f).Select(f => $" {Day(f.Suspected)}: {FindingWords.Word(f)}."));
        return new TrendCard(
            Anchor(evaluation.Key),
            Title(evaluation.Key.BenchmarkId),
            model,
            Format.Percent(evaluation.Nights[^1].Score.Value),
            evaluation.Nights[^1].Right,
            last is not null ? FindingWords.Word(last)
                : level.Nights.Count < 4 ? "too few nights"
                : "steady",
            last is not null ? FindingWords.Css(last) : "quiet",
            TrendChart.Draw(levels, trend.Runs.Select(Day).ToList(), model, reach, alternative),
            breaks.Select(b => $"{Date(b.After.Run)}: {string.Join("; ", b.Why)}. What came before is another line.").ToList(),
            evaluation.Nights.Reverse().Select(n => Row(n, evaluation, findings[n.Run.Id], breaks.Exists(b => b.After == n))).ToList()
        )
        {
            Uses =
            [
                .. Use("Tokens a second, this night", evaluation, model, (_, use) => use.OutputTokensPerSecond, v => Format.Rate(v)),
                .. Use("First token, this night", evaluation, model, (_, use) => use.FirstTokenSeconds, v => Format.Seconds(v)),
                .. Use(
                    "1,000 right answers, this night",
                    evaluation,
                    model,
                    (night, use) => night.Samples.Values.Sum(i => i.Credit) is > 0 and var right ? 1000 * use.CostUsd / right : null,
                    v => Format.Usd((decimal)v)
                ),
            ],
        };
    }

    /// <summary>A figure over the nights; nothing where no night has it.</summary>
    private IEnumerable<TrendUse> Use(
        string name,
        EvaluationTrend evaluation,
        Series model,
        Func<Night, EvaluationUse, double?> value,
        Func<double, string> format
    )
    {
        var course = evaluation.Nights.Select(n => uses.GetValueOrDefault(n.Evaluation.Id) is { } use ? value(n, use) : null).ToList();
        if (course.LastOrDefault(v => v is not null) is not { } latest)
            yield break;
        var alternative =
            $"{name} over {Format.Counted(course.Count, "night", "nights")}: {string.Join(", ", course.TakeLast(20).Select(v => v is { } known ? format(known) : Format.Unknown))}";
        yield return new TrendUse(name, format(latest), Sparkline.Draw(course, model, alternative, leastSpan: 0.3 * course.Max()!.Value + 1e-9));
    }

    private TrendLevel Level(Level level, EvaluationTrend evaluation, ILookup<string, Finding> findings) =>
        new(
            level
                .Nights.Select(n => new TrendPoint(
                    _numbers[n.Run.Id],
                    n.Score.Value,
                    findings[n.Run.Id].Select(FindingWords.Css).FirstOrDefault(),
                    $"{Day(n.Run)}: {Format.Percent(n.Score.Value)}{string.Concat(findings[n.Run.Id].Select(f => ", " + FindingWords.Word(f)))}{(Asked(n) is { } asked ? $", {asked}" : "")}"
                )
                {
                    Doubt = Asked(n) is not null && n.Score is { Low: { } scoreLow, High: { } scoreHigh } ? (scoreLow, scoreHigh) : null,
                })
                .ToList(),
            level.Chart.Centre,
            level.Chart.Low,
            level.Chart.High,
            level.After is null && level.Nights[0] != evaluation.Nights[0] ? "new identity" : null
        );

    private TrendRow Row(Night night, EvaluationTrend evaluation, IEnumerable<Finding> findings, bool isBreak)
    {
        var level = evaluation.Levels.First(l => l.Nights.Contains(night));
        return new TrendRow(
            Day(night.Run),
            $"../../{night.Run.Id}/index.html",
            Format.Percent(night.Score.Value),
            Format.Interval(night.Score.Low, night.Score.High),
            night.Right,
            level.Nights.Count == 1 ? Format.Unknown : Format.Range(level.Chart.Low, level.Chart.High),
            string.Join(
                "; ",
                [
                    .. findings.Select(FindingWords.Word),
                    .. isBreak ? ["new identity"] : Array.Empty<string>(),
                    .. Asked(night) is { } asked ? [asked] : Array.Empty<string>(),
                ]
            )
        );
    }

    /// <summary>"97 of 541 questions"; null of a night that asked all.</summary>
    private static string? Asked(Night night) =>
        night.Evaluation is { EndedEarly: not null, Samples: var all }
            ? $"{Format.Count(night.Samples.Count)} of {Format.Counted(all, "question", "questions")}"
            : null;

    private string Title(string benchmarkId) => _names.Benchmark(benchmarkId).Title;

    private static string Anchor(EvaluationKey key) => $"{Slug.Of(key.BenchmarkId)}-{Slug.Of(key.ModelId)}";

    private static string Days(string first, string last) => first == last ? first : $"{first} to {last}";

    /// <summary>"5 Jun", and "5 Jun 02:00" where that day has more than one night.</summary>
    private string Day(RunRow run) => run.CreatedAt.UtcDateTime.ToString(IsAlone(run) ? "d MMM" : "d MMM HH:mm", CultureInfo.InvariantCulture);

    private string Date(RunRow run) => IsAlone(run) ? Format.Date(run.CreatedAt) : Format.Moment(run.CreatedAt);

    private bool IsAlone(RunRow run) => !_severalADay.Contains(run.CreatedAt.UtcDateTime.Date);

    private static RunSettings Merged(IReadOnlyList<RunRow> runs)
    {
        var latest = runs[^1].Settings;
        return latest with
        {
            Models = [.. runs.Reverse().SelectMany(r => r.Settings.Models).DistinctBy(m => m.Id)],
            Benchmarks = [.. runs.Reverse().SelectMany(r => r.Settings.Benchmarks).DistinctBy(b => b.Id)],
        };
    }
}
