using Dapper;

namespace Showdown.Results;

/// <summary>Who carries out a run's own step, its plan or its report.</summary>
public sealed class RunStepStore(Database database) : LeaseStore(database, "run", isOpen: "true")
{
    /// <summary>Marks a run's next step as queued, unless it was lately or somebody works on it.</summary>
    /// <param name="queuedBefore">What was queued before this and is in nobody's hands is lost.</param>
    /// <returns>True when the caller is to queue it.</returns>
    public async Task<bool> QueueAsync(string runId, DateTimeOffset now, DateTimeOffset queuedBefore, CancellationToken cancel)
    {
        const string sql = """
            update run set step_queued_at = @now
            where id = @runId and (step_queued_at is null or step_queued_at < @queuedBefore) and (lease_owner is null or lease_until < @now)
            """;
        await using var connection = await ConnectAsync(cancel);
        return await connection.ExecuteAsync(
                new CommandDefinition(
                    sql,
                    new
                    {
                        runId,
                        now,
                        queuedBefore,
                    },
                    cancellationToken: cancel
                )
            ) == 1;
    }

    public override async Task ReleaseAsync(string id, string owner, CancellationToken cancel)
    {
        const string sql = "update run set lease_owner = null, lease_until = null where id = @id and lease_owner = @owner";
        await using var connection = await ConnectAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { id, owner }, cancellationToken: cancel));
    }
}
