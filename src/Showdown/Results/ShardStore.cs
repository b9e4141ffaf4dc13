using Dapper;

namespace Showdown.Results;

/// <summary>Which shards are due, who works on them, which are done. The lease decides who works, whatever the queue believes.</summary>
public sealed class ShardStore(Database database) : LeasedShards(database, "shard")
{
    /// <summary>Takes up to <paramref name="count"/> open shards of one model that are not queued, and marks them queued.</summary>
    /// <remarks>
    /// While something is measured the model is asked nothing else: such shards come first, one at a time, and the others wait until they are done.
    /// Models whose evaluations may end early go abreast: no shard is queued while another model has one of the same benchmark open that lies more
    /// than one before it, so that what is asked is asked of all, and a verdict is known before much more is asked.
    /// </remarks>
    public async Task<IReadOnlyList<ShardRow>> QueueNextAsync(string runId, string modelId, int count, DateTimeOffset now, CancellationToken cancel)
    {
        const string sql = """
            with open as (
                select s.id, s.number, s.evaluation_id, s.queued_at, s.asked_at, e.benchmark_id, e.stops, e.urgency,
                       case when e.scorer_kind = 'Measurement' then 1 else 0 end as measures
                from shard s join evaluation e on e.id = s.evaluation_id
                where s.run_id = @runId and s.model_id = @modelId and s.done_at is null)
            update shard set queued_at = @now
            where id in (
                select id from open
                where queued_at is null
                  and (not exists (select 1 from open where measures = 1)
                    or (measures = 1 and not exists (select 1 from open where queued_at is not null and asked_at is null)))
                  and (not stops or not exists (
                      select 1 from shard o join evaluation f on f.id = o.evaluation_id
                      where o.run_id = @runId and o.done_at is null and o.number < open.number - 1 and f.benchmark_id = open.benchmark_id))
                order by urgency desc, number, evaluation_id
                limit case when exists (select 1 from open where measures = 1) then 1 else @count end)
              and queued_at is null
            returning id, evaluation_id, run_id, model_id, number, first_asked, last_asked, first_epoch, last_epoch
            """;
        await using var connection = await ConnectAsync(cancel);
        return (
            await connection.QueryAsync<ShardRow>(
                new CommandDefinition(
                    sql,
                    new
                    {
                        runId,
                        modelId,
                        count,
                        now,
                    },
                    cancellationToken: cancel
                )
            )
        ).AsList();
    }

    /// <returns>Null when there is no such shard, or when it is done.</returns>
    public async Task<ShardRow?> OpenAsync(string shardId, CancellationToken cancel)
    {
        const string sql =
            "select id, evaluation_id, run_id, model_id, number, first_asked, last_asked, first_epoch, last_epoch from shard where id = @shardId and done_at is null";
        await using var connection = await ConnectAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<ShardRow>(new CommandDefinition(sql, new { shardId }, cancellationToken: cancel));
    }

    /// <summary>Ends a lease when all completions are there: the shard stays queued for its judge, and is none of those in flight.</summary>
    public async Task HandOnAsync(string shardId, string owner, DateTimeOffset now, CancellationToken cancel)
    {
        const string sql =
            "update shard set lease_owner = null, lease_until = null, queued_at = @now, asked_at = @now where id = @shardId and lease_owner = @owner";
        await using var connection = await ConnectAsync(cancel);
        await connection.ExecuteAsync(
            new CommandDefinition(
                sql,
                new
                {
                    shardId,
                    owner,
                    now,
                },
                cancellationToken: cancel
            )
        );
    }

    /// <summary>Marks a shard done and counts it off its evaluation, in one transaction, once.</summary>
    /// <returns>Shards that the evaluation has left; null when the shard was done before.</returns>
    public async Task<int?> FinishAsync(string shardId, DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await ConnectAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var evaluation = await connection.QuerySingleOrDefaultAsync<string>(
            "update shard set done_at = @now, lease_owner = null, lease_until = null where id = @shardId and done_at is null returning evaluation_id",
            new { shardId, now },
            transaction
        );
        if (evaluation is null)
            return null;
        var left = await connection.QuerySingleAsync<int>(
            "update evaluation set shards_left = shards_left - 1 where id = @evaluation returning shards_left",
            new { evaluation },
            transaction
        );
        await transaction.CommitAsync(cancel);
        return left;
    }

    /// <summary>
    /// Gives shards back whose worker is gone: the lease ran out, or there never was one and they were queued before <paramref name="queuedBefore"/>.
    /// </summary>
    /// <param name="askedBefore">The same for shards that wait for their judge, which may take long to come to them.</param>
    /// <returns>The runs that have such shards.</returns>
    public async Task<IReadOnlyList<string>> ReleaseStaleAsync(
        DateTimeOffset now,
        DateTimeOffset queuedBefore,
        DateTimeOffset askedBefore,
        CancellationToken cancel
    )
    {
        const string sql = """
            update shard set queued_at = null, lease_owner = null, lease_until = null
            where done_at is null and queued_at is not null
              and (lease_until < @now or (lease_until is null and queued_at < case when asked_at is null then @queuedBefore else @askedBefore end))
            returning run_id
            """;
        await using var connection = await ConnectAsync(cancel);
        return (
            await connection.QueryAsync<string>(
                new CommandDefinition(
                    sql,
                    new
                    {
                        now,
                        queuedBefore,
                        askedBefore,
                    },
                    cancellationToken: cancel
                )
            )
        ).Distinct().ToList();
    }

    /// <summary>How many models have work left in running runs; a model counts once for each run, and so do the judges of its pairs
    /// together.</summary>
    public async Task<int> OpenModelsAsync(CancellationToken cancel)
    {
        const string sql = """
            select cast(count(*) as integer) from (
                select distinct s.run_id, s.model_id from shard s join run r on r.id = s.run_id
                where s.done_at is null and r.status = 'Running'
                union select p.run_id, '' from pair_shard p join run r on r.id = p.run_id
                where p.done_at is null and r.status = 'Running') open
            """;
        await using var connection = await ConnectAsync(cancel);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, cancellationToken: cancel));
    }

    /// <summary>
    /// How many shards of a model are queued or being asked. Those that wait for their judge are not among them: no model waits for a judge.
    /// </summary>
    public async Task<int> QueuedAsync(string runId, string modelId, CancellationToken cancel)
    {
        const string sql =
            "select cast(count(*) as integer) from shard where run_id = @runId and model_id = @modelId and done_at is null and queued_at is not null and asked_at is null";
        await using var connection = await ConnectAsync(cancel);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, new { runId, modelId }, cancellationToken: cancel));
    }
}
