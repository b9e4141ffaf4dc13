using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Showdown.Tests.Results;

/// <summary>A real PostgreSQL: SHOWDOWN_TEST_DATABASE, else a cluster of our own in a temporary folder, one for the whole test run.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private string? _folder;
    private string? _bin;
    private int _databases;
    private int _port;

    /// <summary>Why there is no server; null when there is one.</summary>
    public string? Missing { get; private set; }

    /// <summary>Where its socket lies; null when the server is not ours.</summary>
    public string? SocketFolder => _folder;

    private string? Server { get; set; }

    public async ValueTask InitializeAsync()
    {
        Server = Environment.GetEnvironmentVariable("SHOWDOWN_TEST_DATABASE");
        if (Server is not null)
            return;
        _bin = FindBinaries();
        if (_bin is null)
        {
            Missing = "PostgreSQL's initdb and pg_ctl were not found; install postgresql or set SHOWDOWN_TEST_DATABASE";
            return;
        }

        _folder = Directory.CreateTempSubdirectory("showdown-pg-").FullName;
        // Others may pass through to the socket; the cluster's own folder stays closed.
        await RunAsync("chmod", ["go+x", _folder]);
        _port = FreePort();
        if (IsRoot)
            await RunAsync("chown", ["postgres", _folder]);
        await RunAsServerUserAsync(
            Path.Combine(_bin, "initdb"),
            ["-D", Path.Combine(_folder, "data"), "-U", "showdown", "-A", "trust", "-E", "UTF8", "--no-sync"]
        );
        await StartAsync();
        Server = $"Host=127.0.0.1;Port={_port};Username=showdown";
    }

    /// <summary>Starts the server again that was stopped.</summary>
    /// <remarks>A killed server must not lose what it confirmed: fsync off is safe only because the machine itself does not die.</remarks>
    public Task StartAsync() =>
        RunAsServerUserAsync(
            Path.Combine(_bin!, "pg_ctl"),
            [
                "-D",
                Path.Combine(_folder!, "data"),
                "-l",
                Path.Combine(_folder!, "log"),
                "-w",
                "-o",
                $"-p {_port} -k {_folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=300",
                "start",
            ]
        );

    /// <summary>Stops the server at once, as a crash would. Only for a cluster of our own.</summary>
    public Task StopAsync()
    {
        Assert.SkipWhen(_bin is null || _folder is null, "the server of SHOWDOWN_TEST_DATABASE is not ours to stop");
        return RunAsServerUserAsync(Path.Combine(_bin!, "pg_ctl"), ["-D", Path.Combine(_folder!, "data"), "-m", "immediate", "-w", "stop"]);
    }

    /// <summary>Stops the server at once and starts it again. Only for a cluster of our own.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>A connection string to a fresh, empty database.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        var name = $"showdown_test_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}";
        await using var connection = new Npgsql.NpgsqlConnection($"{Server};Database=postgres");
        await connection.OpenAsync();
        await using var create = new Npgsql.NpgsqlCommand($"create database {name}", connection);
        await create.ExecuteNonQueryAsync();
        return $"{Server};Database={name}";
    }

    /// <summary>
    /// A connection string to a fresh database that somebody else owns, for a user who must give a password. Only for a cluster of our own.
    /// </summary>
    /// <param name="grants">What that user may do; nothing by itself.</param>
    public async Task<string> NewDatabaseOfAnotherAsync(string user, string password, string grants = "")
    {
        var database = await NewDatabaseAsync();
        Assert.SkipWhen(_folder is null, "the server of SHOWDOWN_TEST_DATABASE is not ours to change");
        var rules = Path.Combine(_folder!, "data", "pg_hba.conf");
        await File.WriteAllTextAsync(rules, $"host all {user} 127.0.0.1/32 scram-sha-256\n{await File.ReadAllTextAsync(rules)}");
        await using var connection = new Npgsql.NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(
            $"create user {user} password '{password}'; revoke create on schema public from public; {grants} select pg_reload_conf();",
            connection
        );
        await command.ExecuteNonQueryAsync();
        return new Npgsql.NpgsqlConnectionStringBuilder(database) { Username = user, Password = password }.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder is null || _bin is null)
            return;
        await RunAsServerUserAsync(Path.Combine(_bin, "pg_ctl"), ["-D", Path.Combine(_folder, "data"), "-m", "immediate", "-w", "stop"]);
        Directory.Delete(_folder, recursive: true);
    }

    private static bool IsRoot => Environment.UserName == "root";

    private static string? FindBinaries() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Concat(
                Directory.Exists("/usr/lib/postgresql")
                    ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(d => Path.Combine(d, "bin"))
                    : []
            )
            .FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "pg_ctl")));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // PostgreSQL refuses to run as root.
    private static Task RunAsServerUserAsync(string program, string[] arguments) =>
        IsRoot ? RunAsync("runuser", ["-u", "postgres", "--", program, .. arguments]) : RunAsync(program, arguments);

    private static async Task RunAsync(string program, string[] arguments)
    {
        // The server inherits what it is started with: a redirected pipe would stay open as long as it lives.
        using var process = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", program, .. arguments]) { WorkingDirectory = "/" }
        )!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}
