using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Operations;

/// <summary>
/// A person wants all samples of a run asked, however sure its comparisons are: evaluations that ended early go on, and those that would end do not.
/// </summary>
public sealed class GoOnToEnd(EarlyEndStore ends)
{
    /// <param name="benchmark">Null: all benchmarks of the run that may end early.</param>
    /// <returns>How many evaluations go on. Where the run has ended, it is to be resumed.</returns>
    /// <exception cref="SettingsException">Nothing of the run may end early.</exception>
    public async Task<int> ExecuteAsync(RunRow run, string? benchmark, CancellationToken cancel)
    {
        SayEnough.ThrowIfNothingStops(run, benchmark);
        return await ends.WishAsync(run.Id, benchmark, StopWish.GoOn, cancel);
    }
}
