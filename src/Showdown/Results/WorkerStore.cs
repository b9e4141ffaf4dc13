using Dapper;

namespace Showdown.Results;

/// <summary>Which processes ask a model at this moment: those that share its limits.</summary>
public sealed class WorkerStore(Database database)
{
    /// <summary>Says that a process asks a model, and for how long this word is good.</summary>
    /// <param name="process">Names a process among all machines.</param>
    /// <param name="trouble">What keeps the model's host from answering this process, for people; null: nothing does.</param>
    /// <returns>How many processes ask the model now, this one included, and this one's place among them, from 0.</returns>
    public async Task<(int Processes, int Place)> BeatAsync(
        string modelId,
        string process,
        DateTimeOffset now,
        DateTimeOffset until,
        CancellationToken cancel,
        string? trouble = null
    )
    {
        const string beat = """
            insert into worker (id, alive_until, trouble) values (@id, @until, @trouble)
            on conflict (id) do update set alive_until = excluded.alive_until, trouble = excluded.trouble
            """;
        const string alive = "select id from worker where substr(id, 1, @length) = @prefix and alive_until >= @now";
        var prefix = modelId + " ";
        var id = prefix + process;
        await using var connection = await database.ConnectAsync(cancel);
        await connection.ExecuteAsync(
            new CommandDefinition(
                beat,
                new
                {
                    id,
                    until,
                    trouble,
                },
                cancellationToken: cancel
            )
        );
        await connection.ExecuteAsync(
            new CommandDefinition("delete from worker where alive_until < @longAgo", new { longAgo = now.AddHours(-1) }, cancellationToken: cancel)
        );
        var ids = (
            await connection.QueryAsync<string>(
                new CommandDefinition(
                    alive,
                    new
                    {
                        prefix,
                        length = prefix.Length,
                        now,
                    },
                    cancellationToken: cancel
                )
            )
        ).ToHashSet(StringComparer.Ordinal);
        ids.Add(id);
        return (ids.Count, ids.Count(other => string.CompareOrdinal(other, id) < 0));
    }

    /// <summary>What keeps hosts of some models from answering at this moment, by the word of the processes that ask them.</summary>
    public async Task<IReadOnlyList<string>> TroublesAsync(IEnumerable<string> modelIds, DateTimeOffset now, CancellationToken cancel)
    {
        const string sql = "select id, trouble from worker where trouble is not null and alive_until >= @now order by id";
        await using var connection = await database.ConnectAsync(cancel);
        var all = await connection.QueryAsync<(string Id, string Trouble)>(new CommandDefinition(sql, new { now }, cancellationToken: cancel));
        return [.. all.Where(w => modelIds.Any(m => w.Id.StartsWith(m + " ", StringComparison.Ordinal))).Select(w => w.Trouble).Distinct()];
    }
}
