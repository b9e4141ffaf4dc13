using Dapper;
using Showdown.Domain;

namespace Showdown.Results;

/// <content>What tells whether an evaluation may end early.</content>
public sealed partial class RunReader
{
    /// <summary>Once for each round: <see cref="RunSettings.StopRounds"/>.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<AskedScore>>> AskedScoresAsync(
        EvaluationRow evaluation,
        IReadOnlyList<int> rounds,
        CancellationToken cancel
    )
    {
        var scores = new List<IReadOnlyList<AskedScore>>();
        foreach (var epochs in rounds)
            scores.Add(await AskedScoresAsync(evaluation, epochs, cancel));
        return scores;
    }

    /// <summary>
    /// All samples that an evaluation asks, or will ask, in the order of asking, with what their attempts came to so far: by the scorer version that
    /// counts, completions that an earlier run paid for included. Reads no texts.
    /// </summary>
    /// <param name="evaluation">The scores are those of its scorer version.</param>
    /// <param name="epochs">Only the first so many attempts at each sample.</param>
    public async Task<IReadOnlyList<AskedScore>> AskedScoresAsync(EvaluationRow evaluation, int epochs, CancellationToken cancel)
    {
        const string sql = """
            select q.number, q.sample_id, s.cluster_name, count(*) filter (where a.failure_kind is not null or c.outcome is not null) as finished,
                   count(*) filter (where c.outcome in ('Right', 'Partial', 'Wrong', 'Truncated')) as scored,
                   coalesce(sum(case when c.outcome = 'Right' then 1.0
                                     when c.outcome in ('Partial', 'Truncated') then coalesce(c.value, 0.0) end), 0.0) as credit
            from asked q
            join sample s on s.dataset_sha256 = @DatasetSha256 and s.sample_id = q.sample_id
            left join attempt a on a.evaluation_id = q.evaluation_id and a.number = q.number and a.epoch <= @epochs
            left join score c on c.evaluation_id = a.evaluation_id and c.number = a.number and c.epoch = a.epoch and c.scorer_version = @ScorerVersion
            where q.evaluation_id = @Id
            group by q.number, q.sample_id, s.cluster_name order by q.number
            """;
        var rows = await QueryAsync<StoredAskedScore>(
            sql,
            new
            {
                evaluation.Id,
                evaluation.DatasetSha256,
                evaluation.ScorerVersion,
                epochs,
            },
            cancel
        );
        return
        [
            .. rows.Select(r => new AskedScore(
                r.Number,
                r.SampleId,
                r.ClusterName,
                r.Finished == epochs,
                r.Scored == 0 ? null : r.Credit / r.Scored
            )),
        ];
    }

    /// <summary>How many samples, in the order of asking, any of the last nights of an evaluation's line asked, that night included.</summary>
    public async Task<int> MostAskedAsync(EvaluationRow night, int nights, CancellationToken cancel)
    {
        const string sql = """
            select coalesce(max(n.asked), 0) from (
                select case when e.ended_early is null then e.samples
                            else (select coalesce(max(a.number) + 1, 0) from attempt a where a.evaluation_id = e.id) end as asked
                from evaluation e join run r on r.id = e.run_id
                where e.identity = @Identity and e.samples = @Samples and e.finished_at is not null and not r.confirming
                    and r.created_at <= (select created_at from run where id = @RunId)
                order by r.created_at desc limit @nights) as n
            """;
        await using var connection = await database.ConnectAsync(cancel);
        return await connection.ExecuteScalarAsync<int>(
            new CommandDefinition(
                sql,
                new
                {
                    night.Identity,
                    night.Samples,
                    night.RunId,
                    nights,
                },
                cancellationToken: cancel
            )
        );
    }

    /// <summary>The newest finished evaluation of a model on a benchmark that asked every sample or ended as soon as it was sure; null: there is
    /// none.</summary>
    public async Task<EvaluationRow?> NewestAsync(string benchmarkId, string modelId, CancellationToken cancel)
    {
        const string sql = $"""
            select {EvaluationColumns}
            from evaluation e join run r on r.id = e.run_id
            where e.benchmark_id = @benchmarkId and e.model_id = @modelId and e.finished_at is not null and not r.confirming
            order by r.created_at desc limit @limit
            """;
        var found = await QueryAsync<StoredEvaluation>(
            sql,
            new
            {
                benchmarkId,
                modelId,
                limit = LookedAt,
            },
            cancel
        );
        foreach (var evaluation in found)
        {
            if (await RunAsync(evaluation.RunId, cancel) is { GivesVerdicts: true })
                return evaluation.ToRow();
        }

        return null;
    }

    private sealed class StoredAskedScore
    {
        public int Number { get; set; }

        public required string SampleId { get; set; }

        public string? ClusterName { get; set; }

        public long Finished { get; set; }

        public long Scored { get; set; }

        public double Credit { get; set; }
    }
}
