using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Hosting;
using Showdown.Analysis.Wording;
using Showdown.Formatting;
using Showdown.Jobs;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.App.Web;

/// <summary>How far a run is.</summary>
internal sealed record LiveRun
{
    public required string Run { get; init; }

    /// <summary>running, complete, incomplete, failed or cancelled.</summary>
    public required string Status { get; init; }

    /// <summary>True when nothing more will come: the run has ended, and its report is there or is known to have failed.</summary>
    public required bool Ended { get; init; }

    /// <summary>Attempts that are there.</summary>
    public required int Done { get; init; }

    /// <summary>Those of them that wait for their judge.</summary>
    public int Waiting => Evaluations.Sum(e => e.Waiting);

    /// <summary>How far the judging of pairs of answers is; null before it has begun, and where none are compared.</summary>
    public LiveJudging? Judging { get; init; }

    /// <summary>True when completions wait for a judge, and no process judges.</summary>
    public bool NoJudge { get; init; }

    /// <summary>Attempts that the run is to have; 0 while it is being planned.</summary>
    public required int Expected { get; init; }

    /// <summary>What it has cost so far, discarded replies and endpoint checks included; null where a model's price is not known.</summary>
    public required decimal? CostUsd { get; init; }

    /// <summary>Attempts a second lately, and then pairs of answers that were judged; null when that is not known.</summary>
    public required double? PerSecond { get; init; }

    public required double? SecondsLeft { get; init; }

    public required IReadOnlyList<LiveEvaluation> Evaluations { get; init; }

    /// <summary>How sure comparisons are by now, where a benchmark stops when it is sure; empty where none does.</summary>
    public IReadOnlyList<LiveComparison> Comparisons { get; init; } = [];

    /// <summary>Hosts that do not answer, and processes that are gone, which are waited for, a line each.</summary>
    public IReadOnlyList<string> Troubles { get; init; } = [];
}

/// <summary>One model on one benchmark so far.</summary>
/// <param name="Waiting">Completions that wait for their judge.</param>
internal sealed record LiveEvaluation(
    string Benchmark,
    string Model,
    int Expected,
    int Right,
    int Partial,
    int Wrong,
    int Truncated,
    int Failed,
    int Unscored,
    int Waiting
)
{
    public int Done => Right + Partial + Wrong + Truncated + Failed + Unscored + Waiting;

    /// <summary>The score so far, from 0 to 1; null when there is none yet.</summary>
    public double? RightSoFar { get; init; }

    /// <summary>True where answers may be partly right.</summary>
    public bool IsShare { get; init; }

    /// <summary>True while it may end before all is asked.</summary>
    public bool Stops { get; init; }

    /// <summary>Why it asks no more although not all was asked: "sure", "ended by hand"; null while it goes on to the end.</summary>
    public string? EndedEarly { get; init; }
}

