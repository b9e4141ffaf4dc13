using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;
using Showdown.Running;

namespace Showdown.Jobs;

/// <summary>When a job of a run has failed for the last time, the run fails with it: nobody is to wait for it for ever.</summary>
public sealed class FailedRunFilter(RunFinisher finisher, RunDispatcher dispatcher) : JobFilterAttribute, IApplyStateFilter
{
    // A run does not fail with its report or its news; and these two begin with a job's name.
    private static readonly Type[] _others = [typeof(RenderReportJob), typeof(NotifyJob), typeof(StartScheduledJob), typeof(PullDatasetsJob)];

    public void OnStateApplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
        if (
            context.NewState is not FailedState failed
            || context.BackgroundJob.Job is not { Args: [string runId, ..] } job
            || _others.Contains(job.Type)
        )
            return;
        // Hangfire's filters are synchronous.
        finisher.FailAsync(runId, $"{job.Type.Name} failed: {failed.Exception.Message}", CancellationToken.None).GetAwaiter().GetResult();
        dispatcher.Report(runId);
    }

    public void OnStateUnapplied(ApplyStateContext context, IWriteOnlyTransaction transaction) { }
}
