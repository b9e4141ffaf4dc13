using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Showdown.Domain;
using static SQLitePCL.raw;

namespace Showdown.Results;

/// <summary>
/// Saves attempts in batches. An attempt that is there already stays as it is: the key (evaluation, sample, epoch) is what keeps a double start
/// right.
/// </summary>
/// <remarks>For one caller at a time. On SQLite it keeps a connection of its own.</remarks>
public sealed class AttemptWriter(Database database) : IDisposable
{
    private SqliteAttempts? _sqlite;

    /// <summary>Saves a batch in one transaction.</summary>
    /// <param name="attempts">
    /// Each with the scorer's version, which counts only where there is a score. None: only what saving needs is made ready.
    /// </param>
    /// <param name="cancel">Ends waiting for the database; nothing is saved then.</param>
    /// <exception cref="DbException">What the database said; nothing of the batch is saved.</exception>
    public async Task SaveAsync(IReadOnlyList<(Attempt Attempt, int ScorerVersion)> attempts, CancellationToken cancel)
    {
        var rows = attempts.Select(a => RowTable<AttemptRow>.ValuesOf(AttemptRow.Of(a.Attempt)));
        var scores = attempts
            .Where(a => a.Attempt.Score is not null)
            .Select(a => RowTable<ScoreRow>.ValuesOf(ScoreRow.Of(a.Attempt.Key, a.Attempt.Score!, a.ScorerVersion)));
        var parts = attempts
            .Where(a => a.Attempt.Score is not null)
            .SelectMany(a => ScorePartRow.Of(a.Attempt.Key, a.Attempt.Score!, a.ScorerVersion))
            .Select(RowTable<ScorePartRow>.ValuesOf);
        if (database.IsPostgres)
            await PostgresAttempts.SaveAsync(database, [.. rows], [.. scores], [.. parts], cancel);
        else
            (_sqlite ??= new SqliteAttempts((SqliteConnection)await database.ConnectAsync(cancel))).Save(rows, scores, parts);
    }

    /// <summary>
    /// Whether the database refuses what a row holds, and will however often it is asked; anything else, a lock, a full disk or a restart, may pass.
    /// </summary>
    public static bool IsRefusal(DbException said) =>
        said switch
        {
            SqliteException { SqliteErrorCode: SQLITE_CONSTRAINT or SQLITE_MISMATCH or SQLITE_TOOBIG } => true,
            PostgresException { SqlState: ['2', '2' or '3', ..] } => true, // classes "data exception" and "integrity constraint violation"
            _ => false,
        };

    public void Dispose() => _sqlite?.Dispose();
}
