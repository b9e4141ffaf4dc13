using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Showdown.Results;

/// <summary>Waits for a database that is away for a while: it starts, it restarts, a connection was cut, all its connections are taken.</summary>
public sealed class DatabasePatience(TimeProvider time)
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    /// <summary>How long it is waited for.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Reads again and again until the database answers.</summary>
    /// <param name="read">May be called many times: it must change nothing.</param>
    /// <param name="say">Told once, with the reason, when it has to be waited for.</param>
    public async Task<T> ReadAsync<T>(Func<Task<T>> read, Action<string> say, CancellationToken cancel)
    {
        var (started, said) = (time.GetTimestamp(), false);
        while (true)
        {
            try
            {
                return await read();
            }
            catch (Exception e) when (IsAway(e) && !cancel.IsCancellationRequested && time.GetElapsedTime(started) < Longest)
            {
                if (!said)
                    say(Why(e));
                said = true;
            }

            await Task.Delay(_pause, time, cancel);
        }
    }

    // Of "Exception while reading from stream" only what is behind it says something.
    private static string Why(Exception e) =>
        e switch
        {
            PostgresException p => p.MessageText,
            NpgsqlException { InnerException: EndOfStreamException } => "the connection was closed",
            NpgsqlException { InnerException: { } inner } => Why(inner),
            IOException { InnerException: SocketException socket } => socket.Message,
            _ => e.Message.Split('\n')[0],
        };

    /// <summary>True for what passes when the database is back: anything else is a mistake, and waiting mends none.</summary>
    public static bool IsAway(Exception e) =>
        e switch
        {
            PostgresException p => p.IsTransient
                || p.SqlState
                    is PostgresErrorCodes.AdminShutdown
                        or PostgresErrorCodes.CrashShutdown
                        or PostgresErrorCodes.CannotConnectNow
                        or PostgresErrorCodes.TooManyConnections,
            NpgsqlException { InnerException: SocketException or IOException or TimeoutException or null } => true,
            NpgsqlException n => n.IsTransient,
            SqliteException s => s.SqliteErrorCode is 5 or 6, // busy, locked
            SocketException or TimeoutException => true,
            Domain.SettingsException { InnerException: { } inner } => IsAway(inner), // how a database that cannot be opened is told
            _ => false,
        };
}
