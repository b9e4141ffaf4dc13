namespace Showdown.Results;

/// <content>What single samples cost, and which requests were cold starts.</content>
public sealed partial class RunReader
{
    /// <summary>In the order of asking; samples without an attempt of their own are left out.</summary>
    public async Task<IReadOnlyList<SampleCosts>> CostsAsync(EvaluationRow evaluation, CancellationToken cancel) =>
        await QueryAsync<SampleCosts>(
            """
            select a.sample_id as "SampleId", a.number as "Number", count(*) filter (where a.failure_kind is null) as "Answers",
                   coalesce(sum(case when c.outcome = 'Right' then 1.0 when c.outcome in ('Partial', 'Truncated') then c.value end), 0.0) as "Credit",
                   case when count(*) filter (where a.failure_kind is null and a.cost_usd is null) = 0 then
                     coalesce(sum(a.cost_usd), 0.0) end as "Usd",
                   coalesce(sum(a.duration_seconds) filter (where a.failure_kind is null), 0.0) as "Seconds"
            from attempt a
            left join score c on c.evaluation_id = a.evaluation_id and c.number = a.number and c.epoch = a.epoch and c.scorer_version = @ScorerVersion
            where a.evaluation_id = @Id and a.reused_from is null
            group by a.number, a.sample_id order by a.number
            """,
            new { evaluation.Id, evaluation.ScorerVersion },
            cancel
        );

    /// <returns>Null where the benchmark does not measure speed.</returns>
    private async Task<IReadOnlySet<(string EvaluationId, int Number, int Epoch)>?> ColdStartsAsync(
        string runId,
        string benchmarkId,
        CancellationToken cancel
    )
    {
        var measured = await QueryAsync<string>(
            "select id from evaluation where run_id = @runId and benchmark_id = @benchmarkId and scorer_kind = 'Measurement'",
            new { runId, benchmarkId },
            cancel
        );
        var cold = new HashSet<(string, int, int)>();
        foreach (var id in measured)
        {
            const string sql = """
                select number, epoch, started_at, duration_seconds, first_token_seconds from attempt
                where evaluation_id = @id and failure_kind is null and reused_from is null
                """;
            var timings = (await QueryAsync<FiguresQuery.Row>(sql, new { id }, cancel))
                .Select(r => new RequestTiming(r.StartedAt, r.DurationSeconds, r.FirstTokenSeconds, null, null, 1)
                {
                    Number = r.Number,
                    Epoch = r.Epoch,
                })
                .OrderBy(t => t.StartedAt)
                .ToList();
            cold.UnionWith(timings.Except(ColdStart.Warm(timings)).Select(t => (id, t.Number, t.Epoch)));
        }
        return measured.Count == 0 ? null : cold;
    }
}
