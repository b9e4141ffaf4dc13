using Showdown.Domain;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.Operations;

/// <summary>Scores a run's completions again with today's scorer, without asking a model.</summary>
public sealed class RescoreRun(Rescorer rescorer)
{
    /// <returns>Attempts scored, and how many of them changed their outcome.</returns>
    /// <exception cref="SettingsException">The run goes on: what is saved next would be scored by the old scorer.</exception>
    public Task<(int Scored, int Changed)> ExecuteAsync(RunRow run, CancellationToken cancel) =>
        run.Status == RunStatus.Running
            ? throw new SettingsException(
                $"Run {run.Id} is still running. Wait for its end, or end it with 'showdown cancel {run.Id}', and score it again then."
            )
            : rescorer.RescoreAsync(run, cancel);
}
