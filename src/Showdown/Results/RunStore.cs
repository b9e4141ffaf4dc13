using System.Data.Common;
using Dapper;
using Showdown.Domain;

namespace Showdown.Results;

/// <summary>Runs and their evaluations: created and planned once, then only moved forward.</summary>
public sealed class RunStore(Database database)
{
    /// <summary>What the runs since then may cost together, as was told when they were started.</summary>
    public async Task<decimal> PromisedUsdAsync(DateTimeOffset since, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        const string sql = "select coalesce(sum(promised_usd), 0.0) from run where created_at >= @since";
        return (decimal)await connection.ExecuteScalarAsync<double>(new CommandDefinition(sql, new { since }, cancellationToken: cancel));
    }

    /// <summary>Notes what a run may cost.</summary>
    public async Task PromiseAsync(string runId, decimal usd, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        const string sql = "update run set promised_usd = @usd where id = @runId";
        await connection.ExecuteAsync(new CommandDefinition(sql, new { runId, usd = (double)usd }, cancellationToken: cancel));
    }

    /// <summary>A new run, not planned yet: its settings have no pins. Whoever calls it queues the plan.</summary>
    /// <param name="dueAt">The scheduled time it stands for; null when somebody asked for it.</param>
    /// <returns>False when the scheduled time has been dealt with before, or there is a run of this id: then nothing is written.</returns>
    public async Task<bool> CreateAsync(RunRow run, DateTimeOffset? dueAt, CancellationToken cancel)
    {
        const string sql = """
            insert into run (id, job, settings, status, parent_id, simulated, confirming, program_version, created_at, step_queued_at)
            values (@Id, @Job, @Settings, @Status, @ParentId, @Simulated, @Confirming, @ProgramVersion, @CreatedAt, @CreatedAt)
            on conflict (id) do nothing
            """;
        const string schedule = """
            insert into schedule_time (job, due_at, action, run_id) values (@Name, @dueAt, 'Start', @Id) on conflict (job, due_at) do nothing
            """;
        await using var connection = await database.ConnectAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var written = await connection.ExecuteAsync(
            new CommandDefinition(
                sql,
                new
                {
                    run.Id,
                    Job = run.Settings.Job.Name,
                    Settings = ResultsJson.Write(run.Settings),
                    Status = run.Status.ToString(),
                    run.ParentId,
                    Simulated = run.Settings.IsSimulated,
                    Confirming = run.Settings.Confirms is not null,
                    run.Settings.ProgramVersion,
                    run.CreatedAt,
                },
                transaction,
                cancellationToken: cancel
            )
        );
        if (
            written == 0
            || dueAt is not null
                && await connection.ExecuteAsync(
                    schedule,
                    new
                    {
                        run.Settings.Job.Name,
                        dueAt,
                        run.Id,
                    },
                    transaction
                ) == 0
        )
            return false;
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>
    /// Ends a model's open evaluations in a run, for a reason. Shards that wait for deferred scoring are still scored; reopening the run opens the
    /// others again.
    /// </summary>
    /// <returns>The evaluations that have nothing left; they are to be finished.</returns>
    public Task<IReadOnlyList<string>> StopModelAsync(string runId, string modelId, string reason, DateTimeOffset now, CancellationToken cancel) =>
        StopAsync(
            "run_id = @runId and model_id = @modelId",
            "run_id = @runId and model_id = @modelId",
            new
            {
                runId,
                modelId,
                reason,
                now,
            },
            cancel
        );

    /// <summary>The same for one evaluation alone.</summary>
    /// <inheritdoc cref="StopModelAsync"/>
    public Task<IReadOnlyList<string>> StopEvaluationAsync(string evaluationId, string reason, DateTimeOffset now, CancellationToken cancel) =>
        StopAsync(
            "evaluation_id = @evaluationId",
            "id = @evaluationId",
            new
            {
                evaluationId,
                reason,
                now,
            },
            cancel
        );

    private async Task<IReadOnlyList<string>> StopAsync(string shards, string evaluations, object values, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await connection.ExecuteAsync(
            $"update shard set done_at = @now, lease_owner = null, lease_until = null where {shards} and done_at is null and asked_at is null",
            values,
            transaction
        );
        var given = await connection.QueryAsync<(string Id, int ShardsLeft)>(
            $"""
            update evaluation set stopped_reason = @reason,
                shards_left = (select count(*) from shard s where s.evaluation_id = evaluation.id and s.done_at is null)
            where {evaluations} and shards_left > 0 and stopped_reason is null
            returning id, shards_left
            """,
            values,
            transaction
        );
        var ended = given.Where(e => e.ShardsLeft == 0).Select(e => e.Id).ToList();
        await transaction.CommitAsync(cancel);
        return ended;
    }

    /// <summary>Marks an evaluation finished when its last shard is done. One that ended early is complete with what it has by then.</summary>
    /// <returns>True when this call did it.</returns>
    public async Task<bool> FinishEvaluationAsync(string evaluationId, DateTimeOffset now, CancellationToken cancel)
    {
        const string sql = """
            update evaluation set finished_at = @now,
                expected = case when ended_early is not null then (select count(*) from attempt where evaluation_id = @evaluationId) end,
                served_model = (
                select case when served.first = served.last then served.first else served.first || ', ' || served.last end
                from (select (select min(served_model) from attempt where evaluation_id = @evaluationId) as first,
                             (select max(served_model) from attempt where evaluation_id = @evaluationId) as last) as served)
            where id = @evaluationId and shards_left = 0 and finished_at is null
            """;
        await using var connection = await database.ConnectAsync(cancel);
        return await connection.ExecuteAsync(new CommandDefinition(sql, new { evaluationId, now }, cancellationToken: cancel)) == 1;
    }

    /// <summary>True when the run is planned and none of its evaluations is open.</summary>
    public async Task<bool> AllEvaluationsFinishedAsync(string runId, CancellationToken cancel)
    {
        const string sql = """
            select count(*) > 0 and count(*) = count(finished_at) from evaluation where run_id = @runId
            """;
        await using var connection = await database.ConnectAsync(cancel);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(sql, new { runId }, cancellationToken: cancel));
    }

