using System.Data.Common;
using Dapper;
using Showdown.Domain;

namespace Showdown.Results;

/// <summary>Writes what a run is going to ask.</summary>
public sealed class PlanStore(Database database)
{
    /// <summary>Writes the plan in one transaction: pins, evaluations, shards, prices. A second call for the same run does nothing.</summary>
    /// <returns>True when this call wrote it.</returns>
    public async Task<bool> PlanAsync(
        string runId,
        RunSettings pinned,
        IReadOnlyList<PlannedEvaluation> evaluations,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        await using var connection = await database.ConnectAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // The update comes first: on PostgreSQL it locks the run's row against a second planner.
        await connection.ExecuteAsync(
            "update run set settings = @settings where id = @runId",
            new { runId, settings = ResultsJson.Write(pinned) },
            transaction
        );
        if (await connection.ExecuteScalarAsync<long>("select count(*) from evaluation where run_id = @runId", new { runId }, transaction) > 0)
            return false;
        foreach (var (row, number) in evaluations.Select((e, i) => (e, i)))
            await InsertAsync(connection, transaction, runId, row, number);
        if (pinned.Job.Probe)
        {
            await connection.ExecuteAsync(
                "insert into probe (run_id, model_id) values (@runId, @ModelId)",
                pinned.Models.Where(m => !m.IsReplay && evaluations.Any(e => e.ModelId == m.Id)).Select(m => new { runId, ModelId = m.Id }),
                transaction
            );
        }

        await InsertPricesAsync(connection, transaction, pinned.Models, now);

        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>One evaluation with the samples it asks, in their order, and its shards.</summary>
    private static async Task InsertAsync(DbConnection connection, DbTransaction transaction, string runId, PlannedEvaluation row, int number)
    {
        await connection.ExecuteAsync(
            """
            insert into evaluation (id, run_id, number, benchmark_id, model_id, dataset_sha256, samples, epochs, scorer, scorer_kind, two_valued,
              scorer_version, sampling, identity, shards_left, stops)
            values (@Id, @runId, @number, @BenchmarkId, @ModelId, @DatasetSha256, @Samples, @Epochs, @Scorer, @ScorerKind, @IsTwoValued,
              @ScorerVersion, @Sampling, @Identity, @ShardsLeft, @Stops)
            """,
            new
            {
                row.Id,
                runId,
                number,
                row.BenchmarkId,
                row.ModelId,
                row.DatasetSha256,
                row.Samples,
                row.Epochs,
                row.Scorer,
                ScorerKind = row.ScorerKind.ToString(),
                row.IsTwoValued,
                row.ScorerVersion,
                Sampling = row.Sampling is null ? null : ResultsJson.Write(row.Sampling),
                row.Identity,
                ShardsLeft = row.Shards.Count,
                row.Stops,
            },
            transaction
        );
        await connection.ExecuteAsync(
            $"""
            insert into asked (evaluation_id, number, sample_id)
            select @Id, number, sample_id from ({Chosen(row)}) chosen where number < @Samples
            """,
            new
            {
                row.Id,
                row.DatasetSha256,
                row.Samples,
                row.OnlyOf,
                Only = row.Only?.ToString(),
            },
            transaction
        );
        await connection.ExecuteAsync(
            """
            insert into shard (id, evaluation_id, run_id, model_id, number, first_asked, last_asked, first_epoch, last_epoch)
            values (@Id, @EvaluationId, @RunId, @ModelId, @Number, @FirstAsked, @LastAsked, @FirstEpoch, @LastEpoch)
            """,
            row.Shards,
            transaction
        );
    }

    private static async Task InsertPricesAsync(
        DbConnection connection,
        DbTransaction transaction,
        IReadOnlyList<ModelSettings> models,
        DateTimeOffset now
    )
    {
        foreach (var model in models.Where(m => m.Price is not null))
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
                transaction
            );
        }
    }

    // Samples of a dataset with their numbers: all in rank order, or those of an earlier evaluation that have an outcome. Who may end early asks the
    // same samples, with those of a cluster one after the other: only whole clusters tell how sure a comparison is.
    private static string Chosen(PlannedEvaluation evaluation) =>
        evaluation switch
        {
            { Only: not null } => """
                select row_number() over (order by rank) - 1 as number, sample_id from sample
                where dataset_sha256 = @DatasetSha256
                  and sample_id in (select sample_id from attempt_result where evaluation_id = @OnlyOf and outcome = @Only)
                """,
            { Stops: true } => """
                select row_number() over (order by coalesce(whole_rank, rank)) - 1 as number, sample_id from sample
                where dataset_sha256 = @DatasetSha256 and rank < @Samples
                """,
            _ => "select rank as number, sample_id from sample where dataset_sha256 = @DatasetSha256",
        };
}
