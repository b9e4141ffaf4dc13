using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;
using Showdown.Domain;

namespace Showdown.Results;

/// <summary>Saves attempts in batches. An attempt that is there already stays as it is: the key (evaluation, sample, epoch) is what keeps a double start right.</summary>
/// <remarks>For one caller at a time. On SQLite it keeps a connection of its own.</remarks>
public sealed class AttemptWriter(Database database) : IAsyncDisposable
{
    private const string AttemptKey = "evaluation_id, number, epoch";
    private const string ScoreKey = "evaluation_id, number, epoch, scorer_version";

    private SqliteConnection? _sqlite;
    private SqliteInsert? _attempt;
    private SqliteInsert? _score;

    /// <summary>Saves a batch in one transaction.</summary>
    /// <param name="attempts">Each with the scorer's version, which counts only where there is a score.</param>
    /// <param name="cancel">Ends waiting for the database; nothing is saved then.</param>
    /// <exception cref="DbException">What the database said; nothing of the batch is saved.</exception>
    public async Task SaveAsync(IReadOnlyList<(Attempt Attempt, int ScorerVersion)> attempts, CancellationToken cancel)
    {
        var rows = attempts.Select(a => AttemptRow.Of(a.Attempt).Values);
        var scores = attempts.Where(a => a.Attempt.Score is not null).Select(a => ScoreRow.Of(a.Attempt.Key, a.Attempt.Score!, a.ScorerVersion).Values);
        if (database.IsPostgres)
            await CopyAsync(rows, scores, cancel);
        else
            await InsertAsync(rows, scores, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        _attempt?.Dispose();
        _score?.Dispose();
        if (_sqlite is not null)
            await _sqlite.DisposeAsync();
    }

    private async Task InsertAsync(IEnumerable<object?[]> rows, IEnumerable<object?[]> scores, CancellationToken cancel)
    {
        if (_score is null)
        {
            _sqlite ??= (SqliteConnection)await database.ConnectAsync(cancel);
            _attempt ??= new SqliteInsert(_sqlite, InsertText("attempt", AttemptRow.Columns, AttemptKey));
            _score = new SqliteInsert(_sqlite, InsertText("score", ScoreRow.Columns, ScoreKey));
        }

        await using var transaction = await _sqlite!.BeginTransactionAsync(cancel);
        foreach (var row in rows)
            _attempt!.Execute(row);
        foreach (var row in scores)
            _score.Execute(row);
        await transaction.CommitAsync(cancel);
    }

    private static string InsertText(string table, IReadOnlyList<string> columns, string key) =>
        $"insert into {table} ({string.Join(", ", columns)}) values ({string.Join(", ", columns.Select(_ => "?"))}) on conflict ({key}) do nothing";

    private async Task CopyAsync(IEnumerable<object?[]> rows, IEnumerable<object?[]> scores, CancellationToken cancel)
    {
        await using var connection = (NpgsqlConnection)await database.ConnectAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await CopyAsync(connection, "attempt", AttemptRow.Columns, rows, AttemptKey, cancel);
        await CopyAsync(connection, "score", ScoreRow.Columns, scores, ScoreKey, cancel);
        await transaction.CommitAsync(cancel);
    }

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
