using Microsoft.Extensions.DependencyInjection;
using Showdown.Analysis.Wording;
using Showdown.App.Web;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Results;
using Showdown.Running;
using Spectre.Console;

namespace Showdown.App.Cli;

/// <summary>Shows a run while it goes on, until it has ended and its report is there.</summary>
internal abstract class RunDisplay(RunReader reader, RunProgress progress, ChatModels models, DatabasePatience patience)
{
    private static readonly TimeSpan _shortestPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _longestPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _betweenLooks = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _oneOutage = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, Pace> _paces = [];

    /// <summary>A live table in a terminal; plain lines on standard error elsewhere.</summary>
    public static RunDisplay Choose(IServiceProvider services, bool json)
    {
        var live = !json && AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected;
        return live ? ActivatorUtilities.CreateInstance<LiveDisplay>(services) : ActivatorUtilities.CreateInstance<LineDisplay>(services);
    }

    /// <returns>The run as it ended.</returns>
    public async Task<RunRow> FollowAsync(string runId, CancellationToken cancel)
    {
        await Console.Error.WriteLineAsync($"run {runId}");
        return await ShowAsync(runId, cancel);
    }

    protected abstract Task<RunRow> ShowAsync(string runId, CancellationToken cancel);

    /// <summary>Tells of an endpoint's passport as soon as it is made.</summary>
    protected abstract void Tell(IEnumerable<string> lines);

    /// <summary>Watches the run and hands each state on; the last one is the end.</summary>
    protected async Task<RunRow> WatchAsync(string runId, Action<IReadOnlyList<EvaluationState>, bool> show, CancellationToken cancel)
    {
        IReadOnlyList<EvaluationRow> evaluations = [];
        IReadOnlyList<LiveComparison> compared = [];
        IReadOnlyDictionary<string, LiveJudging> judging = new Dictionary<string, LiveJudging>();
        long? looked = null;
        long? away = null;
        var told = new HashSet<string>(StringComparer.Ordinal);
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var run = await ReadAsync(() => reader.RunAsync(runId, cancel)) ?? throw new InvalidOperationException($"run {runId} is gone");
            var ended = run.Status != RunStatus.Running && (run.Report ?? run.ReportError) is not null;
            // Only those that may end early change while they go on.
            var isDue = ended || looked is not { } at || TimeProvider.System.GetElapsedTime(at) > _betweenLooks;
            if (evaluations.Count == 0 || isDue && evaluations.Any(e => e.Stops))
            {
                evaluations = await ReadAsync(() => reader.EvaluationsAsync(runId, cancel));
                compared = await ReadAsync(() => LiveComparison.ReadAsync(reader, run, evaluations, cancel));
            }

            if (isDue)
            {
                judging = await ReadAsync(() => LiveJudging.ReadAsync(reader, run, cancel));
                looked = TimeProvider.System.GetTimestamp();
            }

            await TellPassportsAsync(run, told, cancel);
            show(evaluations.Select(e => State(run, e, compared, judging.GetValueOrDefault(e.BenchmarkId))).ToList(), ended);
            if (ended)
                return run;
            await Task.Delay(Pause(TimeProvider.System.GetElapsedTime(began)), cancel);
        }

        // The workers wait for a database that is away; so does who looks on.
        Task<T> ReadAsync<T>(Func<Task<T>> read) => patience.ReadAsync(read, TellAway, cancel);

        // Connections of the server that went away are met one by one when it is back: they are the same outage.
        void TellAway(string reason)
        {
            if (away is null || TimeProvider.System.GetElapsedTime(away.Value) > _oneOutage)
                Tell([$"The database is away and is waited for: {reason}"]);
            away = TimeProvider.System.GetTimestamp();
        }
    }

    // The end of a run of a second is told at once; a long one is looked at seldomer.
    private static TimeSpan Pause(TimeSpan age) => TimeSpan.FromTicks(Math.Clamp(age.Ticks / 20, _shortestPause.Ticks, _longestPause.Ticks));

    private async Task TellPassportsAsync(RunRow run, HashSet<string> told, CancellationToken cancel)
    {
        if (!run.Settings.Job.Probe || told.Count == run.Settings.Models.Count(m => !m.IsReplay))
            return;
        foreach (
            var comparison in (await patience.ReadAsync(() => reader.PassportsAsync(run.Id, cancel), _ => { }, cancel)).Where(c =>
                told.Add(c.Passport.ModelId)
            )
        )
            Tell(PassportLines.Changes(comparison).Prepend(PassportLines.Line(comparison.Passport)));
    }

    private EvaluationState State(RunRow run, EvaluationRow evaluation, IReadOnlyList<LiveComparison> compared, LiveJudging? judging)
    {
        var seen = progress.Of(evaluation.Id);
        var counts = seen.Counts;
        if (!_paces.TryGetValue(evaluation.Id, out var pace))
            _paces[evaluation.Id] = pace = new Pace();
        var perSecond = pace.PerSecond(counts.Total - seen.Before);
        return new EvaluationState
        {
            Benchmark = evaluation.BenchmarkId,
            Model = evaluation.ModelId,
            Counts = counts,
            Expected = evaluation.Expected,
            Judges = evaluation.ScorerKind == ScorerKind.Deferred,
            PerSecond = counts.Total == evaluation.Expected ? 0 : perSecond,
            CostUsd = run.Settings.Model(evaluation.ModelId).Price is null ? null : seen.CostUsd,
            EndedEarly = StopWords.Why(evaluation.EndedEarly),
            Sure = compared
                .Where(c => c.Benchmark == evaluation.BenchmarkId && (c.A == evaluation.ModelId || c.B == evaluation.ModelId))
                .Select(c => (double?)c.Progress)
                .Min(),
            Compared = run.Status == RunStatus.Running && run.Settings.Benchmark(evaluation.BenchmarkId).IsPairwise,
            Judging = judging,
            Trouble = models
                .Troubles.FirstOrDefault(t =>
                    t.ModelId == evaluation.ModelId || judging is not null && run.Settings.Judges.Any(j => j.Id == t.ModelId)
                )
                ?.Line,
        };
    }

    // Attempts a second over the last few seconds.
    private sealed class Pace
    {
        private static readonly TimeSpan _window = TimeSpan.FromSeconds(5);
        private readonly Queue<(long At, int Done)> _marks = new();

        public double PerSecond(int done)
        {
            var now = TimeProvider.System.GetTimestamp();
            _marks.Enqueue((now, done));
            while (TimeProvider.System.GetElapsedTime(_marks.Peek().At, now) > _window)
                _marks.Dequeue();
            var (at, before) = _marks.Peek();
            var seconds = TimeProvider.System.GetElapsedTime(at, now).TotalSeconds;
            return seconds < 0.1 ? 0 : (done - before) / seconds;
        }
    }
}
