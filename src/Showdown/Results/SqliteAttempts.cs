using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Showdown.Results;

/// <summary>Saves batches of rows in SQLite, over a connection of its own whose statements are prepared once.</summary>
/// <remarks>Not safe for threads.</remarks>
internal sealed class SqliteAttempts : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _rollBack;
    private readonly SqliteStatement _attempt;
    private readonly SqliteStatement _score;
    private readonly SqliteStatement _part;

    /// <param name="connection">Open; closed with this, and at once if this cannot be made.</param>
    public SqliteAttempts(SqliteConnection connection)
    {
        _connection = connection;
        try
        {
            _begin = new SqliteStatement(connection, "begin immediate");
            _commit = new SqliteStatement(connection, "commit");
            _rollBack = new SqliteStatement(connection, "rollback");
            _attempt = SqliteStatement.Insert<AttemptRow>(connection, "attempt", AttemptRow.Key);
            _score = SqliteStatement.Insert<ScoreRow>(connection, "score", ScoreRow.Key);
            _part = SqliteStatement.Insert<ScorePartRow>(connection, "score_part", ScorePartRow.Key);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Saves all rows or none.</summary>
    /// <exception cref="SqliteException">What the database said.</exception>
    public void Save(IEnumerable<object?[]> attempts, IEnumerable<object?[]> scores, IEnumerable<object?[]> parts)
    {
        _begin.Execute();
        try
        {
            foreach (var row in attempts)
                _attempt.Execute(row);
            foreach (var row in scores)
                _score.Execute(row);
            foreach (var row in parts)
                _part.Execute(row);
            _commit.Execute();
        }
        catch
        {
            // Some errors, a full disk for one, have ended the transaction already.
            if (sqlite3_get_autocommit(_connection.Handle) == 0)
                _rollBack.Execute();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _begin, _commit, _rollBack, _attempt, _score, _part })
            statement.Dispose();
        _connection.Dispose();
    }
}
