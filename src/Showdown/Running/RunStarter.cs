using System.Security.Cryptography;
using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Running;

/// <summary>Brings runs into the world and back to life. Who calls it then queues what is due.</summary>
public sealed class RunStarter(
    RunStore runs,
    ShardStore shards,
    PairShardStore pairs,
    ProbeStore probes,
    RunReader reader,
    RunProgress progress,
    TimeProvider time
)
{
    private const string IdLetters = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>The time in UTC and four letters.</summary>
    internal static string NewId(DateTimeOffset now) => $"{now.UtcDateTime:yyyyMMdd-HHmmss}-{RandomNumberGenerator.GetString(IdLetters, 4)}";

    /// <summary>A new run with everything it depends on frozen, but for the pins, which its plan adds.</summary>
    /// <returns>The run's id: its start in UTC and four letters.</returns>
    public async Task<string> CreateAsync(RunSettings settings, string? parentId, CancellationToken cancel) =>
        await CreateAsync(settings, parentId, null, null, cancel)
        ?? throw new InvalidOperationException("a run without a schedule is always created");

    /// <summary>A new run for a scheduled time.</summary>
    /// <returns>Null when that time has been dealt with before.</returns>
    public Task<string?> CreateScheduledAsync(RunSettings settings, DateTimeOffset dueAt, CancellationToken cancel) =>
        CreateAsync(settings, null, dueAt, null, cancel);

    private async Task<string?> CreateAsync(RunSettings settings, string? parentId, DateTimeOffset? dueAt, string? id, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        id ??= NewId(now);
        var run = new RunRow
        {
            Id = id,
            Settings = settings,
            Status = RunStatus.Running,
            ParentId = parentId,
            CreatedAt = now,
        };
        return await runs.CreateAsync(run, dueAt, cancel) ? id : null;
    }

    /// <summary>A new run with the frozen settings of an earlier one, linked to it.</summary>
    /// <param name="choose">Which of the earlier job's models and benchmarks to take.</param>
    /// <param name="only">Only samples that had this outcome; null: all.</param>
    public Task<string> RerunAsync(RunRow earlier, Func<Job, Job> choose, Outcome? only, CancellationToken cancel) =>
        CreateAsync(Again(earlier, choose, only), earlier.Id, cancel);

    /// <summary>The settings of a rerun, as <see cref="RerunAsync"/> stores them.</summary>
    public static RunSettings Again(RunRow earlier, Func<Job, Job> choose, Outcome? only)
    {
        var job = choose(earlier.Settings.Job);
        return earlier.Settings with
        {
            Job = job,
            Models = [.. earlier.Settings.Models.Where(m => job.Models.Contains(m.Id))],
            Benchmarks = [.. earlier.Settings.Benchmarks.Where(b => job.Benchmarks.Any(j => j.Id == b.Id))],
            Only = only,
        };
    }

    /// <summary>
    /// Asks some evaluations of an ended run again with its frozen settings, to see whether a change in them shows once more. A run is asked again
    /// once: a second call gives the same id.
    /// </summary>
    /// <param name="budget">What it may cost; null: no limit.</param>
    public async Task<string> ConfirmAsync(RunRow suspected, IReadOnlyList<EvaluationKey> keys, Budget? budget, CancellationToken cancel)
    {
        var job = suspected.Settings.Job with
        {
            Models = [.. suspected.Settings.Job.Models.Where(m => keys.Any(c => c.ModelId == m))],
            Benchmarks = [.. suspected.Settings.Job.Benchmarks.Where(b => keys.Any(c => c.BenchmarkId == b.Id))],
            Budget = budget,
            Gates = [],
            Notify = [],
            Schedule = null,
            // Whatever the job says: stored completions cannot show a change again.
            Reuse = Reuse.Resume,
        };
        var settings = suspected.Settings with
        {
            Job = job,
            Models = [.. suspected.Settings.Models.Where(m => job.Models.Contains(m.Id))],
            Benchmarks = [.. suspected.Settings.Benchmarks.Where(b => job.Benchmarks.Any(j => j.Id == b.Id))],
            Confirms = keys,
        };
        var id = $"{suspected.Id}-again";
        await CreateAsync(settings, suspected.Id, null, id, cancel);
        return id;
    }

    /// <summary>Ends a running run. Its workers stop within seconds; what is finished is kept, and the run can be resumed.</summary>
    /// <returns>False when it had ended already.</returns>
    public Task<bool> CancelAsync(string runId, string reason, CancellationToken cancel) =>
        runs.EndAsync(runId, RunStatus.Cancelled, reason, time.GetUtcNow(), cancel);

    /// <summary>Makes an interrupted or ended run due again for what it lacks.</summary>
    /// <param name="failedToo">Attempts that failed for good are asked again.</param>
    /// <param name="budget">A new budget for the whole run, what it has spent included; null keeps the old one.</param>
    /// <exception cref="SettingsException">There is no such run.</exception>
    public async Task ResumeAsync(string runId, bool failedToo, Budget? budget, CancellationToken cancel)
    {
        var run = await reader.RunAsync(runId, cancel) ?? throw new SettingsException($"There is no run '{runId}'. 'showdown runs' lists them.");
        if (budget is not null)
            await runs.SetSettingsAsync(runId, run.Settings with { Job = run.Settings.Job with { Budget = budget } }, cancel);
        if (run.Status == RunStatus.Running && !failedToo)
        {
            await shards.ReleaseOwnersAsync(runId, LeaseOwner.IsDead, cancel);
            await pairs.ReleaseOwnersAsync(runId, LeaseOwner.IsDead, cancel);
            await probes.ReleaseAsync(runId, LeaseOwner.IsDead, cancel);
        }
        else
        {
            await runs.ReopenAsync(runId, failedToo, cancel);
        }

        foreach (var evaluation in await reader.EvaluationsAsync(runId, cancel))
            progress
                .Of(evaluation.Id)
                .Resume(await reader.CountsAsync(evaluation.Id, cancel), (await reader.FiguresAsync(evaluation.Id, cancel)).CostUsd ?? 0);
    }
}