/// <summary>
/// Watches runs in the database, where all workers write. However many look, a run is read about once a second, and seldomer when reading takes long.
/// </summary>
internal sealed class LiveRuns(
    RunReader reader,
    LiveWorkers workers,
    WorkerStore hosts,
    HolderStore holders,
    TimeProvider time,
    IHostApplicationLifetime lifetime
)
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, Watch> _watches = new();

    /// <returns>Null when there is no such run.</returns>
    public async Task<LiveRun?> ReadAsync(string runId, CancellationToken cancel)
    {
        var watch = _watches.GetOrAdd(runId, _ => new Watch(time));
        var run = await watch.Reading.GetAsync(stop => ReadAsync(runId, watch, stop), cancel);
        if (run is null or { Ended: true })
            _watches.TryRemove(runId, out _);
        return run;
    }

    /// <summary>A "progress" event a second, then one "ended". Ends early when the service stops.</summary>
    public async IAsyncEnumerable<SseItem<LiveRun>> WatchAsync(string runId, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, lifetime.ApplicationStopping);
        while (true)
        {
            LiveRun? run;
            try
            {
                run = await ReadAsync(runId, either.Token);
            }
            catch (OperationCanceledException)
            {
                yield break;
            }

            if (run is null)
                yield break;
            yield return new SseItem<LiveRun>(run, run.Ended ? "ended" : "progress");
            if (run.Ended)
                yield break;
            try
            {
                await Task.Delay(_pause, time, either.Token);
            }
            catch (OperationCanceledException)
            {
                yield break;
            }
        }
    }

    private async Task<LiveRun?> ReadAsync(string runId, Watch watch, CancellationToken cancel)
    {
        if (await reader.RunAsync(runId, cancel) is not { } row)
            return null;
        var evaluations = new List<LiveEvaluation>();
        IReadOnlyDictionary<string, int>? unjudged = null;
        var rows = await reader.EvaluationsAsync(runId, cancel);
        foreach (var evaluation in rows)
        {
            var c = await reader.CountsAsync(evaluation.Id, cancel);
            // What has no score yet is counted as unscored; whether it waits for its judge is asked only where there is such.
            var waiting = c.Unscored == 0 ? 0 : (unjudged ??= await reader.WaitingAsync(runId, cancel)).GetValueOrDefault(evaluation.Id);
            evaluations.Add(
                new LiveEvaluation(
                    evaluation.BenchmarkId,
                    evaluation.ModelId,
                    evaluation.Expected,
                    c.Right,
                    c.Partial,
                    c.Wrong,
                    c.Truncated,
                    c.Failed,
                    Math.Max(0, c.Unscored - waiting),
                    waiting
                )
                {
                    IsShare = !evaluation.IsTwoValued,
                    Stops = evaluation is { Stops: true, EndedEarly: null, FinishedAt: null },
                    EndedEarly = StopWords.Why(evaluation.EndedEarly),
                    RightSoFar = c.Scored > 0 ? c.Credit / c.Scored : null,
                }
            );
        }

        var (done, expected) = (evaluations.Sum(e => e.Done), evaluations.Sum(e => e.Expected));
        var judging = LiveJudging.Sum([.. (await LiveJudging.ReadAsync(reader, row, cancel)).Values]);
        var perSecond = row.Status == RunStatus.Running ? watch.PerSecond(done + (judging?.Judged ?? 0)) : null;
        return new LiveRun
        {
            Run = row.Id,
            Status = row.Status.ToString().ToLowerInvariant(),
            Ended = row.Status != RunStatus.Running && (row.Report ?? row.ReportError) is not null,
            Done = done,
            Judging = judging,
            // Models judge where models are asked.
            NoJudge =
                evaluations.Exists(e => e.Waiting > 0 && !row.Settings.Benchmark(e.Benchmark).IsJudged)
                && row.Status == RunStatus.Running
                && !workers.Take(Queues.Judge),
            Expected = expected,
            CostUsd = row.Settings.Models.All(m => m.Price is not null) ? (await reader.SpentAsync(runId, cancel)).Usd : null,
            PerSecond = perSecond,
            SecondsLeft = perSecond > 0 ? (expected - done + (judging is null ? 0 : judging.Pairs - judging.Judged)) / perSecond : null,
            Evaluations = evaluations,
            Comparisons = row.Status == RunStatus.Running ? await LiveComparison.ReadAsync(reader, row, rows, cancel) : [],
            Troubles = row.Status == RunStatus.Running ? await TroublesAsync(row, cancel) : [],
        };
    }

    private async Task<IReadOnlyList<string>> TroublesAsync(RunRow run, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var silent = await holders.SilentAsync(run.Id, now, Leases.Renewed(now), cancel);
        return
        [
            .. await hosts.TroublesAsync(run.Settings.Models.Concat(run.Settings.Judges).Select(m => m.Id), now, cancel),
            .. silent
                .GroupBy(s => LeaseOwner.Words(s.Owner))
                .Select(g => $"waiting for the lease of {g.Key}, which renews it no more, until {Format.Clock(g.Max(s => s.Until))} UTC"),
        ];
    }

    private sealed class Watch(TimeProvider time)
    {
        private static readonly TimeSpan _window = TimeSpan.FromSeconds(15);
        private readonly Queue<(long At, int Done)> _marks = new();

        public KeptReading<LiveRun> Reading { get; } = new(time);

        public double? PerSecond(int done)
        {
            _marks.Enqueue((time.GetTimestamp(), done));
            while (_marks.Count > 2 && time.GetElapsedTime(_marks.Peek().At) > _window)
                _marks.Dequeue();
            var (at, before) = _marks.Peek();
            var seconds = time.GetElapsedTime(at).TotalSeconds;
            return seconds < 0.5 ? null : Math.Max(0, done - before) / seconds;
        }
    }
}
