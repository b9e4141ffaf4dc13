using System.Data.Common;
using Dapper;

namespace Showdown.Results;

/// <summary>Who works on slices of a run's work: a table of shards, each queued, leased and done. The lease decides, whatever the queue
/// believes.</summary>
/// <param name="table">Has the columns id, run_id, queued_at, lease_owner, lease_until and done_at.</param>
public abstract class LeasedShards(Database database, string table) : ILeaseStore
{
    /// <summary>Takes or extends the lease of an open shard.</summary>
    /// <returns>False when another owner holds it, when the shard is done, or when its run has ended (cancelled, say).</returns>
    public async Task<bool> LeaseAsync(string id, string owner, DateTimeOffset now, TimeSpan length, CancellationToken cancel)
    {
        var sql = $"""
            update {table} set lease_owner = @owner, lease_until = @until
            where id = @id and done_at is null and (lease_owner is null or lease_owner = @owner or lease_until < @now)
              and exists (select 1 from run r where r.id = {table}.run_id and r.status = 'Running')
            """;
        await using var connection = await ConnectAsync(cancel);
        return await connection.ExecuteAsync(
                new CommandDefinition(
                    sql,
                    new
                    {
                        id,
                        owner,
                        now,
                        until = now + length,
                    },
                    cancellationToken: cancel
                )
            ) == 1;
    }

    /// <returns>Null when nobody holds the shard.</returns>
    public async Task<string?> OwnerAsync(string id, CancellationToken cancel)
    {
        var sql = $"select lease_owner from {table} where id = @id";
        await using var connection = await ConnectAsync(cancel);
        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition(sql, new { id }, cancellationToken: cancel));
    }

    public async Task ReleaseAsync(string id, string owner, CancellationToken cancel)
    {
        var sql =
            $"update {table} set lease_owner = null, lease_until = null, queued_at = null where id = @id and lease_owner = @owner and done_at is null";
        await using var connection = await ConnectAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { id, owner }, cancellationToken: cancel));
    }

    /// <summary>
    /// Gives the shards of a run back whose owner <paramref name="isDead"/> says is gone, and those that were queued but never begun.
    /// </summary>
    public async Task ReleaseOwnersAsync(string runId, Func<string, bool> isDead, CancellationToken cancel)
    {
        await using var connection = await ConnectAsync(cancel);
        var held = await connection.QueryAsync<(string Id, string? Owner)>(
            $"select id, lease_owner from {table} where run_id = @runId and done_at is null and queued_at is not null",
            new { runId }
        );
        await connection.ExecuteAsync(
            $"""
            update {table} set queued_at = null, lease_owner = null, lease_until = null
            where id = @Id and done_at is null and (lease_owner is null or lease_owner = @Owner)
            """,
            held.Where(h => h.Owner is null || isDead(h.Owner)).Select(h => new { h.Id, h.Owner })
        );
    }

    protected Task<DbConnection> ConnectAsync(CancellationToken cancel) => database.ConnectAsync(cancel);
}
