using Dapper;

namespace Showdown.Results;

/// <summary>Evaluations that end before all is asked, and are complete with what they have.</summary>
public sealed class EarlyEndStore(Database database)
{
    // Shards that somebody asks, or whose completions wait to be scored, end by themselves; the others are not begun any more.
    private const string NotBegun = "evaluation_id = @evaluationId and done_at is null and asked_at is null and lease_owner is null";
    private const string Open = "(select count(*) from shard s where s.evaluation_id = evaluation.id and s.done_at is null)";

    /// <summary>Ends an open evaluation. What is in flight is finished and counts.</summary>
    /// <returns>True when nothing is in flight: it is to be finished.</returns>
    public async Task<bool> EndAsync(string evaluationId, EarlyEnd why, DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var values = new
        {
            evaluationId,
            why = why.ToString(),
            now,
        };
        // The evaluation comes first: on PostgreSQL it is locked against shards that count themselves off meanwhile.
        const string end = """
            update evaluation set ended_early = @why
            where id = @evaluationId and ended_early is null and stopped_reason is null and finished_at is null and shards_left > 0
            """;
        if (await connection.ExecuteAsync(end, values, transaction) == 0)
            return false;
        await connection.ExecuteAsync($"update shard set done_at = @now where {NotBegun}", values, transaction);
        var left = await connection.QuerySingleAsync<int>(
            $"""
            update evaluation set shards_left = {Open}, expected =
                coalesce((
                    select sum((s.last_asked - s.first_asked + 1) * (1 - s.first_epoch + coalesce(s.last_epoch, evaluation.epochs)))
                    from shard s where s.evaluation_id = evaluation.id and s.done_at is null), 0)
                + (select count(*) from attempt a where a.evaluation_id = evaluation.id and not exists (
                    select 1 from shard s
                    where s.evaluation_id = a.evaluation_id and s.done_at is null and a.number between s.first_asked and s.last_asked
                      and a.epoch >= s.first_epoch and (s.last_epoch is null or a.epoch <= s.last_epoch)))
            where id = @evaluationId returning shards_left
            """,
            values,
            transaction
        );
        await transaction.CommitAsync(cancel);
        return left == 0;
    }

    /// <summary>Goes on with an evaluation of a running run that ended early: what it lacks is asked.</summary>
    public async Task ReopenAsync(string evaluationId, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var values = new { evaluationId };
        const string reopen = """
            update evaluation set ended_early = null, expected = null, finished_at = null
            where id = @evaluationId and ended_early is not null
              and exists (select 1 from run r where r.id = evaluation.run_id and r.status = 'Running')
            """;
        if (await connection.ExecuteAsync(reopen, values, transaction) == 0)
            return;
        await connection.ExecuteAsync(
            $"update shard set done_at = null, queued_at = null, asked_at = null where evaluation_id = @evaluationId and done_at is not null and {Lacking}",
            values,
            transaction
        );
        await connection.ExecuteAsync($"update evaluation set shards_left = {Open} where id = @evaluationId", values, transaction);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Keeps what a person wants of the open or ended evaluations of a run that may end early.</summary>
    /// <param name="benchmarkId">Null: of all its benchmarks.</param>
    /// <returns>How many there are.</returns>
    public async Task<int> WishAsync(string runId, string? benchmarkId, StopWish wish, CancellationToken cancel)
    {
        const string sql = """
            update evaluation set wish = @wish
            where run_id = @runId and stops and (@benchmarkId is null or benchmark_id = @benchmarkId) and stopped_reason is null
              and (finished_at is null or ended_early is not null)
            """;
        await using var connection = await database.ConnectAsync(cancel);
        return await connection.ExecuteAsync(
            new CommandDefinition(
                sql,
                new
                {
                    runId,
                    benchmarkId,
                    wish = wish.ToString(),
                },
                cancellationToken: cancel
            )
        );
    }

    /// <summary>Says which evaluations' shards are queued first; larger is sooner.</summary>
    public async Task SetUrgenciesAsync(IEnumerable<(string EvaluationId, double Urgency)> urgencies, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await connection.ExecuteAsync(
            "update evaluation set urgency = @Urgency where id = @EvaluationId",
            urgencies.Select(u => new { u.EvaluationId, u.Urgency }),
            transaction
        );
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Whether an evaluation has ended early.</summary>
    public async Task<bool> HasEndedAsync(string evaluationId, CancellationToken cancel)
    {
        const string sql = "select ended_early is not null from evaluation where id = @evaluationId";
        await using var connection = await database.ConnectAsync(cancel);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(sql, new { evaluationId }, cancellationToken: cancel));
    }

    /// <summary>The condition that a shard has attempts left to make.</summary>
    internal const string Lacking = """
        (last_asked - first_asked + 1)
            * (1 - first_epoch + coalesce(last_epoch, (select epochs from evaluation e where e.id = shard.evaluation_id))) >
            (select count(*) from attempt a
             where a.evaluation_id = shard.evaluation_id and a.number between shard.first_asked and shard.last_asked
               and a.epoch >= shard.first_epoch and (shard.last_epoch is null or a.epoch <= shard.last_epoch))
        """;
}
