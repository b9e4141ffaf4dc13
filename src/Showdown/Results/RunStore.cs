using Dapper;
using Showdown.Domain;

namespace Showdown.Results;

/// <summary>Runs and their evaluations: written once at the plan, then only moved forward.</summary>
public sealed class RunStore(Database database)
{
    /// <summary>A new run, not planned yet: its settings have no pins.</summary>
    public async Task CreateAsync(RunRow run, CancellationToken cancel)
    {
        const string sql = """
            insert into run (id, job, settings, status, parent_id, simulated, program_version, created_at)
            values (@Id, @Job, @Settings, @Status, @ParentId, @Simulated, @ProgramVersion, @CreatedAt)
            """;
        await using var connection = await database.ConnectAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(sql, new
        {
            run.Id,
            Job = run.Settings.Job.Name,
            Settings = ResultsJson.Write(run.Settings),
            Status = run.Status.ToString(),
            run.ParentId,
            Simulated = run.Settings.IsSimulated,
            run.Settings.ProgramVersion,
            run.CreatedAt,
        }, cancellationToken: cancel));
    }

    /// <summary>Writes the plan in one transaction: pins, evaluations, shards, prices. A second call for the same run does nothing.</summary>
    /// <returns>True when this call wrote it.</returns>
    public async Task<bool> PlanAsync(string runId, RunSettings pinned, IReadOnlyList<PlannedEvaluation> evaluations, DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // The update comes first: on PostgreSQL it locks the run's row against a second planner.
        await connection.ExecuteAsync("update run set settings = @settings where id = @runId", new { runId, settings = ResultsJson.Write(pinned) }, transaction);
        if (await connection.ExecuteScalarAsync<long>("select count(*) from evaluation where run_id = @runId", new { runId }, transaction) > 0)
            return false;
        foreach (var (row, number) in evaluations.Select((e, i) => (e, i)))
        {
            await connection.ExecuteAsync(
                """
                insert into evaluation (id, run_id, number, benchmark_id, model_id, dataset_sha256, samples, epochs, scorer, scorer_version, shards_left)
                values (@Id, @runId, @number, @BenchmarkId, @ModelId, @DatasetSha256, @Samples, @Epochs, @Scorer, @ScorerVersion, @ShardsLeft)
                """,
                new { row.Id, runId, number, row.BenchmarkId, row.ModelId, row.DatasetSha256, row.Samples, row.Epochs, row.Scorer, row.ScorerVersion, ShardsLeft = row.Shards.Count },
                transaction);
            await connection.ExecuteAsync(
                """
                insert into shard (id, evaluation_id, run_id, model_id, number, first_rank, last_rank)
                values (@Id, @EvaluationId, @RunId, @ModelId, @Number, @FirstRank, @LastRank)
                """,
                row.Shards,
                transaction);
        }

        foreach (var model in pinned.Models.Where(m => m.Price is not null))
        {
            await connection.ExecuteAsync(
                """
                insert into price (model_id, seen_at, input_usd, output_usd, cached_input_usd, as_of, source)
                values (@Id, @now, @input, @output, @cached, @asOf, @source) on conflict (model_id, seen_at) do nothing
                """,
                new
                {
                    model.Id,
                    now,
                    input = (double)model.Price!.Input,
                    output = (double)model.Price.Output,
                    cached = (double?)model.Price.CachedInput,
                    asOf = model.Price.AsOf?.ToString("yyyy-MM-dd"),
                    source = model.Price.Source,
                },
                transaction);
        }

        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>Marks an evaluation finished when its last shard is done.</summary>
    /// <returns>True when this call did it.</returns>
    public async Task<bool> FinishEvaluationAsync(string evaluationId, DateTimeOffset now, CancellationToken cancel)
    {
        const string sql = "update evaluation set finished_at = @now where id = @evaluationId and shards_left = 0 and finished_at is null";
        await using var connection = await database.ConnectAsync(cancel);
        return await connection.ExecuteAsync(new CommandDefinition(sql, new { evaluationId, now }, cancellationToken: cancel)) == 1;
    }

    public async Task<bool> AllEvaluationsFinishedAsync(string runId, CancellationToken cancel)
    {
        const string sql = "select count(*) from evaluation where run_id = @runId and finished_at is null";
        await using var connection = await database.ConnectAsync(cancel);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(sql, new { runId }, cancellationToken: cancel)) == 0;
    }

    /// <summary>Ends a run that is still running.</summary>
    /// <returns>True when this call ended it; false when it had ended already.</returns>
    public async Task<bool> EndAsync(string runId, RunStatus status, string? reason, DateTimeOffset now, CancellationToken cancel)
    {
        const string sql = "update run set status = @status, reason = @reason, finished_at = @now where id = @runId and status = 'Running'";
        await using var connection = await database.ConnectAsync(cancel);
        return await connection.ExecuteAsync(new CommandDefinition(sql, new { runId, status = status.ToString(), reason, now }, cancellationToken: cancel)) == 1;
    }

    /// <summary>Opens an ended run again, so that what is missing is asked: shards with attempts left count as not done.</summary>
    /// <param name="forgetFailed">Attempts that failed for good are asked again too.</param>
    public async Task ReopenAsync(string runId, bool forgetFailed, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (forgetFailed)
        {
            await connection.ExecuteAsync(
                "delete from attempt where failure_kind is not null and evaluation_id in (select id from evaluation where run_id = @runId)",
                new { runId },
                transaction);
        }

        await connection.ExecuteAsync(
            """
            update shard set done_at = null, queued_at = null, lease_owner = null, lease_until = null
            where run_id = @runId and (last_rank - first_rank + 1) * (select epochs from evaluation e where e.id = shard.evaluation_id) >
                (select count(*) from attempt a
                 join evaluation e on e.id = a.evaluation_id
                 join sample s on s.dataset_sha256 = e.dataset_sha256 and s.sample_id = a.sample_id
                 where a.evaluation_id = shard.evaluation_id and s.rank between shard.first_rank and shard.last_rank)
            """,
            new { runId },
            transaction);
        await connection.ExecuteAsync(
            """
            update evaluation set finished_at = null,
                shards_left = (select count(*) from shard s where s.evaluation_id = evaluation.id and s.done_at is null)
            where run_id = @runId
            """,
            new { runId },
            transaction);
        await connection.ExecuteAsync("update run set status = 'Running', reason = null, finished_at = null, report = null where id = @runId", new { runId }, transaction);
        await transaction.CommitAsync(cancel);
    }

    public async Task SetReportAsync(string runId, string path, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition("update run set report = @path where id = @runId", new { runId, path }, cancellationToken: cancel));
    }
}

/// <summary>An evaluation as the plan writes it.</summary>
public sealed record PlannedEvaluation
{
    public required string Id { get; init; }

    public required string BenchmarkId { get; init; }

    public required string ModelId { get; init; }

    public required string DatasetSha256 { get; init; }

    public required int Samples { get; init; }

    public required int Epochs { get; init; }

    public required string Scorer { get; init; }

    public required int ScorerVersion { get; init; }

    public required IReadOnlyList<ShardRow> Shards { get; init; }
}
