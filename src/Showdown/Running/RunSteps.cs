using Showdown.Results;

namespace Showdown.Running;

/// <summary>
/// Carries out the two steps of a run as a whole, its plan and its report, in one process at a time: both may take minutes, and either may be queued
/// twice.
/// </summary>
public sealed class RunSteps(RunStepStore steps, Leases leases)
{
    /// <returns>False when another process is carrying out a step of this run; then nothing was done.</returns>
    public async Task<bool> RunExclusiveAsync(string runId, Func<CancellationToken, Task> step, CancellationToken cancel)
    {
        var done = await leases.HoldAsync(
            steps,
            runId,
            async (owner, working) =>
            {
                await step(working);
                await steps.ReleaseAsync(runId, owner, CancellationToken.None);
                return runId;
            },
            cancel
        );
        return done is not null;
    }
}
