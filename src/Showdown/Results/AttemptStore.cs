using System.Data.Common;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using Showdown.Domain;

namespace Showdown.Results;

/// <summary>A completion that waits for its judge.</summary>
public sealed class UnscoredAttempt
{
    public string SampleId { get; set; } = "";

    public int Epoch { get; set; }

    public string Text { get; set; } = "";

    public string? FinishReason { get; set; }

    public bool CutOff => FinishReason == nameof(Domain.FinishReason.Length);
}

/// <param name="PaidBy">The evaluation that asked for it.</param>
public sealed record ReusableCompletion(Completion Completion, string PaidBy);

/// <summary>Attempts with their scores. The key (evaluation, sample, epoch) is what keeps a double start right.</summary>
public sealed class AttemptStore(Database database)
{
    /// <summary>Saves a batch in one transaction. An attempt that is there already stays as it is.</summary>
    /// <param name="attempts">Each with the scorer's version, which counts only where there is a score.</param>
    public async Task SaveAsync(IReadOnlyList<(Attempt Attempt, int ScorerVersion)> attempts, CancellationToken cancel)
    {
        var rows = attempts.Select(a => AttemptRow.Of(a.Attempt)).ToList();
        var scores = attempts.Where(a => a.Attempt.Score is not null).Select(a => ScoreRow.Of(a.Attempt.Key, a.Attempt.Score!, a.ScorerVersion)).ToList();
        await using var connection = await database.ConnectAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (connection is NpgsqlConnection postgres)
        {
            await CopyAsync(postgres, "attempt", AttemptRow.Columns, rows.Select(r => r.Values), "evaluation_id, sample_id, epoch", cancel);
            await CopyAsync(postgres, "score", ScoreRow.Columns, scores.Select(s => s.Values), "evaluation_id, sample_id, epoch, scorer_version", cancel);
        }
        else
        {
            Insert(connection, transaction, Insert("attempt", AttemptRow.Columns) + " on conflict (evaluation_id, sample_id, epoch) do nothing", AttemptRow.Columns, rows.Select(r => r.Values));
            Insert(connection, transaction, Insert("score", ScoreRow.Columns) + " on conflict (evaluation_id, sample_id, epoch, scorer_version) do nothing", ScoreRow.Columns, scores.Select(s => s.Values));
        }

        await transaction.CommitAsync(cancel);
    }

    /// <summary>Which attempts at the samples asked with numbers first to last are there, failed ones included.</summary>
    public async Task<HashSet<(string SampleId, int Epoch)>> DoneAsync(string evaluationId, int first, int last, CancellationToken cancel)
    {
        const string sql = """
            select a.sample_id, a.epoch
            from asked s
            join attempt a on a.evaluation_id = s.evaluation_id and a.sample_id = s.sample_id
            where s.evaluation_id = @evaluationId and s.number between @first and @last
            """;
        await using var connection = await database.ConnectAsync(cancel);
        var rows = await connection.QueryAsync<(string, int)>(new CommandDefinition(sql, new { evaluationId, first, last }, cancellationToken: cancel));
        return rows.ToHashSet();
    }

    /// <summary>Completions that other runs paid for, of the same model and benchmark at the samples asked with numbers first to last, by epoch and request.</summary>
    /// <remarks>Looks through the newest evaluations alone: what is older is seldom what one wants. What failed is not in it.</remarks>
    public async Task<IReadOnlyDictionary<(string SampleId, int Epoch, string RequestSha256), ReusableCompletion>> ReusableAsync(string evaluationId, int first, int last, CancellationToken cancel)
    {
        const int Newest = 5;
        const string evaluations = """
            select e.id from evaluation e join run r on r.id = e.run_id
            join evaluation mine on mine.id = @evaluationId and mine.benchmark_id = e.benchmark_id and mine.model_id = e.model_id and mine.run_id <> e.run_id
            order by r.created_at desc limit @Newest
            """;
        const string sql = """
            select a.* from asked s join attempt a on a.evaluation_id = @earlier and a.sample_id = s.sample_id
            where s.evaluation_id = @evaluationId and s.number between @first and @last and a.failure_kind is null and a.request_sha256 is not null
            """;
        await using var connection = await database.ConnectAsync(cancel);
        var found = new Dictionary<(string, int, string), ReusableCompletion>();
        foreach (var earlier in await connection.QueryAsync<string>(new CommandDefinition(evaluations, new { evaluationId, Newest }, cancellationToken: cancel)))
        {
            foreach (var row in await connection.QueryAsync<AttemptRow>(new CommandDefinition(sql, new { evaluationId, earlier, first, last }, cancellationToken: cancel)))
                found.TryAdd((row.SampleId, row.Epoch, row.RequestSha256!), new ReusableCompletion(row.ToCompletion(), row.ReusedFrom ?? row.EvaluationId));
        }

        return found;
    }

