using Dapper;

namespace Showdown.Results;

/// <summary>Which slices of a run's pairs are due, who judges them, which are done.</summary>
public sealed class PairShardStore(Database database) : LeasedShards(database, "pair_shard")
{
    /// <summary>
    /// Slices a benchmark's answers into shards of about <paramref name="size"/> pairs, unless that was done before or answers are still to come.
    /// </summary>
    /// <param name="baseline">Pairs are those with its answers; null: each with each.</param>
    /// <remarks>Answers without a partner are in the shards as well: they get a score that says so.</remarks>
    public async Task PlanAsync(string runId, string benchmarkId, string? baseline, int size, CancellationToken cancel)
    {
        const string sql = """
            with answered as (
                select s.position, a.epoch, count(*) as answers, max(case when e.model_id = @baseline then 1 else 0 end) as of_baseline
                from evaluation e
                join attempt a on a.evaluation_id = e.id and a.failure_kind is null
                join sample s on s.dataset_sha256 = e.dataset_sha256 and s.sample_id = a.sample_id
                where e.run_id = @runId and e.benchmark_id = @benchmarkId
                  and not exists (select 1 from pair_shard p where p.run_id = @runId and p.benchmark_id = @benchmarkId)
                  and not exists (select 1 from evaluation o where o.run_id = @runId and o.finished_at is null)
                group by s.position, a.epoch),
            compared as (
                select position, cast(
                           sum(case when @baseline = '' then answers * (answers - 1) / 2 else of_baseline * (answers - 1) end) as integer) as pairs
                from answered group by position),
            sliced as (
                select position, pairs, (cast(sum(pairs) over (order by position) as integer) - pairs) / @size as number from compared)
            insert into pair_shard (id, run_id, benchmark_id, number, first_position, last_position, pairs)
            select @runId || '/' || @benchmarkId || '/' || number, @runId, @benchmarkId, number, min(position), max(position), sum(pairs)
            from sliced group by number
            on conflict (id) do nothing
            """;
        await using var connection = await ConnectAsync(cancel);
        await connection.ExecuteAsync(
            new CommandDefinition(
                sql,
                new
                {
                    runId,
                    benchmarkId,
                    baseline = baseline ?? "",
                    size,
                },
                cancellationToken: cancel
            )
        );
    }

    /// <summary>Takes up to <paramref name="count"/> open shards of a run that are not queued, and marks them queued.</summary>
    public async Task<IReadOnlyList<PairShardRow>> QueueNextAsync(string runId, int count, DateTimeOffset now, CancellationToken cancel)
    {
        const string sql = """
            update pair_shard set queued_at = @now
            where id in (
                select id from pair_shard where run_id = @runId and done_at is null and queued_at is null order by benchmark_id, number limit @count)
              and queued_at is null
            returning id, run_id, benchmark_id, first_position, last_position
            """;
        await using var connection = await ConnectAsync(cancel);
        return (
            await connection.QueryAsync<PairShardRow>(
                new CommandDefinition(
                    sql,
                    new
                    {
                        runId,
                        count,
                        now,
                    },
                    cancellationToken: cancel
                )
            )
        ).AsList();
    }

    /// <summary>How many shards of a run are queued or being judged.</summary>
    public async Task<int> QueuedAsync(string runId, CancellationToken cancel)
    {
        const string sql = "select cast(count(*) as integer) from pair_shard where run_id = @runId and done_at is null and queued_at is not null";
        await using var connection = await ConnectAsync(cancel);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, new { runId }, cancellationToken: cancel));
    }

    /// <returns>Null when there is no such shard, or when it is done.</returns>
    public async Task<PairShardRow?> OpenAsync(string shardId, CancellationToken cancel)
    {
        const string sql = "select id, run_id, benchmark_id, first_position, last_position from pair_shard where id = @shardId and done_at is null";
        await using var connection = await ConnectAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<PairShardRow>(new CommandDefinition(sql, new { shardId }, cancellationToken: cancel));
    }

    public async Task<PairStanding> StandingAsync(string runId, CancellationToken cancel)
    {
        const string sql = "select cast(count(*) - count(done_at) as integer) as open, min(stopped) as stopped from pair_shard where run_id = @runId";
        await using var connection = await ConnectAsync(cancel);
        var (open, stopped) = await connection.QuerySingleAsync<(int, string?)>(new CommandDefinition(sql, new { runId }, cancellationToken: cancel));
        return new PairStanding(open, stopped);
    }

    /// <summary>Marks a shard done, once.</summary>
    /// <param name="stopped">Why the run's judging ends before all is judged: what nobody has begun is done with it, who has begun looks it
    /// up.</param>
    public async Task FinishAsync(PairShardRow shard, string? stopped, DateTimeOffset now, CancellationToken cancel)
    {
        const string sql = """
            update pair_shard set done_at = @now, stopped = cast(@stopped as text), lease_owner = null, lease_until = null
            where done_at is null and (id = @Id or (run_id = @RunId and cast(@stopped as text) is not null and lease_owner is null))
            """;
        await using var connection = await ConnectAsync(cancel);
        await connection.ExecuteAsync(
            new CommandDefinition(
                sql,
                new
                {
                    shard.Id,
                    shard.RunId,
                    stopped,
                    now,
                },
                cancellationToken: cancel
            )
        );
    }

    /// <summary>Gives shards back whose worker is gone: the lease ran out, or there never was one and they were queued long ago.</summary>
    public async Task ReleaseStaleAsync(DateTimeOffset now, DateTimeOffset queuedBefore, CancellationToken cancel)
    {
        const string sql = """
            update pair_shard set queued_at = null, lease_owner = null, lease_until = null
            where done_at is null and queued_at is not null and (lease_until < @now or (lease_until is null and queued_at < @queuedBefore))
            """;
        await using var connection = await ConnectAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { now, queuedBefore }, cancellationToken: cancel));
    }

    /// <summary>How far the judging is; empty before it has begun.</summary>
    public async Task<IReadOnlyList<PairProgress>> ProgressAsync(string runId, CancellationToken cancel)
    {
        const string sql = """
            with judged as (
                select v.benchmark_id, count(*) as verdicts
                from pair_verdict v
                join pair_judging j on j.run_id = v.run_id and j.benchmark_id = v.benchmark_id and j.judging = v.judging
                where v.run_id = @runId and v.in_order is not null and v.swapped is not null
                  and j.number = (select max(n.number) from pair_judging n where n.run_id = j.run_id and n.benchmark_id = j.benchmark_id)
                group by v.benchmark_id)
            select p.benchmark_id, cast(sum(p.pairs) as integer) as pairs,
                   cast(coalesce((select verdicts from judged where judged.benchmark_id = p.benchmark_id), 0) as integer) as verdicts
            from pair_shard p where p.run_id = @runId group by p.benchmark_id order by p.benchmark_id
            """;
        await using var connection = await ConnectAsync(cancel);
        return
        [
            .. (await connection.QueryAsync<(string, int, int)>(new CommandDefinition(sql, new { runId }, cancellationToken: cancel))).Select(
                p => new PairProgress(p.Item1, p.Item2, p.Item3)
            ),
        ];
    }
}
