using Dapper;

namespace Showdown.Results;

/// <summary>Who works on slices of a run's work: a table of shards, each queued, leased and done. A run that has ended (cancelled, say) gives no
/// leases.</summary>
/// <param name="table">Has the columns id, run_id, queued_at, lease_owner, lease_until and done_at.</param>
public abstract class LeasedShards(Database database, string table)
    : LeaseStore(database, table, $"done_at is null and exists (select 1 from run r where r.id = {table}.run_id and r.status = 'Running')")
{
    public override async Task ReleaseAsync(string id, string owner, CancellationToken cancel)
    {
        var sql =
            $"update {Table} set lease_owner = null, lease_until = null, queued_at = null where id = @id and lease_owner = @owner and done_at is null";
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
            $"select id, lease_owner from {Table} where run_id = @runId and done_at is null and queued_at is not null",
            new { runId }
        );
        await connection.ExecuteAsync(
            $"""
            update {Table} set queued_at = null, lease_owner = null, lease_until = null
            where id = @Id and done_at is null and (lease_owner is null or lease_owner = @Owner)
            """,
            held.Where(h => h.Owner is null || isDead(h.Owner)).Select(h => new { h.Id, h.Owner })
        );
    }
}
