using System.Data.Common;
using Dapper;

namespace Showdown.Results;

/// <summary>Writes runs whose results another program recorded.</summary>
public sealed class ImportStore(Database database)
{
    private const int BatchSize = 500;

    /// <returns>The run that was made of these files before; null: none was.</returns>
    public async Task<string?> FindAsync(string importSha256, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return await connection.ExecuteScalarAsync<string?>(
            new CommandDefinition("select id from run where import_sha256 = @importSha256", new { importSha256 }, cancellationToken: cancel)
        );
    }

    /// <summary>Writes a whole run in one transaction: it is there with everything, or not at all.</summary>
    /// <param name="run">It has ended.</param>
    /// <param name="importSha256">Stands for the files and how they were read.</param>
    /// <param name="evaluations">Whose samples are stored.</param>
    /// <param name="attempts">All of them, each with the scores that it has, by version.</param>
    /// <param name="cancel">Ends it; nothing is written then.</param>
    /// <returns>False when somebody else has imported the same meanwhile: then nothing is written.</returns>
    public async Task<bool> WriteAsync(
        RunRow run,
        string importSha256,
        IReadOnlyList<ImportedRows> evaluations,
        IAsyncEnumerable<ImportedAttempt> attempts,
        CancellationToken cancel
    )
    {
        await using var connection = await database.ConnectAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (await InsertRunAsync(connection, transaction, run, importSha256) == 0)
            return false;
        foreach (var (rows, number) in evaluations.Select((e, i) => (e, i)))
            await InsertAsync(connection, transaction, run, rows, number);
        var batch = new List<ImportedAttempt>(BatchSize);
        await foreach (var attempt in attempts.WithCancellation(cancel))
        {
            batch.Add(attempt);
            if (batch.Count == BatchSize)
                await FlushAsync();
        }

        await FlushAsync();
        await transaction.CommitAsync(cancel);
        return true;

        async Task FlushAsync()
        {
            await connection.ExecuteAsync(RowTable<AttemptRow>.Insert("attempt"), batch.Select(a => AttemptRow.Of(a.Attempt)), transaction);
            var scores = batch.SelectMany(a => a.Scores.Select(s => (a.Attempt.Key, s.Score, s.Version))).ToList();
            await connection.ExecuteAsync(
                RowTable<ScoreRow>.Insert("score"),
                scores.Select(s => ScoreRow.Of(s.Key, s.Score, s.Version)),
                transaction
            );
            await connection.ExecuteAsync(
                RowTable<ScorePartRow>.Insert("score_part"),
                scores.SelectMany(s => ScorePartRow.Of(s.Key, s.Score, s.Version)),
                transaction
            );
            batch.Clear();
        }
    }

    private static Task<int> InsertRunAsync(DbConnection connection, DbTransaction transaction, RunRow run, string importSha256) =>
        connection.ExecuteAsync(
            """
            insert into run (id, job, settings, status, reason, simulated, confirming, program_version, created_at, finished_at, import_sha256)
            values (@Id, @Job, @Settings, @Status, @Reason, @no, @no, @ProgramVersion, @CreatedAt, @FinishedAt, @importSha256)
            on conflict (import_sha256) do nothing
            """,
            new
            {
                run.Id,
                Job = run.Settings.Job.Name,
                Settings = ResultsJson.Write(run.Settings),
                Status = run.Status.ToString(),
                run.Reason,
                no = false,
                run.Settings.ProgramVersion,
                run.CreatedAt,
                run.FinishedAt,
                importSha256,
            },
            transaction
        );

    private static async Task InsertAsync(DbConnection connection, DbTransaction transaction, RunRow run, ImportedRows rows, int number)
    {
        await connection.ExecuteAsync(
            """
            insert into evaluation (id, run_id, number, benchmark_id, model_id, dataset_sha256, samples, epochs, scorer, scorer_kind, two_valued,
              scorer_version, identity, shards_left, finished_at)
            values (@Id, @RunId, @number, @BenchmarkId, @ModelId, @DatasetSha256, @Samples, @Epochs, @scorer, @kind, @IsTwoValued, @ScorerVersion,
              @Identity, 0, @FinishedAt)
            """,
            new
            {
                rows.Row.Id,
                rows.Row.RunId,
                number,
                rows.Row.BenchmarkId,
                rows.Row.ModelId,
                rows.Row.DatasetSha256,
                rows.Row.Samples,
                rows.Row.Epochs,
                scorer = run.Settings.Pins[rows.Row.BenchmarkId].Scorer,
                kind = rows.Row.ScorerKind.ToString(),
                rows.Row.IsTwoValued,
                rows.Row.ScorerVersion,
                rows.Row.Identity,
                run.FinishedAt,
            },
            transaction
        );
        await connection.ExecuteAsync(
            "insert into asked (evaluation_id, number, sample_id) values (@Id, @number, @sample)",
            rows.Samples.Select(
                (sample, place) =>
                    new
                    {
                        rows.Row.Id,
                        number = place,
                        sample,
                    }
            ),
            transaction
        );
    }
}
