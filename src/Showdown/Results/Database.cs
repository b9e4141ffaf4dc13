using System.Data.Common;
using Dapper;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Engine.Output;
using Microsoft.Data.Sqlite;
using Npgsql;
using Showdown.Domain;

namespace Showdown.Results;

/// <summary>The results database: SQLite in a file, or PostgreSQL when a connection string is given. Open it once a process.</summary>
public sealed class Database : IAsyncDisposable
{
    /// <summary>Where the queue's tables lie in PostgreSQL, beside ours.</summary>
    public const string QueueSchema = "hangfire";

    // Whoever makes tables takes this lock, so that several processes may start at once.
    private const long MigrationLock = 0x53484F57;

    // A cache of pages a connection grows with the database; the system's own cache serves all of them. Checkpoints wait for the disk: not in a
    // commit, but beside. Where
    // commits come all the time those beside are never quite through, and the log would grow for as long as they come: at 32,768 pages, 256 MB, a
    // commit does the rest.
    private const string SqliteSettings =
        "pragma synchronous = normal; pragma busy_timeout = 30000; pragma cache_size = -4096; pragma wal_autocheckpoint = 32768;";
    private static readonly TimeSpan _checkpointEvery = TimeSpan.FromSeconds(2);

    private readonly DbDataSource _source;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _checkpoints;

    private Database(DbDataSource source, bool isPostgres)
    {
        _source = source;
        IsPostgres = isPostgres;
        _checkpoints = isPostgres ? Task.CompletedTask : Task.Run(CheckpointAsync);
    }

    public bool IsPostgres { get; }

    /// <summary>Which database it is, for people; without user or password.</summary>
    public string Name
    {
        get
        {
            if (!IsPostgres)
                return $"SQLite database {new SqliteConnectionStringBuilder(_source.ConnectionString).DataSource}";
            var to = new NpgsqlConnectionStringBuilder(_source.ConnectionString);
            return $"PostgreSQL database '{to.Database ?? to.Username}' at {to.Host}:{to.Port}";
        }
    }

    /// <summary>The condition that a value is one of an array parameter's: Npgsql sends an array as one value, elsewhere Dapper writes the list
    /// out.</summary>
    internal string IsOneOf(string parameter) => IsPostgres ? $"= any(@{parameter})" : $"in @{parameter}";

    /// <summary>For tests: a SQLite file that may not grow beyond so many pages behaves like one on a full disk. Null: it may.</summary>
    internal int? MaxPages { get; set; }

    /// <param name="dataFolder">Where the SQLite file lies; made when it is missing. Not used with a connection string.</param>
    /// <param name="connectionString">PostgreSQL, or null for SQLite.</param>
    /// <exception cref="SettingsException">The database cannot be reached or used; the message says why and what to do.</exception>
    public static async Task<Database> OpenAsync(string dataFolder, string? connectionString, CancellationToken cancel)
    {
        TypeHandlers.Register();
        return connectionString is null ? OpenSqlite(dataFolder) : await OpenPostgresAsync(connectionString, cancel);
    }

    public async Task<DbConnection> ConnectAsync(CancellationToken cancel)
    {
        var connection = await _source.OpenConnectionAsync(cancel);
        if (!IsPostgres)
            await connection.ExecuteAsync(MaxPages is { } most ? $"{SqliteSettings} pragma max_page_count = {most};" : SqliteSettings);
        return connection;
    }

    /// <summary>Returns when the database has answered.</summary>
    public async Task PingAsync(CancellationToken cancel)
    {
        await using var connection = await ConnectAsync(cancel);
        await connection.ExecuteScalarAsync<int>(new CommandDefinition("select 1", cancellationToken: cancel));
    }

    /// <summary>Creates or changes tables under a lock, since several processes may start at the same time.</summary>
    public T RunExclusive<T>(Func<T> install)
    {
        if (!IsPostgres)
            return install();
        using var connection = _source.OpenConnection();
        connection.Execute("select pg_advisory_lock(@MigrationLock)", new { MigrationLock }, commandTimeout: 0);
        try
        {
            return install();
        }
        finally
        {
            connection.Execute("select pg_advisory_unlock(@MigrationLock)", new { MigrationLock });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _checkpoints;
        _closing.Dispose();
        await _source.DisposeAsync();
    }

    /// <summary>Moves what was committed from the log into the database file. Passive: it waits for nobody, and nobody waits for it.</summary>
    private async Task CheckpointAsync()
    {
        using var timer = new PeriodicTimer(_checkpointEvery).Until(_closing.Token);
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            try
            {
                await using var connection = await ConnectAsync(_closing.Token);
                await connection.ExecuteAsync("pragma wal_checkpoint(passive);");
            }
            catch (Exception e) when (e is OperationCanceledException or SqliteException)
            {
                // Closed; or the disk is full, which the next commit says in its own place.
            }
        }
    }

