using System.Runtime.CompilerServices;
using Dapper;

namespace Showdown.Results;

/// <content>Scores of imported results beside our own.</content>
public sealed partial class RunReader
{
    // Of our scores the newest counts. Its version is looked up once for each evaluation: for each answer it would be the square of their number.
    private const string Newest = """
        with ours as (
            select c.evaluation_id, max(c.scorer_version) as version
            from evaluation e join score c on c.evaluation_id = e.id and c.scorer_version > 0
            where e.run_id = @runId group by c.evaluation_id)
        """;

    private const string Beside = """
        from ours
        join evaluation e on e.id = ours.evaluation_id
        join score t on t.evaluation_id = e.id and t.scorer_version = 0
        join score o on o.evaluation_id = t.evaluation_id and o.number = t.number and o.epoch = t.epoch and o.scorer_version = ours.version
        """;

    // What an answer earned; -1 where it has no score.
    private const string Apart = """
        (case t.outcome when 'Right' then 1.0 when 'Wrong' then 0.0 when 'Unscored' then -1.0 else coalesce(t.value, 0.0) end)
            <> (case o.outcome when 'Right' then 1.0 when 'Wrong' then 0.0 when 'Unscored' then -1.0 else coalesce(o.value, 0.0) end)
        """;

    /// <summary>In the order of the run's evaluations; those that our scorer did not judge are left out.</summary>
    public async Task<IReadOnlyList<JudgedBeside>> JudgedAsync(string runId, CancellationToken cancel) => (
            await QueryAsync<(string Benchmark, string Model, int Version, int Judged, int Different)>(
                $"""
                {Newest}
                select e.benchmark_id, e.model_id, cast(max(o.scorer_version) as integer), cast(count(*) as integer),
                  cast(count(*) filter (where {Apart}) as integer)
                {Beside}
                group by e.benchmark_id, e.model_id, e.number order by e.number
                """,
                new { runId },
                cancel
            )
        ).Select(j => new JudgedBeside(j.Benchmark, j.Model, j.Version, j.Judged, j.Different)).ToList();

    /// <summary>In the order of the run's evaluations and of asking.</summary>
    public async IAsyncEnumerable<ScoreDifference> DifferencesAsync(string runId, [EnumeratorCancellation] CancellationToken cancel)
    {
        const string sql = $"""
            {Newest}
            select e.benchmark_id as "BenchmarkId", e.model_id as "ModelId", t.sample_id as "SampleId", t.epoch as "Epoch",
                t.outcome as "Theirs", t.value as "TheirValue", t.answer as "TheirAnswer",
                o.outcome as "Ours", o.value as "OurValue", o.answer as "OurAnswer", o.reason as "OurReason"
            {Beside} where {Apart}
            order by e.number, t.number, t.epoch
            """;
        await using var connection = await database.ConnectAsync(cancel);
        await foreach (var difference in connection.QueryUnbufferedAsync<ScoreDifference>(sql, new { runId }).WithCancellation(cancel))
            yield return difference;
    }
}
