using Dapper;
using Showdown.Results;

namespace Showdown.Tests.Results;

[Trait("Category", "Chaos")]
public sealed class SqliteLogTests : IDisposable
{
    private const int Megabyte = 1024 * 1024;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task TheLog_StaysShort_WhileCommitsComeAllTheTime()
    {
        var database = await Database.OpenAsync(_folder.Path, null, Cancel);
        await using var connection = await database.ConnectAsync(Cancel);
        await database.DisposeAsync(); // ends what empties the log beside: where that is at it just then, a later commit has its turn
        await connection.ExecuteAsync("create table heap (bytes blob)");
        for (var i = 0; i < 80; i++)
            await connection.ExecuteAsync("insert into heap values (zeroblob(@size))", new { size = 4 * Megabyte });
        Assert.InRange(new FileInfo(_folder["showdown.db-wal"]).Length, 1, 272 * Megabyte);
    }
}
