using Showdown.Results;
using Showdown.Running;

namespace Showdown.Operations;

/// <summary>Ends a run wherever it is carried out. What is finished is kept and reported, and the run can be resumed.</summary>
public sealed class CancelRun(RunStarter starter, IRunQueue queue)
{
    /// <param name="who">Where it was cancelled: "from the command line".</param>
    /// <returns>False when it had ended already.</returns>
    public async Task<bool> ExecuteAsync(RunRow run, string who, CancellationToken cancel)
    {
        if (!await starter.CancelAsync(run.Id, $"cancelled {who}", cancel))
            return false;
        queue.Report(run.Id);
        return true;
    }
}
