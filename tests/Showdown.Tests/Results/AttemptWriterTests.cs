using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <summary>What a database refuses for good is told from what passes.</summary>
public sealed class AttemptWriterTests
{
    [Fact]
    public void ARow_IsRefusedForWhatItHolds()
    {
        (DbException Said, bool Refused)[] cases =
        [
            (new SqliteException("constraint failed", 19), true),
            (new SqliteException("datatype mismatch", 20), true),
            (new SqliteException("string or blob too big", 18), true),
            (new SqliteException("database is locked", 5), false),
            (new SqliteException("database or disk is full", 13), false),
            (Postgres(PostgresErrorCodes.NotNullViolation), true),
            (Postgres(PostgresErrorCodes.NumericValueOutOfRange), true),
            (Postgres(PostgresErrorCodes.DiskFull), false),
            (Postgres(PostgresErrorCodes.InvalidTransactionState), false),
            (new NpgsqlException("away"), false),
        ];
        Assert.All(cases, c => Assert.Equal(c.Refused, AttemptWriter.IsRefusal(c.Said)));
    }

    private static PostgresException Postgres(string state) => new("what the server says", "ERROR", "ERROR", state);
}