    /// <summary>Completions of a range of samples that have no score of the version that counts.</summary>
    public async Task<IReadOnlyList<UnscoredAttempt>> WithoutScoreAsync(string evaluationId, int first, int last, CancellationToken cancel)
    {
        const string sql = """
            select a.sample_id, a.epoch, a.text, a.finish_reason
            from asked s
            join evaluation e on e.id = s.evaluation_id
            join attempt a on a.evaluation_id = s.evaluation_id and a.sample_id = s.sample_id
            left join score c on c.evaluation_id = a.evaluation_id and c.sample_id = a.sample_id and c.epoch = a.epoch and c.scorer_version = e.scorer_version
            where s.evaluation_id = @evaluationId and s.number between @first and @last and a.failure_kind is null and c.outcome is null
            order by s.number, a.epoch
            """;
        await using var connection = await database.ConnectAsync(cancel);
        return (await connection.QueryAsync<UnscoredAttempt>(new CommandDefinition(sql, new { evaluationId, first, last }, cancellationToken: cancel))).AsList();
    }

    /// <summary>Saves scores with their parts. Those of another scorer version stay beside them; of the same version they are replaced.</summary>
    public async Task SaveScoresAsync(IReadOnlyList<(AttemptKey Key, Score Score)> scores, int scorerVersion, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var sql = Insert("score", ScoreRow.Columns)
            + " on conflict (evaluation_id, sample_id, epoch, scorer_version) do update set outcome = excluded.outcome, answer = excluded.answer, reason = excluded.reason";
        await connection.ExecuteAsync(sql, scores.Select(s => ScoreRow.Of(s.Key, s.Score, scorerVersion)), transaction);
        var partSql = Insert("score_part", ScorePartRow.Columns) + " on conflict (evaluation_id, sample_id, epoch, scorer_version, part) do update set is_right = excluded.is_right";
        await connection.ExecuteAsync(partSql, scores.SelectMany(s => ScorePartRow.Of(s.Key, s.Score, scorerVersion)), transaction);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>From now on the scores of this version count for the evaluation.</summary>
    public async Task SetScorerVersionAsync(string evaluationId, int scorerVersion, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        await connection.ExecuteAsync("update evaluation set scorer_version = @scorerVersion where id = @evaluationId", new { evaluationId, scorerVersion });
    }

    // One prepared command for all rows, its parameters by their full names: SQLite finds others only by trying each prefix.
    private static void Insert(DbConnection connection, DbTransaction transaction, string sql, IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        foreach (var column in columns)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + Property(column);
            command.Parameters.Add(parameter);
        }

        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                command.Parameters[i].Value = row[i] is DateTimeOffset time ? TypeHandlers.Text(time) : row[i] ?? DBNull.Value;
            command.ExecuteNonQuery(); // Microsoft.Data.Sqlite knows no other way
        }
    }

    // Column sample_id, property and parameter SampleId: SQLite tells the case of parameters apart.
    private static string Insert(string table, IReadOnlyList<string> columns) =>
        $"insert into {table} ({string.Join(", ", columns)}) values (@{string.Join(", @", columns.Select(Property))})";

    private static string Property(string column) => string.Concat(column.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));

    // COPY cannot skip what is there: it fills a temporary table, and one insert takes over what is new.
    private static async Task CopyAsync(
        NpgsqlConnection connection, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, string key, CancellationToken cancel)
    {
        var list = string.Join(", ", columns);
        await connection.ExecuteAsync($"create temporary table if not exists incoming_{table} (like {table}) on commit delete rows");
        await using (var copy = await connection.BeginBinaryImportAsync($"copy incoming_{table} ({list}) from stdin (format binary)", cancel))
        {
            foreach (var row in rows)
            {
                await copy.StartRowAsync(cancel);
                foreach (var value in row)
                    await WriteAsync(copy, value, cancel);
            }

            await copy.CompleteAsync(cancel);
        }

        await connection.ExecuteAsync($"insert into {table} ({list}) select {list} from incoming_{table} on conflict ({key}) do nothing");
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, object? value, CancellationToken cancel) => value switch
    {
        null => copy.WriteNullAsync(cancel),
        string text => copy.WriteAsync(text, NpgsqlDbType.Text, cancel),
        int number => copy.WriteAsync(number, NpgsqlDbType.Integer, cancel),
        double number => copy.WriteAsync(number, NpgsqlDbType.Double, cancel),
        bool flag => copy.WriteAsync(flag, NpgsqlDbType.Boolean, cancel),
        DateTimeOffset time => copy.WriteAsync(time.UtcDateTime, NpgsqlDbType.TimestampTz, cancel),
        _ => throw new NotSupportedException(value.GetType().Name),
    };
}
