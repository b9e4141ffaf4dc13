using System.Data.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Running;

/// <summary>Holds something while it is worked on: the lease in the database decides who works, and is renewed until the work ends.</summary>
public sealed class Leases(TimeProvider time, ILogger<Leases>? log = null)
{
    private readonly ILogger _log = log ?? (ILogger)NullLogger.Instance;
    private static readonly TimeSpan _length = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _renewal = _length / 6;

    /// <summary>A lease that runs out before this has missed two renewals: its owner is gone or stuck.</summary>
    public static DateTimeOffset Renewed(DateTimeOffset now) => now + (_length - (2 * _renewal));

    /// <summary>Works under a lease, which is given back when the work fails or is cancelled.</summary>
    /// <param name="work">Gets the lease's owner, to give it back or hand it on when it is done.</param>
    /// <returns>Null when another process has it, or gets it while we work, or when there is nothing left to do.</returns>
    public async Task<T?> HoldAsync<T>(ILeaseStore store, string id, Func<string, CancellationToken, Task<T>> work, CancellationToken cancel)
        where T : class
    {
        var owner = LeaseOwner.New();
        if (!await TakeAsync(store, id, owner, cancel))
            return null;

        using var working = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var heartbeat = KeepAsync(store, id, owner, working);
        try
        {
            return await work(owner, working.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            RunningLog.LeaseLost(_log, id);
            return null; // the lease is lost: another process has it, or the run was cancelled
        }
        catch (Exception e)
        {
            RunningLog.GivenBack(_log, id, e is OperationCanceledException ? "this process stops" : e.Message);
            await store.ReleaseAsync(id, owner, CancellationToken.None);
            throw;
        }
        finally
        {
            await working.CancelAsync();
            await heartbeat;
        }
    }

    // A process that was killed on this machine holds its lease for nothing: no need to wait until it runs out.
    private async Task<bool> TakeAsync(ILeaseStore store, string id, string owner, CancellationToken cancel)
    {
        if (await store.LeaseAsync(id, owner, time.GetUtcNow(), _length, cancel))
            return true;
        if (await store.OwnerAsync(id, cancel) is not { } other || !LeaseOwner.IsDead(other))
            return false;
        await store.ReleaseAsync(id, other, cancel);
        return await store.LeaseAsync(id, owner, time.GetUtcNow(), _length, cancel);
    }

    private async Task KeepAsync(ILeaseStore store, string id, string owner, CancellationTokenSource working)
    {
        using var timer = new PeriodicTimer(_renewal, time).Until(working.Token);
        try
        {
            while (await timer.WaitForNextTickAsync(CancellationToken.None))
            {
                try
                {
                    if (!await store.LeaseAsync(id, owner, time.GetUtcNow(), _length, working.Token))
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
