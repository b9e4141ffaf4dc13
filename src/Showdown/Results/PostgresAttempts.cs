using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Showdown.Results;

/// <summary>
/// Saves batches of rows in PostgreSQL in one round trip: each column goes as an array. COPY would take eight, as it cannot skip what is there, and a
/// place at the model is held meanwhile.
/// </summary>
internal static class PostgresAttempts
{
    /// <summary>Saves all rows or none.</summary>
    /// <exception cref="DbException">What the database said.</exception>
    public static async Task SaveAsync(
        Database database,
        IReadOnlyList<object?[]> attempts,
        IReadOnlyList<object?[]> scores,
        IReadOnlyList<object?[]> parts,
        CancellationToken cancel
    )
    {
        await using var connection = (NpgsqlConnection)await database.ConnectAsync(cancel);
        await using var batch = connection.CreateBatch(); // a batch is a transaction
        batch.BatchCommands.Add(Insert("attempt", RowTable<AttemptRow>.Columns, AttemptRow.Key, attempts));
        if (scores.Count > 0)
            batch.BatchCommands.Add(Insert("score", RowTable<ScoreRow>.Columns, ScoreRow.Key, scores));
        if (parts.Count > 0)
            batch.BatchCommands.Add(Insert("score_part", RowTable<ScorePartRow>.Columns, ScorePartRow.Key, parts));
        await batch.ExecuteNonQueryAsync(cancel);
    }

    private static NpgsqlBatchCommand Insert(string table, IReadOnlyList<Column> columns, string key, IReadOnlyList<object?[]> rows)
    {
        var names = string.Join(", ", columns.Select(c => c.Name));
        var command = new NpgsqlBatchCommand(
            $"insert into {table} ({names}) select * from unnest({string.Join(", ", columns.Select((_, i) => $"${i + 1}"))}) on conflict ({key}) do nothing"
        );
        for (var i = 0; i < columns.Count; i++)
            command.Parameters.Add(Values(columns[i].Kind, rows, i));
        return command;
    }

    private static NpgsqlParameter Values(ColumnKind kind, IReadOnlyList<object?[]> rows, int place)
    {
        return kind switch
        {
            ColumnKind.Text => Array(NpgsqlDbType.Text, value => (string?)value),
            ColumnKind.Integer => Array(NpgsqlDbType.Integer, value => (int?)value),
            ColumnKind.Double => Array(NpgsqlDbType.Double, value => (double?)value),
            ColumnKind.Flag => Array(NpgsqlDbType.Boolean, value => (bool?)value),
            ColumnKind.Time => Array(NpgsqlDbType.TimestampTz, value => ((DateTimeOffset)value!).UtcDateTime),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown kind"),
        };

        NpgsqlParameter Array<T>(NpgsqlDbType type, Func<object?, T> cast) =>
            new NpgsqlParameter<T[]> { NpgsqlDbType = NpgsqlDbType.Array | type, TypedValue = [.. rows.Select(row => cast(row[place]))] };
    }
}
