using System.Collections.Concurrent;
using Showdown.Analysis.Facts;
using Showdown.Analysis.Gating;
using Showdown.Analysis.Wording;
using Showdown.Benchmarks;
using Showdown.Formatting;
using Showdown.Jobs;
using Showdown.Pages;
using Showdown.Pages.Index;
using Showdown.Pages.Run;
using Showdown.Rendering.Charts;
using Showdown.Results;

namespace Showdown.App.Web;

internal sealed record RunPage
{
    public required WebFrame Frame { get; init; }

    public required string Id { get; init; }

    public required string Job { get; init; }

    /// <summary>Address of the job's runs.</summary>
    public string JobLink => "/?job=" + Uri.EscapeDataString(Job);

    public required string? Parent { get; init; }

    public required string Status { get; init; }

    public required string Headline { get; init; }

    public required IReadOnlyList<string> Facts { get; init; }

    /// <summary>Why the run is not complete, in a sentence; null when it is.</summary>
    public required string? Warning { get; init; }

    /// <summary>How far it is; null when it has ended.</summary>
    public required LiveView? Live { get; init; }

    public required IReadOnlyList<VerdictLine> Verdicts { get; init; }

    /// <summary>What the job's gates say; empty when it has none, and while the run goes on.</summary>
    public required IReadOnlyList<GateLine> Gates { get; init; }

    public required IReadOnlyList<ScoreTableGroup> Scores { get; init; }

    /// <summary>Address of the report; null while there is none here.</summary>
    public required string? Report { get; init; }

    /// <summary>Address of the job's trend; null while there is none here.</summary>
    public required string? Trend { get; init; }

    /// <summary>Why there is none.</summary>
    public required string? ReportError { get; init; }

    /// <summary>True when it was rendered somewhere that this process cannot see.</summary>
    public required bool ReportElsewhere { get; init; }

    public required IReadOnlyList<Choice> Models { get; init; }

    public required IReadOnlyList<Choice> Benchmarks { get; init; }

    /// <summary>Other runs of the job that have ended, newest first.</summary>
    public required IReadOnlyList<Choice> Others { get; init; }

    /// <summary>Formats of one file in which every attempt can be had; empty while the run goes on.</summary>
    public IReadOnlyList<string> Exports => Status == "running" ? [] : Web.Exports.Formats;

    /// <summary>The run's budget in USD; null when it has none.</summary>
    public required string? Budget { get; init; }

    /// <summary>How many gates failed; null when none did.</summary>
    public string? GatesFailed => RunPages.GatesFailed(Gates.Count(g => g.Word == "failed"));

    /// <summary>True where evaluations ended early: they can go on to the end.</summary>
    public required bool CanGoOn { get; init; }

    /// <summary>Address of the page on which people compare the run's answers; null where none are compared.</summary>
    public required string? Labels { get; init; }

    public bool CanCancel => Status == "running";

    /// <summary>False of imported results: there is nobody to ask again.</summary>
    private bool IsAsked => Frame.Imported is null;

    public bool CanResume => IsAsked && Status is ("incomplete" or "failed" or "cancelled");

    public bool CanRerun => IsAsked && Status != "running";
}

/// <summary>Something that can be chosen in a form.</summary>
internal sealed record Choice(string Id, string Name);

/// <param name="Total">"120 of 400 attempts"; null while the run is being planned.</param>
/// <param name="Cost">"$0.12 spent".</param>
/// <param name="OfBudget">" of $25", behind it; empty where the run has no budget.</param>
/// <param name="Judges">True when completions of the run are judged after they have come.</param>
internal sealed record LiveView(string? Total, string Pace, string Cost, string OfBudget, bool Judges, ProgressBar Bar, IReadOnlyList<LiveRow> Rows)
{
    /// <summary>True when some benchmark's answers may be partly right.</summary>
    public bool Shares { get; init; }

    /// <summary>How sure each comparison is by now, where a benchmark stops when it is sure.</summary>
    public IReadOnlyList<LivePair> Pairs { get; init; } = [];

    /// <summary>True while some evaluation may end before all is asked: it can be ended now, or told to go on.</summary>
    public bool CanEnd { get; init; }

    /// <summary>True when every evaluation may end early: then no verdict waits for the end.</summary>
    public bool AllStop { get; init; }
}

/// <param name="Key">Benchmark and model: how a script finds the row.</param>
/// <param name="Same">True when the row above is of the same benchmark: its name need not be seen again.</param>
internal sealed record LiveRow(string Key, string Benchmark, bool Same, Series Model, ProgressBar Bar, string Done, string RightSoFar, string Failed);

/// <param name="Key">Benchmark and models: how a script finds it.</param>
/// <param name="Width">Of its bar, in hundredths.</param>
internal sealed record LivePair(string Key, string Benchmark, string Says, string Css, string Width);

