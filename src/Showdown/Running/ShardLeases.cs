using System.Data.Common;
using Showdown.Results;

namespace Showdown.Running;

/// <summary>Holds a shard while it is worked on: the lease in the database decides who works, and is renewed until the work ends.</summary>
public sealed class ShardLeases(ShardStore shards, TimeProvider time)
{
    private static readonly TimeSpan _length = TimeSpan.FromSeconds(30);

    /// <summary>Works on a shard under a lease, which is given back when the work fails or is cancelled.</summary>
    /// <returns><see cref="ShardResult.NotOurs"/> when another worker has the shard, or gets it while we work, or when the run has ended.</returns>
    public async Task<ShardResult> HoldAsync(string shardId, Func<CancellationToken, Task<ShardResult>> work, CancellationToken cancel)
    {
        var owner = LeaseOwner.New();
        if (!await TakeAsync(shardId, owner, cancel))
            return new ShardResult.NotOurs();

        using var working = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var heartbeat = KeepAsync(shardId, owner, working);
        try
        {
            var result = await work(working.Token);
            if (result is ShardResult.Asked)
                await shards.HandOnAsync(shardId, owner, time.GetUtcNow(), CancellationToken.None);
            return result;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new ShardResult.NotOurs(); // the lease is lost: another worker has the shard, or the run was cancelled
        }
        catch
        {
            await shards.ReleaseAsync(shardId, owner, CancellationToken.None);
            throw;
        }
        finally
        {
            await working.CancelAsync();
            await heartbeat;
        }
    }

    // A worker that was killed on this machine holds its lease for nothing: no need to wait until it runs out.
    private async Task<bool> TakeAsync(string shardId, string owner, CancellationToken cancel)
    {
        if (await LeaseAsync(shardId, owner, cancel))
            return true;
        if (await shards.OwnerAsync(shardId, cancel) is not { } other || !LeaseOwner.IsDead(other))
            return false;
        await shards.ReleaseAsync(shardId, other, cancel);
        return await LeaseAsync(shardId, owner, cancel);
    }

    private Task<bool> LeaseAsync(string shardId, string owner, CancellationToken cancel) =>
        shards.LeaseAsync(shardId, owner, time.GetUtcNow(), _length, cancel);

    private async Task KeepAsync(string shardId, string owner, CancellationTokenSource working)
    {
        using var timer = new PeriodicTimer(_length / 6, time);
        try
        {
            while (await timer.WaitForNextTickAsync(working.Token))
            {
                try
                {
                    if (!await LeaseAsync(shardId, owner, working.Token))
                        await working.CancelAsync(); // somebody else has it: stop paying for the same attempts
                }
                catch (DbException)
                {
                    // A database that restarts answers at a later beat; until then the lease lasts.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // the work is done
        }
    }
}