    private static Database OpenSqlite(string dataFolder)
    {
        var file = Path.Combine(dataFolder, "showdown.db");
        try
        {
            PrivateFiles.MakeFolder(dataFolder);
            PrivateFiles.MakeFile(file);
            var text = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 30 }.ToString();
            var current = false;
            using (var connection = new SqliteConnection(text))
            {
                connection.Open();
                // Larger than SQLite's 4,096: a reasoning model's reply takes tens of kilobytes. A database that is there keeps its size.
                connection.Execute("pragma page_size = 8192; pragma journal_mode = wal;");
                current = IsCurrent(connection, "select count(*) from sqlite_master where name = 'SchemaVersions'");
            }

            if (!current)
                Migrate(DeployChanges.To.SqliteDatabase(text), time: "text", flag: "integer", byKey: "without rowid");
            return new Database(SqliteFactory.Instance.CreateDataSource(text), isPostgres: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw SqliteErrors.Explain(file, e);
        }
    }

    private static async Task<Database> OpenPostgresAsync(string connectionString, CancellationToken cancel)
    {
        var source = PostgresErrors.Explain(() => new NpgsqlDataSourceBuilder(connectionString).Build());
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancel);
            if (connection.PostgreSqlVersion < PostgresErrors.Oldest)
                throw PostgresErrors.TooOld(connection.PostgreSqlVersion);
            await connection.ExecuteAsync("select pg_advisory_lock(@MigrationLock)", new { MigrationLock }, commandTimeout: 0);
            // The queue makes its own tables there, and would try for ever where it may not. It begins by looking up their version, and a table that
            // is not there is an error in the server's log.
            if (await connection.ExecuteScalarAsync<bool>("select to_regnamespace(@QueueSchema) is null", new { QueueSchema }))
                await connection.ExecuteAsync($"create schema {QueueSchema}; create table {QueueSchema}.schema (version int not null primary key)");
            if (!IsCurrent(connection, "select count(*) from pg_class where oid = to_regclass('schemaversions')"))
                Migrate(DeployChanges.To.PostgresqlDatabase(connectionString), time: "timestamptz", flag: "boolean", byKey: "");
            await connection.ExecuteAsync("select pg_advisory_unlock(@MigrationLock)", new { MigrationLock });
            return new Database(source, isPostgres: true);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
        {
            await source.DisposeAsync();
            throw PostgresErrors.Explain(e);
        }
    }

    /// <summary>
    /// True where every change has been made, and no other: a query tells so in a fraction of the time that it takes to load what makes changes.
    /// </summary>
    private static bool IsCurrent(DbConnection connection, string hasJournal) =>
        connection.ExecuteScalar<long>(hasJournal) == 1
        && Scripts().ToHashSet().SetEquals(connection.Query<string>("select ScriptName from SchemaVersions"));

    private static IEnumerable<string> Scripts() =>
        typeof(Database).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal));

    private static void Migrate(UpgradeEngineBuilder builder, string time, string flag, string byKey)
    {
        var engine = builder
            .WithScriptsEmbeddedInAssembly(typeof(Database).Assembly, name => name.EndsWith(".sql", StringComparison.Ordinal))
            .WithVariable("time", time)
            .WithVariable("flag", flag)
            .WithVariable("by_key", byKey)
            .WithTransactionPerScript()
            .LogTo(new NoOpUpgradeLog())
            .Build();
        RefuseNewer(engine);
        var result = engine.PerformUpgrade();
        if (!result.Successful)
            throw result.Error;
    }

    /// <summary>
    /// Tables of a version to come may mean something else: this program would read them wrongly, or write what that one cannot read.
    /// </summary>
    private static void RefuseNewer(UpgradeEngine engine)
    {
        var known = Scripts().ToHashSet(StringComparer.Ordinal);
        var unknown = engine.GetExecutedScripts().Where(name => !known.Contains(name)).Order(StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
        {
            throw new SettingsException(
                $"The database was made by a newer version of Showdown: it has the change {Short(unknown[^1])}, and this program, version {ProgramVersion.Text}, knows those up to {Short(known.Max(StringComparer.Ordinal)!)}."
                    + " Use the newer program, or give this one a database of its own with --data or --database."
            );
        }
    }

    // "Showdown.Results.Migrations.0014-attended.sql" is 0014-attended.
    private static string Short(string script) => script.Split('.')[^2];
}
