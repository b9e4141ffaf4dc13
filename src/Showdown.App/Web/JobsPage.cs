using Showdown.App.Hosting;
using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Operations;
using Showdown.Results;
using Showdown.Scheduling;
using Showdown.Settings;

namespace Showdown.App.Web;

/// <param name="Problems">What keeps every job from starting.</param>
/// <param name="BrokenBenchmarks">What is wrong in any benchmark.yaml.</param>
internal sealed record JobsPage(
    WebFrame Frame,
    string Folder,
    IReadOnlyList<string> Problems,
    IReadOnlyList<string> BrokenBenchmarks,
    IReadOnlyList<JobCard> Jobs
);

/// <param name="Problems">What is wrong in the file; a job with a mistake cannot be started.</param>
/// <param name="Missing">Variables with keys that are not set here.</param>
/// <param name="CanForecast">True also where a key is missing: a forecast needs none.</param>
internal sealed record JobCard(
    string Name,
    string File,
    string? Description,
    IReadOnlyList<string> Problems,
    IReadOnlyList<string> Missing,
    IReadOnlyList<JobModel> Models,
    IReadOnlyList<JobBenchmarkLine> Benchmarks,
    ScheduleLine? Schedule,
    string? Budget,
    IReadOnlyList<string> Gates,
    string? Notify,
    LastRun? Last,
    bool CanStart,
    bool CanForecast
)
{
    /// <summary>Address of the job's runs.</summary>
    public string Link => "/?job=" + Uri.EscapeDataString(Name);
}

internal sealed record JobModel(string Id, string Name, bool Simulated);

/// <param name="Detail">"16 epochs, 300 questions at most"; null when the benchmark decides.</param>
internal sealed record JobBenchmarkLine(string Id, string Title, string? Detail);

/// <param name="Text">"0 2 * * *, Europe/Amsterdam".</param>
/// <param name="Next">The next times, in the schedule's own zone.</param>
/// <param name="Rules">What happens to missed and overlapping times.</param>
internal sealed record ScheduleLine(string Text, IReadOnlyList<string> Next, string Rules);

internal sealed record LastRun(string Id, string Status, string When);

/// <summary>Puts the page of the job files together.</summary>
internal sealed class JobsPages(AppPaths paths, KeyCheck keys, ScheduleStore schedules, RunReader reader, TimeProvider time)
{
    private const int TimesShown = 3;

    public async Task<JobsPage> OfAsync(WebFrame frame, CancellationToken cancel)
    {
        var catalog = JobCatalog.Read(paths.Settings);
        var cards = new List<JobCard>();
        foreach (var entry in catalog.Jobs)
            cards.Add(await CardAsync(entry, catalog, cancel));
        return new JobsPage(frame, paths.Jobs, catalog.Problems, catalog.BrokenBenchmarks, cards);
    }

    private async Task<JobCard> CardAsync(JobEntry entry, JobCatalog catalog, CancellationToken cancel)
    {
        if (entry.Job is not { } job)
            return new JobCard(
                entry.Name,
                entry.File,
                null,
                entry.Problems,
                [],
                [],
                [],
                null,
                null,
                [],
                null,
                null,
                CanStart: false,
                CanForecast: false
            );
        var models = job.Models.Where(catalog.Files.Models.ContainsKey).Select(id => catalog.Files.Models[id]).ToList();
        var state = await schedules.StateAsync(job.Name, cancel);
        var last = state.LastRun is { } id ? await reader.RunAsync(id, cancel) : null;
        var missing = keys.Missing(models);
        return new JobCard(
            job.Name,
            entry.File,
            job.Description,
            entry.Problems,
            missing,
            [.. models.Select(m => new JobModel(m.Id, m.DisplayName, m.IsSimulated))],
            [.. job.Benchmarks.Select(b => new JobBenchmarkLine(b.Id, catalog.Files.Benchmarks.GetValueOrDefault(b.Id)?.Title ?? b.Id, Detail(b)))],
            job.Schedule is { } schedule && entry.Problems.Count == 0 ? Line(schedule) : null,
            Budget(job.Budget),
            [.. job.Gates.Select(g => Sentence(g, catalog.Files))],
            job.Notify.Count == 0 ? null : string.Join(", ", job.Notify.Select(n => $"{n.Webhook.Trim('$', '{', '}')} ({Words.Of(n.Format)})")),
            last is null ? null : new LastRun(last.Id, last.Status.ToString().ToLowerInvariant(), Format.Moment(last.CreatedAt)),
            CanStart: entry.Problems.Count + catalog.Problems.Count + missing.Count == 0,
            CanForecast: entry.Problems.Count + catalog.Problems.Count == 0
        );
    }

