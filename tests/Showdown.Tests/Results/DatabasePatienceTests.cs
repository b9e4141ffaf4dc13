using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Results;

[Trait("Category", "Chaos")]
public sealed class DatabasePatienceTests
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ADatabaseThatComesBack_IsWaitedFor_AndToldOnce()
    {
        var (tries, said) = (0, new List<string>());
        var reading = new DatabasePatience(_time).ReadAsync(
            () => ++tries < 4 ? throw new NpgsqlException("away", new SocketException(111)) : Task.FromResult("back"),
            said.Add,
            Cancel
        );
        while (!reading.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal("back", await reading);
        Assert.Equal(4, tries);
        Assert.Equal([new SocketException(111).Message], said);
    }

    [Fact]
    public async Task TheReason_IsWhatIsBehindTheDriversWords()
    {
        (Exception Error, string Reason)[] cases =
        [
            (new NpgsqlException("Exception while reading from stream", new EndOfStreamException()), "the connection was closed"),
            (
                new NpgsqlException("Exception while reading from stream", new IOException("transport", new SocketException(104))),
                new SocketException(104).Message
            ),
            (Postgres("the database system is starting up", PostgresErrorCodes.CannotConnectNow), "the database system is starting up"),
            (new SettingsException("PostgreSQL cannot be reached: no.\nmore", new SocketException(111)), "PostgreSQL cannot be reached: no."),
        ];
        foreach (var (error, reason) in cases)
        {
            var (tries, said) = (0, new List<string>());
            var reading = new DatabasePatience(_time).ReadAsync(() => ++tries == 1 ? throw error : Task.FromResult("back"), said.Add, Cancel);
            _time.Advance(TimeSpan.FromSeconds(1));
            await reading;
            Assert.Equal([reason], said);
        }
    }

    [Fact]
    public async Task ADatabaseThatStaysAway_IsGivenUp()
    {
        var reading = new DatabasePatience(_time).ReadAsync<string>(
            () => throw new NpgsqlException("away", new SocketException(111)),
            _ => { },
            Cancel
        );
        for (var waited = TimeSpan.Zero; !reading.IsCompleted && waited < 3 * DatabasePatience.Longest; waited += TimeSpan.FromSeconds(1))
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await Assert.ThrowsAsync<NpgsqlException>(() => reading);
    }

    [Fact]
    public async Task AfterFiveMinutes_ItIsWaitedForNoMore()
    {
        Assert.Equal(TimeSpan.FromMinutes(5), DatabasePatience.Longest);
        var said = new List<string>();
        await Assert.ThrowsAsync<TimeoutException>(() => ReadAfterAsync(DatabasePatience.Longest));
        Assert.Empty(said);
        var last = ReadAfterAsync(DatabasePatience.Longest - TimeSpan.FromTicks(1));
        Assert.Equal(["away"], said);
        _time.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TimeoutException>(() => last);

        Task<string> ReadAfterAsync(TimeSpan took) =>
            new DatabasePatience(_time).ReadAsync<string>(
                () =>
                {
                    _time.Advance(took);
                    throw new TimeoutException("away");
                },
                said.Add,
                Cancel
            );
    }

    [Fact]
    public async Task WhoIsCancelled_WaitsForNothing()
    {
        using var cancelled = new CancellationTokenSource();
        await Assert.ThrowsAsync<TimeoutException>(() =>
            new DatabasePatience(_time).ReadAsync<string>(
                () =>
                {
                    cancelled.Cancel();
                    throw new TimeoutException("away");
                },
                _ => Assert.Fail("nobody waits"),
                cancelled.Token
            )
        );
    }

    [Fact]
    public void OnlyWhatPasses_IsWaitedFor()
    {
        (Exception Error, bool Passes)[] cases =
        [
            (new SocketException(111), true),
            (Postgres("terminating connection due to administrator command", PostgresErrorCodes.AdminShutdown), true),
            (Postgres("terminating connection because of crash of another server process", PostgresErrorCodes.CrashShutdown), true),
            (Postgres("could not serialize access", PostgresErrorCodes.SerializationFailure), true),
            (new NpgsqlException("Exception while reading from stream", new IOException("reset")), true),
            (new NpgsqlException("Exception while reading from stream", new TimeoutException()), true),
            (new NpgsqlException("The connection pool has been exhausted"), true),
            (new NpgsqlException("Exception while reading from stream", new InvalidCastException("a bug")), false),
            (new TimeoutException(), true),
            (new SqliteException("database is locked", 5), true),
            (new SqliteException("database table is locked", 6), true),
            (new SqliteException("constraint failed", 19), false),
            (Postgres("the database system is starting up", PostgresErrorCodes.CannotConnectNow), true),
            (Postgres("sorry, too many clients already", PostgresErrorCodes.TooManyConnections), true),
            (new SettingsException("The database cannot be reached", new NpgsqlException("refused", new SocketException(111))), true),
            (Postgres("password authentication failed", PostgresErrorCodes.InvalidPassword), false),
            (Postgres("relation does not exist", PostgresErrorCodes.UndefinedTable), false),
            (new SettingsException("The database was made by a newer version"), false),
            (new InvalidOperationException("a bug"), false),
        ];
        Assert.All(cases, c => Assert.Equal(c.Passes, DatabasePatience.IsAway(c.Error)));
    }

    private static PostgresException Postgres(string message, string state) => new(message, "FATAL", "FATAL", state);
}
