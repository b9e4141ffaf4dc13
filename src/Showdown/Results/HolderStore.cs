using Dapper;

namespace Showdown.Results;

/// <summary>Who holds leases of running work, over all kinds: shards of both stages, runs' own steps, checks of endpoints.</summary>
public sealed class HolderStore(Database database)
{
    /// <returns>Owners as their leases name them.</returns>
    public async Task<IReadOnlyList<string>> AllAsync(CancellationToken cancel)
    {
        const string sql = """
            select s.lease_owner from shard s join run r on r.id = s.run_id
                where r.status = 'Running' and s.done_at is null and s.lease_owner is not null
            union select p.lease_owner from pair_shard p join run r on r.id = p.run_id
                where r.status = 'Running' and p.done_at is null and p.lease_owner is not null
            union select lease_owner from run where lease_owner is not null
            union select claimed_by from probe where made_at is null and claimed_by is not null
            """;
        await using var connection = await database.ConnectAsync(cancel);
        return (await connection.QueryAsync<string>(new CommandDefinition(sql, cancellationToken: cancel))).AsList();
    }

    /// <summary>Gives back all that some owners hold: it is due again.</summary>
    public async Task ReleaseAsync(IReadOnlyCollection<string> owners, CancellationToken cancel)
    {
        const string sql = """
            update shard set queued_at = null, lease_owner = null, lease_until = null where lease_owner = @owner and done_at is null;
            update pair_shard set queued_at = null, lease_owner = null, lease_until = null where lease_owner = @owner and done_at is null;
            update run set step_queued_at = null, lease_owner = null, lease_until = null where lease_owner = @owner;
            update probe set claimed_by = null, claimed_until = null where claimed_by = @owner and made_at is null;
            """;
        await using var connection = await database.ConnectAsync(cancel);
        foreach (var owner in owners)
            await connection.ExecuteAsync(new CommandDefinition(sql, new { owner }, cancellationToken: cancel));
    }

    /// <summary>Owners of a run's shards whose leases run out in a while that is over soon: they are not being renewed.</summary>
    /// <param name="before">Who renews a lease holds it for longer than until then.</param>
    /// <returns>Each with the end of its last lease.</returns>
    public async Task<IReadOnlyList<(string Owner, DateTimeOffset Until)>> SilentAsync(
        string runId,
        DateTimeOffset now,
        DateTimeOffset before,
        CancellationToken cancel
    )
    {
        const string sql = """
            select lease_owner, lease_until from (
                select run_id, lease_owner, lease_until, done_at from shard
                union all select run_id, lease_owner, lease_until, done_at from pair_shard) held
            where run_id = @runId and done_at is null and lease_owner is not null and lease_until >= @now and lease_until < @before
            order by lease_until
            """;
        await using var connection = await database.ConnectAsync(cancel);
        return (
            await connection.QueryAsync<(string, DateTimeOffset)>(
                new CommandDefinition(
                    sql,
                    new
                    {
                        runId,
                        now,
                        before,
                    },
                    cancellationToken: cancel
                )
            )
        ).AsList();
    }
}
