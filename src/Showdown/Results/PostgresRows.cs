using Npgsql;
using NpgsqlTypes;

namespace Showdown.Results;

/// <summary>Many rows of a table in one command for PostgreSQL: each column goes as an array.</summary>
internal static class PostgresRows
{
    /// <summary>A command that inserts rows whose key is not there yet.</summary>
    /// <param name="key">Columns of the table's key, with commas.</param>
    /// <param name="rows">Their values in the order of the columns.</param>
    public static NpgsqlBatchCommand Insert(string table, IReadOnlyList<Column> columns, string key, IReadOnlyList<object?[]> rows)
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
