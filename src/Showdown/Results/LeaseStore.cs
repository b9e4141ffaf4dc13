using System.Data.Common;
using Dapper;

namespace Showdown.Results;

/// <summary>Leases as columns of a table: the lease decides who works on a row, whatever the queue believes.</summary>
/// <param name="table">Has the columns id, lease_owner and lease_until.</param>
/// <param name="isOpen">A condition on a row that can be leased at all.</param>
public abstract class LeaseStore(Database database, string table, string isOpen) : ILeaseStore
{
    protected string Table => table;

    public async Task<bool> LeaseAsync(string id, string owner, DateTimeOffset now, TimeSpan length, CancellationToken cancel)
    {
        var sql = $"""
            update {table} set lease_owner = @owner, lease_until = @until
            where id = @id and {isOpen} and (lease_owner is null or lease_owner = @owner or lease_until < @now)
            """;
        var until = now + length;
        await using var connection = await ConnectAsync(cancel);
        return await connection.ExecuteAsync(
                new CommandDefinition(
                    sql,
                    new
                    {
                        id,
                        owner,
                        now,
                        until,
                    },
                    cancellationToken: cancel
                )
            ) == 1;
    }

    public async Task<string?> OwnerAsync(string id, CancellationToken cancel)
    {
        var sql = $"select lease_owner from {table} where id = @id";
        await using var connection = await ConnectAsync(cancel);
        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition(sql, new { id }, cancellationToken: cancel));
    }

    public abstract Task ReleaseAsync(string id, string owner, CancellationToken cancel);

    protected Task<DbConnection> ConnectAsync(CancellationToken cancel) => database.ConnectAsync(cancel);
}
