using Dapper;

namespace Showdown.Results;

/// <summary>Which processes ask a model at this moment: those that share its limits.</summary>
public sealed class WorkerStore(Database database)
{
    /// <summary>Says that a process asks a model, and for how long this word is good.</summary>
    /// <param name="process">Names a process among all machines.</param>
    /// <returns>How many processes ask the model now, this one included, and this one's place among them, from 0.</returns>
    public async Task<(int Processes, int Place)> BeatAsync(string modelId, string process, DateTimeOffset now, DateTimeOffset until, CancellationToken cancel)
    {
        const string beat = """
            insert into worker (id, alive_until) values (@id, @until) on conflict (id) do update set alive_until = excluded.alive_until
            """;
        const string alive = "select id from worker where substr(id, 1, @length) = @prefix and alive_until >= @now";
        var prefix = modelId + " ";
        var id = prefix + process;
        await using var connection = await database.ConnectAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(beat, new { id, until }, cancellationToken: cancel));
        await connection.ExecuteAsync(new CommandDefinition("delete from worker where alive_until < @longAgo", new { longAgo = now.AddHours(-1) }, cancellationToken: cancel));
        var ids = (await connection.QueryAsync<string>(new CommandDefinition(alive, new { prefix, length = prefix.Length, now }, cancellationToken: cancel))).ToHashSet(StringComparer.Ordinal);
        ids.Add(id);
        return (ids.Count, ids.Count(other => string.CompareOrdinal(other, id) < 0));
    }
}
