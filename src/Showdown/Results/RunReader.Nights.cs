using System.Runtime.CompilerServices;
using Dapper;

namespace Showdown.Results;

/// <content>What is stored about the nights of a job.</content>
public sealed partial class RunReader
{
    /// <summary>A job's runs that have ended, oldest first: its last ones up to a time, that of the run at that time included. Runs that only ask again to confirm something are none of its nights.</summary>
    public async Task<IReadOnlyList<RunRow>> NightsAsync(string job, DateTimeOffset until, int limit, CancellationToken cancel)
    {
        const string sql = $"""
            select {RunColumns} from run where job = @job and created_at <= @until and status <> 'Running' and not confirming
            order by created_at desc, id desc limit @limit
            """;
        return [.. (await QueryAsync<StoredRun>(sql, new { job, until, limit }, cancel)).Select(r => r.ToRow()).Reverse()];
    }

    /// <summary>The run that asks again what is suspected in a run; null when there is none.</summary>
    public async Task<RunRow?> ConfirmingAsync(string runId, CancellationToken cancel) =>
        (await QueryAsync<StoredRun>($"select {RunColumns} from run where parent_id = @runId and confirming", new { runId }, cancel)).SingleOrDefault()?.ToRow();

    /// <summary>Right and scored attempts of each sample of an evaluation that has a scored one, in no order. Reads no texts.</summary>
    public async IAsyncEnumerable<(string SampleId, int Right, int Scored)> ItemsAsync(EvaluationRow evaluation, [EnumeratorCancellation] CancellationToken cancel)
    {
        const string sql = """
            select sample_id, count(*) filter (where outcome = 'Right') as "right", count(*) as scored
            from score where evaluation_id = @Id and scorer_version = @ScorerVersion and outcome in ('Right', 'Wrong', 'Truncated')
            group by number, sample_id
            """;
        await using var connection = await database.ConnectAsync(cancel);
        await foreach (var row in connection.QueryUnbufferedAsync<StoredItem>(sql, new { evaluation.Id, evaluation.ScorerVersion }).WithCancellation(cancel))
            yield return (row.SampleId, (int)row.Right, (int)row.Scored);
    }

    /// <summary>Finished evaluations with an identity from runs that were created before a time, newest first. Reruns of chosen samples are left out.</summary>
    public async Task<IReadOnlyList<EvaluationRow>> EarlierAsync(string identity, DateTimeOffset before, int limit, CancellationToken cancel)
    {
        const string sql = $"""
            select {EvaluationColumns}
            from evaluation e join run r on r.id = e.run_id
            where e.identity = @identity and e.finished_at is not null and r.created_at < @before and not r.confirming
            order by r.created_at desc limit @limit
            """;
        return (await QueryAsync<StoredEvaluation>(sql, new { identity, before, limit }, cancel)).Select(e => e.ToRow()).ToList();
    }

    private sealed class StoredItem
    {
        public string SampleId { get; set; } = "";

        public long Right { get; set; }

        public long Scored { get; set; }
    }
}