    /// <summary>Ends a run that is still running. Whoever calls it queues the report.</summary>
    /// <returns>True when this call ended it; false when it had ended already.</returns>
    public async Task<bool> EndAsync(string runId, RunStatus status, string? reason, DateTimeOffset now, CancellationToken cancel)
    {
        const string sql =
            "update run set status = @status, reason = @reason, finished_at = @now, step_queued_at = @now where id = @runId and status = 'Running'";
        await using var connection = await database.ConnectAsync(cancel);
        return await connection.ExecuteAsync(
                new CommandDefinition(
                    sql,
                    new
                    {
                        runId,
                        status = status.ToString(),
                        reason,
                        now,
                    },
                    cancellationToken: cancel
                )
            ) == 1;
    }

    /// <summary>
    /// Opens an ended run again, so that what is missing is asked: shards with attempts left count as not done. Evaluations that ended early lack
    /// nothing.
    /// </summary>
    /// <param name="forgetFailed">Attempts that failed for good are asked again too.</param>
    public async Task ReopenAsync(string runId, bool forgetFailed, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (forgetFailed)
            await ForgetFailedAsync(connection, transaction, runId);

        await connection.ExecuteAsync(
            $"""
            update shard set done_at = null, queued_at = null, asked_at = null, lease_owner = null, lease_until = null
            where run_id = @runId and (done_at is null or ({EarlyEndStore.Lacking}
                and not exists (select 1 from evaluation e where e.id = shard.evaluation_id and e.ended_early is not null)))
            """,
            new { runId },
            transaction
        );
        await connection.ExecuteAsync(
            """
            update evaluation set finished_at = null, stopped_reason = null,
                shards_left = (select count(*) from shard s where s.evaluation_id = evaluation.id and s.done_at is null)
            where run_id = @runId
            """,
            new { runId },
            transaction
        );
        // Pairs are judged when all answers are there again: those that have a verdict are not judged again.
        await connection.ExecuteAsync("delete from pair_shard where run_id = @runId", new { runId }, transaction);
        // An endpoint that did not answer is checked again.
        await connection.ExecuteAsync(
            "update probe set made_at = null, claimed_by = null, claimed_until = null where run_id = @runId and (made_at is null or not answers)",
            new { runId },
            transaction
        );
        await connection.ExecuteAsync(
            "update run set status = 'Running', reason = null, finished_at = null, report = null, report_error = null, step_queued_at = null where id = @runId",
            new { runId },
            transaction
        );
        await transaction.CommitAsync(cancel);
    }

