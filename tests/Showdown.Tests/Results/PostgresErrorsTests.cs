using Npgsql;
using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <summary>What goes wrong with --database is said in words, with what to do, and never with the password.</summary>
[Collection(nameof(PostgresServer))]
[Trait("Category", "Slow")]
public sealed class PostgresErrorsTests(PostgresServer server)
{
    private const string Password = "the-secret-of-the-tests";

    [Fact]
    public async Task CannotBeReached() =>
        await SaysAsync(
            $"Host=127.0.0.1;Port=1;Username=u;Password={Password};Database=d",
            "cannot be reached",
            "Is it running, and are Host and Port"
        );

    [Fact]
    public async Task IsNoConnectionString() =>
        await SaysAsync($"postgres://u:{Password}@localhost/d", "is not a PostgreSQL connection string", "Host=localhost;Username=");

    [Fact]
    public async Task DoesNotExist() =>
        await SaysAsync(
            new NpgsqlConnectionStringBuilder(await server.NewDatabaseAsync()) { Database = "no_such_database" }.ToString(),
            "does not exist",
            "createdb"
        );

    [Fact]
    public async Task WrongPassword_AndNoRights()
    {
        var user = $"guest_{Environment.ProcessId}";
        var right = await server.NewDatabaseOfAnotherAsync(user, Password);
        await SaysAsync(
            new NpgsqlConnectionStringBuilder(right) { Password = Password + "x" }.ToString(),
            "refuses the user or password",
            "Correct Username and Password"
        );
        await SaysAsync(right, "may not create what is needed", "ALTER DATABASE name OWNER TO user");
    }

    [Fact]
    public async Task NoRightsForTheQueue()
    {
        var user = $"half_{Environment.ProcessId}";
        var half = await server.NewDatabaseOfAnotherAsync(user, Password, $"grant create, usage on schema public to {user};");
        await SaysAsync(half, "may not create what is needed (permission denied for database", "GRANT CREATE ON DATABASE name TO user");
    }

    private static async Task SaysAsync(string connection, params string[] texts)
    {
        var error = await Assert.ThrowsAsync<SettingsException>(() => Database.OpenAsync("", connection, TestContext.Current.CancellationToken));
        Assert.All(texts, text => Assert.Contains(text, error.Message));
        Assert.DoesNotContain(Password, error.Message);
    }
}
