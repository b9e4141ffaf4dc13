using Microsoft.Data.Sqlite;
using Npgsql;

namespace Showdown.Results;

/// <summary>What happens to a database while it is used, in words for the person whose it is.</summary>
public static class DatabaseErrors
{
    /// <summary>True when the disk of the database is full: whoever has something to save waits for room.</summary>
    public static bool IsFull(Exception e) =>
        Said(e) switch
        {
            SqliteException { SqliteErrorCode: SqliteErrors.Full } => true,
            PostgresException { SqlState: PostgresErrorCodes.DiskFull } => true,
            _ => false,
        };

    /// <summary>What is so, and the next step; null for anything that is not the database's disk or file.</summary>
    /// <param name="place">Where the database lies, such as the data folder.</param>
    public static string? Explain(Exception e, string place) =>
        Said(e) switch
        {
            SqliteException { SqliteErrorCode: SqliteErrors.Full or SqliteErrors.IoError } s when SqliteErrors.Reason(s, place) is var reason =>
                $"The database in {place}: {reason}",
            SqliteException { SqliteErrorCode: SqliteErrors.Corrupt or SqliteErrors.NotADatabase } s =>
                $"The database in {place} is damaged ({s.Message.TrimEnd('.')}). 'showdown export RUN' saves the runs that can still be read; then put a backup in its"
                    + " place, mend it with 'sqlite3 showdown.db .recover', or begin anew in another folder with --data.",
            PostgresException { SqlState: PostgresErrorCodes.DiskFull } =>
                "The disk of the PostgreSQL server is full. Make room there and try again; what was saved is kept, and 'showdown resume RUN' goes on.",
            PostgresException { SqlState: PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted } p =>
                $"The PostgreSQL database is damaged ({p.MessageText}). 'showdown export RUN' saves the runs that can still be read; then restore a backup with pg_restore.",
            _ when AwayBy(e) is { } reason =>
                $"The PostgreSQL server went away ({reason.TrimEnd('.')}). What was saved is kept: once it answers, try again, and 'showdown resume RUN' goes on with a run that"
                    + " had begun.",
            _ => null,
        };

    private static string? AwayBy(Exception? e) =>
        e is null ? null
        : e is NpgsqlException && DatabasePatience.IsAway(e) ? e.Message.Split('\n')[0]
        : AwayBy(e.InnerException);

    /// <summary>True when the database cannot be reached, and may be later; also from within the queue, which lies in the same one.</summary>
    public static bool IsAway(Exception e) =>
        (e is NpgsqlException or SqliteException or Domain.SettingsException && DatabasePatience.IsAway(e))
        || e.InnerException is { } inner && IsAway(inner);

    private static Exception? Said(Exception? e) => e is null or SqliteException or PostgresException ? e : Said(e.InnerException);
}