    /// <summary>The next times of a schedule, in its own zone.</summary>
    public static IReadOnlyList<DateTimeOffset> NextTimes(Schedule schedule, DateTimeOffset now, int count)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(schedule.TimeZone);
        var times = new List<DateTimeOffset>();
        for (var next = DueRun.Next(schedule, now); next is not null && times.Count < count; next = DueRun.Next(schedule, next.Value))
            times.Add(TimeZoneInfo.ConvertTime(next.Value, zone));
        return times;
    }

    private ScheduleLine Line(Schedule schedule) =>
        new(
            $"{schedule.Cron}, {schedule.TimeZone}",
            [
                .. NextTimes(schedule, time.GetUtcNow(), TimesShown)
                    .Select(t => t.ToString(t.Offset == TimeSpan.Zero ? "ddd d MMM yyyy, HH:mm 'UTC'" : "ddd d MMM yyyy, HH:mm zzz")),
            ],
            $"{(schedule.Missed == MissedTimes.Skip ? "A missed time is skipped" : "A missed time is made up for, once")}; "
                + (
                    schedule.Overlap == Overlap.Queue
                        ? "while the last run goes on, the next waits."
                        : "while the last run goes on, the next is left out."
                )
        );

    /// <summary>"16 epochs, 300 questions at most"; null when the benchmark decides.</summary>
    public static string? Detail(JobBenchmark benchmark)
    {
        var said = new List<string>();
        if (benchmark.Epochs is { } epochs)
            said.Add(Format.Counted(epochs, "epoch", "epochs"));
        if (benchmark.Limit is { } limit)
            said.Add($"{Format.Counted(limit, "question", "questions")} at most");
        return said.Count == 0 ? null : string.Join(", ", said);
    }

    private static string Sentence(Gate gate, SettingsFiles files)
    {
        string Model(string id) => files.Models.GetValueOrDefault(id)?.DisplayName ?? id;
        var must = gate switch
        {
            Gate.Drop drop => $"no drop against the {drop.Baseline?.Replace('-', ' ')}",
            Gate.Below below => $"a score of {Format.Percent(below.Value)} or more",
            Gate.WorseThan worse => $"not worse than {Model(worse.Than)}",
            Gate.Cost cost => $"{Format.Usd((decimal)cost.Value)} at most",
            Gate.Latency latency => $"95% of first tokens within {latency.Value} s",
            Gate.TokensPerSecond speed => $"{Format.AxisRate(speed.Value)} tokens a second or more",
            Gate.Coverage coverage => $"{Format.Percent(coverage.Value)} of attempts scored",
            _ => throw new InvalidOperationException($"unknown gate {gate}"),
        };
        var about = string.Join(
            ", ",
            new[]
            {
                gate.Model is { } model ? Model(model) : null,
                gate.Benchmark is { } benchmark ? files.Benchmarks.GetValueOrDefault(benchmark)?.Title ?? benchmark : null,
            }.OfType<string>()
        );
        return about.Length == 0 ? must : $"{must} ({about})";
    }

    private static string? Budget(Budget? budget)
    {
        if (budget is null)
            return null;
        var said = new List<string>();
        if (budget.Usd is { } usd)
            said.Add(Format.Usd(usd));
        if (budget.Tokens is { } tokens)
            said.Add($"{Format.Count(tokens)} tokens");
        return string.Join(", ", said);
    }
}