/// <summary>
/// Puts a run's page together. Verdicts are shown when the run has ended: looking at them on the way would be looking until one pleases.
/// </summary>
internal sealed class RunPages(RunReader reader, LiveRuns live, ReportFolders folders)
{
    private const int KeptResults = 32;
    private const int LookedThrough = 200;
    private const int OthersShown = 30;
    private readonly ConcurrentDictionary<string, (RunResults Results, IReadOnlyList<GateLine> Gates)> _results = new(StringComparer.Ordinal);

    /// <param name="frame">Makes the frame from title, simulated models, and whether all are.</param>
    public async Task<RunPage> OfAsync(RunRow run, Func<string, IReadOnlyList<string>, bool, WebFrame> frame, CancellationToken cancel)
    {
        var names = new RunNames(run.Settings);
        var going = await live.ReadAsync(run.Id, cancel) ?? throw new InvalidOperationException($"run {run.Id} is gone");
        var (results, gates) = run.Status == RunStatus.Running ? (null, []) : await ResultsAsync(run, cancel);
        var here = File.Exists(Path.Combine(folders.Of(run.Id), "index.html"));
        var simulated = names.Models.Where(m => m.Simulated).Select(m => m.Name).ToList();
        return new RunPage
        {
            Frame = frame($"{run.Settings.Job.Name}, {Format.Date(run.CreatedAt)}", simulated, simulated.Count == names.Models.Count) with
            {
                Imported = ImportWords.Banner([run.Settings]),
                RefreshWithoutScript = !going.Ended,
                Refresh = going.Ended ? null : 5,
            },
            Id = run.Id,
            Job = run.Settings.Job.Name,
            Parent = run.ParentId,
            Status = run.Status.ToString().ToLowerInvariant(),
            Headline = results is { Evaluations.Count: > 0 } ? Headline.Of(results, names) : Waiting(run, going, names),
            Facts = Facts(run, results, names),
            Warning = Warning(run),
            Live = going.Ended
                ? null
                : View(
                    going,
                    names,
                    run.Settings.Job.Budget,
                    run.Settings.Benchmarks.Any(b => b.IsPairwise || Scorers.Find(b.Scorer).Kind == Domain.ScorerKind.Deferred)
                ),
            CanGoOn = results?.All.Any(e => e.Facts.Row.EndedEarly is not null) == true,
            Labels = run.Settings.Benchmarks.Any(b => b.IsPairwise) ? $"/runs/{run.Id}/labels" : null,
            Verdicts = results is null ? [] : [.. results.Pairs.Select(p => VerdictWords.Line(p, names, results))],
            Gates = gates,
            Scores = results is { Evaluations.Count: > 0 } ? ScoreSections.Scores(results, names).Groups : [],
            Report = here && run.Report is not null ? $"/reports/{run.Id}/index.html" : null,
            Trend = ReportIndex.TrendAddress(folders.Out, run.Settings.Job.Name),
            ReportError = run.ReportError,
            ReportElsewhere = going.Ended && !here && run.Report is not null,
            Budget = run.Settings.Job.Budget?.Usd is { } usd ? usd.ToString("0.######") : null,
            Models = [.. names.Models.Select(m => new Choice(m.Id, m.Name))],
            Benchmarks = [.. names.Benchmarks.Select(b => new Choice(b.Id, b.Title))],
            Others = run.Status == RunStatus.Running ? [] : await OthersAsync(run, cancel),
        };
    }

    private async Task<IReadOnlyList<Choice>> OthersAsync(RunRow run, CancellationToken cancel) =>
        [
            .. (await reader.RunsAsync(LookedThrough, cancel))
                .Where(r => r.Id != run.Id && r.Settings.Job.Name == run.Settings.Job.Name && r.Status != RunStatus.Running)
                .Take(OthersShown)
                .Select(r => new Choice(r.Id, $"{Format.Moment(r.CreatedAt)} ({r.Id})")),
        ];

    private static string Waiting(RunRow run, LiveRun going, RunNames names) =>
        run.Status == RunStatus.Running
            ? $"{(going.Expected == 0 ? "Preparing to ask" : "Asking")} {Format.List(names.Models.Select(m => m.Name).ToList())}"
            : "This run has nothing to show";

    /// <summary>"2 gates failed"; null when none did.</summary>
    public static string? GatesFailed(int count) => count == 0 ? null : $"{Format.Counted(count, "gate", "gates")} failed";

    private static string? Warning(RunRow run) =>
        NoVerdict.Banner(run) is { } selection ? $"{selection} {EndWords.Sentence(run)}".TrimEnd() : EndWords.Sentence(run);