    // What they cost stays. Samples that are asked again may change what an early end was decided by: it is decided again.
    private static async Task ForgetFailedAsync(DbConnection connection, DbTransaction transaction, string runId)
    {
        await connection.ExecuteAsync(
            """
            update evaluation set ended_early = null, expected = null
            where run_id = @runId and ended_early is not null
              and exists (select 1 from attempt a where a.evaluation_id = evaluation.id and a.failure_kind is not null)
            """,
            new { runId },
            transaction
        );
        await connection.ExecuteAsync(
            """
            update evaluation set
                unkept_usd = unkept_usd + (
                    select coalesce(sum(cost_usd), 0) from attempt a where a.evaluation_id = evaluation.id and a.failure_kind is not null),
                unkept_tokens = unkept_tokens + (
                    select coalesce(sum(coalesce(discarded_input_tokens, 0) + coalesce(discarded_output_tokens, 0)), 0)
                    from attempt a where a.evaluation_id = evaluation.id and a.failure_kind is not null)
            where run_id = @runId
            """,
            new { runId },
            transaction
        );
        await connection.ExecuteAsync(
            "delete from attempt where failure_kind is not null and evaluation_id in (select id from evaluation where run_id = @runId)",
            new { runId },
            transaction
        );
    }

    /// <summary>Runs that need somebody: still running, or ended without a report.</summary>
    public async Task<IReadOnlyList<UnfinishedRun>> UnfinishedAsync(CancellationToken cancel)
    {
        const string sql = """
            select r.id, r.status, cast((select count(*) from evaluation e where e.run_id = r.id) as integer) as evaluations
            from run r where r.status = 'Running' or (r.report is null and r.report_error is null)
            order by r.created_at
            """;
        await using var connection = await database.ConnectAsync(cancel);
        return (await connection.QueryAsync<UnfinishedRun>(new CommandDefinition(sql, cancellationToken: cancel))).AsList();
    }

    /// <summary>Evaluations of a run whose shards are all done but that nobody has finished.</summary>
    public async Task<IReadOnlyList<string>> DoneEvaluationsAsync(string runId, CancellationToken cancel)
    {
        const string sql = "select id from evaluation where run_id = @runId and shards_left = 0 and finished_at is null";
        await using var connection = await database.ConnectAsync(cancel);
        return (await connection.QueryAsync<string>(new CommandDefinition(sql, new { runId }, cancellationToken: cancel))).AsList();
    }

    public async Task SetSettingsAsync(string runId, RunSettings settings, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        await connection.ExecuteAsync(
            new CommandDefinition(
                "update run set settings = @settings where id = @runId",
                new { runId, settings = ResultsJson.Write(settings) },
                cancellationToken: cancel
            )
        );
    }

    /// <summary>Notes why a run has no page.</summary>
    public async Task SetReportErrorAsync(string runId, string error, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        await connection.ExecuteAsync(
            new CommandDefinition("update run set report_error = @error where id = @runId", new { runId, error }, cancellationToken: cancel)
        );
    }

    public async Task SetReportAsync(string runId, string path, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        await connection.ExecuteAsync(
            new CommandDefinition(
                "update run set report = @path, report_error = null where id = @runId",
                new { runId, path },
                cancellationToken: cancel
            )
        );
    }
}
