using Dapper;

namespace Showdown.Results;

/// <summary>Reads how models did in recent runs.</summary>
public sealed class ModelHealthReader(Database database)
{
    /// <summary>By model id; only models that were asked.</summary>
    /// <param name="since">Runs that began before are left out.</param>
    public async Task<IReadOnlyDictionary<string, ModelHealth>> ReadAsync(DateTimeOffset since, CancellationToken cancel)
    {
        const string sql = """
            with kinds as (
                select e.model_id, a.failure_kind, count(*) as n, max(r.created_at) as last_at
                from run r join evaluation e on e.run_id = r.id join attempt a on a.evaluation_id = e.id
                where r.created_at >= @since
                group by e.model_id, a.failure_kind)
            select model_id, cast(sum(n) as integer) as attempts, max(last_at) as last_run_at,
                   cast(coalesce(sum(case when failure_kind is not null then n end), 0) as integer) as failed,
                   (select k.failure_kind from kinds k where k.model_id = kinds.model_id and k.failure_kind is not null
                    order by k.n desc, k.failure_kind limit 1) as common_failure
            from kinds group by model_id
            """;
        await using var connection = await database.ConnectAsync(cancel);
        return (await connection.QueryAsync<ModelHealth>(new CommandDefinition(sql, new { since }, cancellationToken: cancel))).ToDictionary(
            h => h.ModelId,
            StringComparer.Ordinal
        );
    }
}
