using Dapper;

namespace Showdown.Results;

/// <summary>
/// Which process at a terminal carries a run out. The runs of a service have none: its workers take them up whenever they are there.
/// </summary>
public sealed class AttendanceStore(Database database)
{
    /// <param name="owner">As a lease names it; null: nobody at a terminal.</param>
    public async Task SetAsync(string runId, string? owner, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        await connection.ExecuteAsync(
            new CommandDefinition("update run set attended_by = @owner where id = @runId", new { runId, owner }, cancellationToken: cancel)
        );
    }

    /// <summary>Running runs that a terminal carries out, with its process.</summary>
    public async Task<IReadOnlyList<(string RunId, string Owner)>> RunningAsync(CancellationToken cancel)
    {
        const string sql = "select id, attended_by from run where status = 'Running' and attended_by is not null";
        await using var connection = await database.ConnectAsync(cancel);
        return (await connection.QueryAsync<(string, string)>(new CommandDefinition(sql, cancellationToken: cancel))).AsList();
    }
}
