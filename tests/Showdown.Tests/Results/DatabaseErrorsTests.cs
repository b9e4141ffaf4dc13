using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;
using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <summary>What a database says is told in a sentence with the next step; what is a mistake of ours is not put down to it.</summary>
[Trait("Category", "Chaos")]
public sealed class DatabaseErrorsTests
{
    [Fact]
    public void WhatHappensWhileItIsUsed_IsToldWithTheNextStep()
    {
        (Exception Said, string? Told)[] cases =
        [
            (Sqlite(13), "The database in /data: the disk is full. Make room and try again; nothing that was saved is lost."),
            (
                Sqlite(10),
                "The database in /data: its disk cannot be read or written (what SQLite says): it is full or failing. Make room, or restore a backup on another disk."
            ),
            (
                Sqlite(26),
                "The database in /data is damaged (what SQLite says). 'showdown export RUN' saves the runs that can still be read; then put a backup in its"
                    + " place, mend it with 'sqlite3 showdown.db .recover', or begin anew in another folder with --data."
            ),
            (
                Postgres(PostgresErrorCodes.DiskFull),
                "The disk of the PostgreSQL server is full. Make room there and try again; what was saved is kept, and 'showdown resume RUN' goes on."
            ),
            (
                Postgres(PostgresErrorCodes.DataCorrupted),
                "The PostgreSQL database is damaged (what the server says). 'showdown export RUN' saves the runs that can still be read; then restore a backup with pg_restore."
            ),
            (
                new NpgsqlException("Exception while reading from stream.\nmore", new EndOfStreamException()),
                "The PostgreSQL server went away (Exception while reading from stream). What was saved is kept: once it answers, try again, and"
                    + " 'showdown resume RUN' goes on with a run that had begun."
            ),
            (Sqlite(19), null), // a constraint
            (Sqlite(5), null), // busy: waited for, not told
            (Postgres(PostgresErrorCodes.UndefinedTable), null),
            (new IOException("broken pipe"), null),
        ];
        foreach (var (said, told) in cases)
        {
            Assert.Equal(told, DatabaseErrors.Explain(said, "/data"));
            Assert.Equal(told, DatabaseErrors.Explain(new InvalidOperationException("a job", said), "/data"));
        }
    }

    [Fact]
    public void AFullDisk_IsToldFromAllElse()
    {
        (Exception Said, bool Full)[] cases =
        [
            (Sqlite(13), true),
            (new InvalidOperationException("saving", Sqlite(13)), true),
            (Postgres(PostgresErrorCodes.DiskFull), true),
            (Sqlite(10), false),
            (Postgres(PostgresErrorCodes.DataCorrupted), false),
            (new IOException("No space left on device"), false), // of another disk, maybe
        ];
        Assert.All(cases, c => Assert.Equal(c.Full, DatabaseErrors.IsFull(c.Said)));
    }

    [Fact]
    public void ADatabaseThatIsAway_IsKnown_AlsoFromWithinTheQueue()
    {
        (Exception Said, bool Away)[] cases =
        [
            (new NpgsqlException("away", new SocketException(111)), true),
            (new InvalidOperationException("the queue", new NpgsqlException("away", new SocketException(111))), true),
            (Sqlite(5), true),
            (Sqlite(6), true),
            (Sqlite(13), false),
            (new SocketException(111), false), // a model's host is down
            (new InvalidOperationException("a job", new TimeoutException()), false),
            (Postgres(PostgresErrorCodes.UndefinedTable), false),
        ];
        Assert.All(cases, c => Assert.Equal(c.Away, DatabaseErrors.IsAway(c.Said)));
    }

    [Fact]
    public void ASqliteFileThatCannotBeUsed_IsToldWithTheNextStep()
    {
        (Exception Said, string Told)[] cases =
        [
            (Sqlite(5), "another process holds it and does not let go. Wait for that one, or end it."),
            (Sqlite(13), "the disk is full. Make room and try again; nothing that was saved is lost."),
            (
                Sqlite(11),
                "it is damaged, or is no database (what SQLite says). Put a backup in its place, save what can be read with 'sqlite3 /data/showdown.db .recover',"
                    + " or begin anew in another folder with --data."
            ),
            (new UnauthorizedAccessException("Access is denied."), "Access is denied. Give a folder that can be written to with --data."),
        ];
        foreach (var (said, told) in cases)
        {
            var error = SqliteErrors.Explain("/data/showdown.db", said);
            Assert.Equal($"The database /data/showdown.db cannot be used: {told}", error.Message);
            Assert.Same(said, error.InnerException);
        }
    }

    /// <summary>None repeats the connection string, which holds a password.</summary>
    [Fact]
    public void AServerThatCannotBeUsed_IsToldWithTheNextStep()
    {
        var refused = new SocketException(111);
        (Exception Said, string Told)[] cases =
        [
            (
                Postgres(PostgresErrorCodes.InvalidPassword),
                "The database refuses the user or password. Correct Username and Password in --database or SHOWDOWN_DATABASE."
            ),
            (
                Postgres(PostgresErrorCodes.InvalidAuthorizationSpecification),
                "The database refuses the user or password. Correct Username and Password in --database or SHOWDOWN_DATABASE."
            ),
            (
                Postgres(PostgresErrorCodes.InvalidCatalogName),
                "The database does not exist (what the server says). Create it (createdb NAME) or correct Database in --database."
            ),
            (
                Postgres(PostgresErrorCodes.InsufficientPrivilege),
                "The database user may not create what is needed (what the server says). Make it the database's owner (ALTER DATABASE name OWNER TO user), or grant it:"
                    + " GRANT CREATE ON SCHEMA public TO user; GRANT CREATE ON DATABASE name TO user."
            ),
            (
                Postgres(PostgresErrorCodes.UndefinedFunction),
                "The database server is too old or not PostgreSQL (what the server says). PostgreSQL 13 or later is needed."
            ),
            (Postgres("53300"), "The database answers with an error: what the server says (53300)."),
            (refused, $"The database cannot be reached: {refused.Message}. Is it running, and are Host and Port in --database right?"),
            (
                new NpgsqlException("Failed to connect", refused),
                $"The database cannot be reached: {refused.Message}. Is it running, and are Host and Port in --database right?"
            ),
            (new TimeoutException("The operation has timed out."), "The database cannot be reached: The operation has timed out."),
        ];
        foreach (var (said, told) in cases)
        {
            var error = PostgresErrors.Explain(said);
            Assert.Equal(told, error.Message);
            Assert.Same(said, error.InnerException);
        }
    }

    [Theory]
    [InlineData("postgres://user:secret@localhost/showdown")]
    [InlineData("Host=localhost;Port=many")]
    public void WhatIsNoConnectionString_IsToldWithAnExample(string text)
    {
        var error = Assert.Throws<SettingsException>(() => PostgresErrors.Explain(() => new NpgsqlDataSourceBuilder(text).Build()));
        Assert.Equal(
            "--database is not a PostgreSQL connection string. Example: \"Host=localhost;Username=showdown;Password=...;Database=showdown\".",
            error.Message
        );
    }

    [Fact]
    public void AnOldServer_IsToldWhichIsNeeded() =>
        Assert.Equal(
            "The database server is PostgreSQL 9.6, which is too old: 13 or later is needed. Update it, or correct Host and Port in --database.",
            PostgresErrors.TooOld(new Version(9, 6)).Message
        );

    private static SqliteException Sqlite(int code) => new("what SQLite says.", code);

    private static PostgresException Postgres(string state) => new("what the server says", "ERROR", "ERROR", state);
}
