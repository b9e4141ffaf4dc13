using Showdown.Analysis.Facts;
using Showdown.Analysis.Price;
using Showdown.Analysis.Published;
using Showdown.Analysis.Speed;
using Showdown.Analysis.Trend;
using Showdown.Analysis.Wording;
using Showdown.Formatting;
using Showdown.Pages.Evidence;
using Showdown.Results;

namespace Showdown.Pages.Run;

/// <summary>Puts the first page together.</summary>
internal sealed class ReportPageBuilder(
    RunResults results,
    RunNames names,
    Frame frame,
    IReadOnlyList<PublishedScore> published,
    RunPast? past,
    SpeedResults speed,
    PriceResults price
)
{
    /// <summary>With more comparisons than this those without enough data are folded away.</summary>
    public const int MostVerdicts = 8;

    /// <summary>Benchmarks whose pairs have pages of their own.</summary>
    public IReadOnlySet<string> Pairs { get; init; } = new HashSet<string>();

    private readonly WeekVerdicts? _week = WeekVerdicts.Of(results, past?.Trend);

    /// <param name="anchors">By benchmark id: where each sample stands in the evidence.</param>
    public ReportPage Build(IReadOnlyDictionary<string, IReadOnlyDictionary<string, SampleAnchor>> anchors)
    {
        var verdicts = results.Pairs.Select(p => VerdictWords.Line(p, names, results)).ToLookup(IsApart);
        return Build(anchors, [.. verdicts[false]], [.. verdicts[true]]);

        // Of many comparisons those that say something come first.
        bool IsApart(VerdictLine line) => results.Pairs.Count > MostVerdicts && line.Css == "unknown";
    }

    private ReportPage Build(
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, SampleAnchor>> anchors,
        IReadOnlyList<VerdictLine> verdicts,
        IReadOnlyList<VerdictLine> undecided
    ) =>
        new()
        {
            Frame = frame,
            Headline = WeekVerdicts.Headline(results, names, _week),
            Warning = Warning(),
            Hosts = results.Facts.Run.Settings.Job.Hosts is null ? null : ReportWriter.HostsFile,
            HostNotes =
            [
                .. from stood in past?.Hosts ?? []
                where stood.Differs && stood.RunId != results.Facts.Run.Id && stood.Words.Length > 0
                select new HostNote(
                    $"{names.Model(stood.ModelId).Name} at this host is not {stood.Family} as its reference serves it: on {Format.Date(stood.MadeAt)} it {stood.Words}.",
                    $"../{stood.RunId}/{ReportWriter.HostsFile}"
                ),
            ],
            Facts = Facts(),
            Models = names.Series(),
            Which = WhichSections.Of(results, names, _week),
            Scoreboard =
                results.Evaluations.Count == 0
                    ? null
                    : new ScoreboardSections(results, names, speed, price, WeekVerdicts.IsAbove(results, _week) ? _week : null).Build(),
            Aspects = new AspectSections(results, names, published).Build(),
            Matrices = MatrixSections.Of(results, names),
            Adjusted = ScoreSections.Adjusted(results),
            Verdicts = verdicts,
            Undecided = undecided,
            Differences = ScoreSections.Differences(results, names),
            Past = PastSections.Of(results, names, past, _week),
            Published = PublishedSections.Of(results, names, published),
            Ranks = RankSections.Of(results, names),
            Scores = results.Evaluations.Count == 0 ? null : ScoreSections.Scores(results, names),
            Outcomes = results.Evaluations.Count == 0 ? null : ScoreSections.Outcomes(results, names),
            Judged = JudgedSections.Of(results, names, anchors),
            Groups = GroupSections.Of(results, names),
            Speed = CostSections.Speed(results, names) with
            {
                Verdicts = SpeedSections.Of(speed, names),
                Others = SpeedSections.Others(speed, names),
            },
            Load = LoadSections.Of(results, names),
            Passports = PassportSections.Of(results, names),
            HeadToHead = HeadToHeadSections.Of(results, names, Pairs),
            Judges = JudgeSections.Of(results, names),
            Price = CostSections.Price(results, names, price),
            Flips = FlipSections.Of(results, names, anchors),
            Moved = FlipSections.SinceBefore(results, names, past, anchors),
            Health = HealthSections.Of(results, names, anchors),
            Evidence = names
                .Benchmarks.Where(b => anchors.ContainsKey(b.Id))
                .Select(b => new EvidenceLink($"evidence/{b.Slug}/index.html", b.Title, Format.Counted(Attempted(b.Id), "question", "questions")))
                .ToList(),
            Provenance = ProvenanceSections.Of(results, names),
        };

    private int Attempted(string benchmarkId) =>
        results
            .Evaluations.Where(e => e.Facts.Row.BenchmarkId == benchmarkId)
            .SelectMany(e => e.Facts.Tallies)
            .Select(t => t.SampleId)
            .Distinct(StringComparer.Ordinal)
            .Count();

    private List<string> Facts()
    {
        var run = results.Facts.Run;
        var attempts = results.All.Sum(e => (long)e.Counts.Total);
        return
        [
            Format.Moment(run.CreatedAt),
            Format.Counted(names.Models.Count, "model", "models"),
            Format.Counted(results.All.Select(e => e.Facts.Row.BenchmarkId).Distinct().Count(), "benchmark", "benchmarks"),
            Format.Counted(attempts, "attempt", "attempts"),
            Cost(),
            .. JudgeWords.Cost(results.Facts) is { } judging ? new[] { judging } : [],
            .. results.All.Sum(e => (long)e.Facts.Figures.Reused) is > 0 and var reused
                ? new[] { $"{Format.Count(reused)} of them reused from earlier runs" }
                : [],
            .. StopWords.Saved(results) is { } saved ? new[] { saved } : [],
            .. ImportWords.Short(run.Settings) is { } imported ? new[] { imported } : [],
            .. run is { FinishedAt: { } end, Settings.Import: null } ? new[] { $"took {Format.Seconds(end - run.CreatedAt)}" } : [],
        ];
    }

    // What is not known is no zero: a sum without it says so.
    private string Cost()
    {
        var known = results.All.Where(e => e.Facts.Figures.CostUsd is not null).ToList();
        var unknown = names
            .Models.Where(m => results.All.Any(e => e.Facts.Row.ModelId == m.Id && e is { Counts.Total: > 0, Facts.Figures.CostUsd: null }))
            .Select(m => m.Name)
            .ToList();
        return known.Count == 0
            ? "cost not known"
            : Format.Usd(known.Sum(e => e.Facts.Figures.CostUsd))
                + (unknown.Count == 0 ? "" : $" and what {Format.List(unknown)} cost, which is not known");
    }

    private string? Warning()
    {
        var run = results.Facts.Run;
        var asked = results.Evaluations.Sum(e => (long)e.Facts.Row.Expected);
        var scored = results.Evaluations.Sum(e => (long)e.Counts.Scored);
        var left = asked - scored;
        var counts =
            left > 0 && left > 0.01 * asked ? $" {Format.Count(left)} of {Format.Count(asked)} attempts have no score and are in no average." : "";
        counts = string.Concat(ImportWords.Notes(run.Settings).Select(n => " " + n)) + counts;
        if (NoVerdict.Banner(run) is { } selection)
            return selection + counts;
        return run.Status switch
        {
            RunStatus.Complete => counts.Length > 0 ? counts.TrimStart() : null,
            RunStatus.Running => "This run is still going on; all figures are of this moment." + counts,
            _ => EndWords.Sentence(run) + counts,
        };
    }
}
