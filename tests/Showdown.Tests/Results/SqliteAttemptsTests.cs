using System.Data;
using Microsoft.Data.Sqlite;
using Showdown.Results;

namespace Showdown.Tests.Results;

public sealed class SqliteAttemptsTests
{
    [Fact]
    public void Connection_IsClosed_WhenItsTablesAreMissing()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Assert.Contains("no such table: attempt", Assert.Throws<SqliteException>(() => new SqliteAttempts(connection)).Message);
        Assert.Equal(ConnectionState.Closed, connection.State);
    }
}
