using Showdown.Domain;
using Showdown.Models;
using Showdown.Results;

namespace Showdown.Running;

/// <summary>Divides what a host bears among the processes that ask it. Each says by a heartbeat in the database which models it is asking.</summary>
/// <remarks>
/// A process that joins knows its share before its first request; the others learn of it, or that one is gone, at their next beat but one.
/// </remarks>
public sealed class LimitShares(WorkerStore workers, ChatModels models, TimeProvider time)
{
    /// <summary>Between two beats.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan _alive = 2.5 * Beat;

    /// <summary>
    /// Renews this process's word for every model that it is asking, takes its share of their limits, and says which hosts do not answer.
    /// </summary>
    public async Task BeatAsync(CancellationToken cancel)
    {
        foreach (var model in models.Busy)
            await JoinAsync(model, cancel);
    }

    /// <summary>Takes this process's share of a model's limits before it is asked for the first time.</summary>
    public Task JoinAsync(ModelSettings model, CancellationToken cancel) =>
        model.Limits.PerProcess || model.IsReplay ? Task.CompletedTask : JoinAsync(model.Id, cancel);

    private async Task JoinAsync(string modelId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var (processes, place) = await workers.BeatAsync(
            modelId,
            LeaseOwner.Process,
            now,
            now + _alive,
            cancel,
            models.Troubles.FirstOrDefault(t => t.ModelId == modelId)?.Line
        );
        models.ShareAmong(modelId, processes, place);
    }
}