    private static List<string> Facts(RunRow run, RunResults? results, RunNames names)
    {
        var facts = new List<string>
        {
            Format.Moment(run.CreatedAt),
            Format.Counted(names.Models.Count, "model", "models"),
            Format.Counted(names.Benchmarks.Count, "benchmark", "benchmarks"),
        };
        if (results is { Evaluations.Count: > 0 })
        {
            var attempts = results.Evaluations.Sum(e => (long)e.Counts.Total);
            facts.Add(Format.Counted(attempts, "attempt", "attempts"));
            var costs = results.Evaluations.Select(e => e.Facts.Figures.CostUsd).ToList();
            if (attempts > 0)
                facts.Add(costs.Contains(null) ? "cost not known" : Format.Usd(costs.Sum()));
            if (JudgeWords.Cost(results.Facts) is { } judging)
                facts.Add(judging);
        }

        if (results is not null && StopWords.Saved(results) is { } saved)
            facts.Add(saved);
        if (run.Settings.Job.Budget?.Usd is { } budget)
            facts.Add($"budget {Format.Usd(budget)}");
        if (run is { FinishedAt: { } end, Settings.Import: null })
            facts.Add($"took {Format.Seconds(end - run.CreatedAt)}");
        return facts;
    }

    private static LiveView View(LiveRun run, RunNames names, Domain.Budget? budget, bool judges) =>
        new(
            run.Expected == 0 ? null : $"{Format.Count(run.Done)} of {Format.Count(run.Expected)} attempts",
            Pace(run),
            run.CostUsd is { } spent ? $"{Format.Usd(spent)} spent" : "cost not known",
            budget?.Usd is { } usd ? $" of {Format.Usd(usd)}" : "",
            judges,
            ProgressBar.Of(run),
            [
                .. run.Evaluations.Select(
                    (e, i) =>
                        new LiveRow(
                            $"{e.Benchmark} {e.Model}",
                            names.Benchmark(e.Benchmark).Title,
                            i > 0 && run.Evaluations[i - 1].Benchmark == e.Benchmark,
                            names.Series(e.Model),
                            ProgressBar.Of(e),
                            $"{Format.Count(e.Done)} / {Format.Count(e.Expected)}{(e.EndedEarly is null ? "" : $", {e.EndedEarly}")}",
                            Format.Percent(e.RightSoFar),
                            Format.Count(e.Failed)
                        )
                ),
            ]
        )
        {
            Shares = run.Evaluations.Any(e => e.IsShare),
            CanEnd = run.Evaluations.Any(e => e.Stops),
            AllStop = run.Evaluations.All(e => run.Comparisons.Any(c => c.Benchmark == e.Benchmark)),
            Pairs =
            [
                .. run.Comparisons.Select(c => new LivePair(
                    $"{c.Benchmark} {c.A} {c.B}",
                    names.Benchmark(c.Benchmark).Title,
                    c.Says,
                    VerdictWords.Css(VerdictWords.Of(c.Verdict)),
                    (100 * c.Progress).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)
                )),
            ],
        };

    /// <summary>How fast it goes and how long it will; empty when that is not known yet.</summary>
    public static string Pace(LiveRun run)
    {
        if (run.Status != "running")
            return "writing the report";
        if (run.NoJudge)
            return $"{Format.Count(run.Waiting)} wait for their judge, and no process judges: start 'showdown worker --queues judge'";
        if (run.Judging is null && run.Done == run.Expected && run.Waiting > 0)
            return $"{Format.Count(run.Waiting)} wait for their judge";
        return string.Join(
            "; ",
            [
                .. run.Judging is { } judging ? [$"{judging}"] : (string[])[],
                .. run.PerSecond is { } pace and > 0 ? [$"{Format.Number(pace, 1)} a second, {Left(run.SecondsLeft ?? 0)} left"] : (string[])[],
                .. run.Troubles,
            ]
        );
    }

    // An estimate has no more digits than it is worth; web.js writes it the same way.
    private static string Left(double seconds) =>
        seconds switch
        {
            < 99.5 => $"{Format.Number(Math.Max(1, seconds), 0)} s",
            < 5970 => $"{Format.Number(seconds / 60, 0)} min",
            _ => $"{Format.Number(seconds / 3600, 1)} h",
        };

    // An ended run's results stay the same until it is resumed or scored again.
    private async Task<(RunResults Results, IReadOnlyList<GateLine> Gates)> ResultsAsync(RunRow run, CancellationToken cancel)
    {
        var evaluations = await reader.EvaluationsAsync(run.Id, cancel);
        var key = $"{run.Id} {run.FinishedAt:O} {string.Join(',', evaluations.Select(e => e.ScorerVersion))}";
        if (_results.TryGetValue(key, out var kept))
            return kept;
        var results = RunResults.Of(await RunFacts.ReadAsync(reader, run.Id, cancel));
        var made = (results, (await new GateCheck(reader).CheckAsync(results, cancel)).OrderBy(g => g.IsPassed).Select(GateLine.Of).ToList());
        if (_results.Count >= KeptResults)
            _results.Clear();
        _results[key] = made;
        return made;
    }
}
