using Showdown.Analysis.Summary;
using Showdown.Results;
using Showdown.Running;

namespace Showdown.App.Web;

/// <summary>
/// Runs in figures, for programs. While a run goes on its figures are made once for all who ask, and may be some seconds old
/// (<see cref="KeptReading{T}"/>); of a run that has ended they are those of the moment.
/// </summary>
internal sealed class RunSummaries(RunSummaryBuilder summaries, TimeProvider time) : IDisposable
{
    private readonly SlidingCache<KeptReading<RunSummary>> _going = new(time);

    /// <param name="run">As it was read just now.</param>
    public async Task<RunSummary> ReadAsync(RunRow run, CancellationToken cancel)
    {
        if (run.Status != RunStatus.Running)
            return await BuildAsync(cancel);
        var kept = _going.GetOrAdd(run.Id, _ => new KeptReading<RunSummary>(time));
        return (await kept.GetAsync(async stop => await BuildAsync(stop), cancel))!;

        Task<RunSummary> BuildAsync(CancellationToken stop) => summaries.BuildAsync(run.Id, null, stop);
    }

    public void Dispose() => _going.Dispose();
}
