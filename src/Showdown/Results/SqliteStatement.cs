using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace Showdown.Results;

/// <summary>
/// One statement without rows, prepared once and run often, its values bound by place. SQLite's own calls: Microsoft.Data.Sqlite looks for each
/// parameter by name in each row and compiles the text anew for each command, which takes as long as the insert.
/// </summary>
/// <remarks>Not safe for threads. Runs in whatever transaction its connection has.</remarks>
internal sealed class SqliteStatement : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _statement;
    private byte[] _text = new byte[4096];

    /// <param name="connection">Open, and for as long as this.</param>
    /// <param name="sql">With a question mark for each value.</param>
    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _connection = connection;
        Check(sqlite3_prepare_v2(connection.Handle, sql, out _statement));
    }

    /// <summary>Inserts rows of a table unless they are there: see <see cref="RowTable{TRow}.ValuesOf"/>.</summary>
    /// <param name="key">Names of the key's columns, parted by commas.</param>
    public static SqliteStatement Insert<TRow>(SqliteConnection connection, string table, string key)
    {
        var columns = RowTable<TRow>.Columns;
        return new SqliteStatement(
            connection,
            $"insert into {table} ({string.Join(", ", columns.Select(c => c.Name))}) values ({string.Join(", ", columns.Select(_ => "?"))}) on conflict ({key}) do nothing"
        );
    }

    /// <param name="row">A value for each question mark: null, text, a number, a flag or a time.</param>
    /// <exception cref="SqliteException">The database is full, locked or broken, or a constraint is hurt.</exception>
    public void Execute(params object?[] row)
    {
        try
        {
            for (var i = 0; i < row.Length; i++)
            {
                if (row[i] is { } value)
                    Check(Bind(i + 1, value)); // what is not bound is null
            }

            if (sqlite3_step(_statement) is not SQLITE_DONE and var broken)
                Check(broken);
        }
        finally
        {
            sqlite3_reset(_statement);
            sqlite3_clear_bindings(_statement);
        }
    }

    public void Dispose() => _statement.Dispose();

    private int Bind(int place, object value) =>
        value switch
        {
            string text => BindText(place, text),
            int number => sqlite3_bind_int(_statement, place, number),
            double number => sqlite3_bind_double(_statement, place, number),
            bool flag => sqlite3_bind_int(_statement, place, flag ? 1 : 0),
            DateTimeOffset time => BindText(place, TypeHandlers.Text(time)),
            _ => throw new NotSupportedException(value.GetType().Name),
        };

    // SQLite copies the text: one buffer serves all.
    private int BindText(int place, string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_text.Length < most)
            _text = new byte[most];
        return sqlite3_bind_text(_statement, place, _text.AsSpan(0, Encoding.UTF8.GetBytes(text, _text)));
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _connection.Handle);
}
