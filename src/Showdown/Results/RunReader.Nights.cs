using System.Runtime.CompilerServices;
using Dapper;
using Showdown.Domain;

namespace Showdown.Results;

/// <content>What is stored about the nights of a job.</content>
public sealed partial class RunReader
{
    // Of a job's runs some are no nights; so many are looked at for each night that is wanted.
    private const int LookedAt = 4;

    /// <summary>
    /// A job's nights, oldest first: its last ones up to a time, that of the run at that time included. Which runs are nights:
    /// <see cref="RunRow.IsNight"/>.
    /// </summary>
    public async Task<IReadOnlyList<RunRow>> NightsAsync(string job, DateTimeOffset until, int limit, CancellationToken cancel)
    {
        const string sql = $"""
            select {RunColumns} from run where job = @job and created_at <= @until and status <> 'Running' and not confirming
            order by created_at desc, id desc limit @limit
            """;
        var runs = await QueryAsync<StoredRun>(
            sql,
            new
            {
                job,
                until,
                limit = LookedAt * limit,
            },
            cancel
        );
        return [.. runs.Select(r => r.ToRow()).Where(r => r.IsNight).Take(limit).Reverse()];
    }

    /// <summary>The run that asks again what is suspected in a run; null when there is none.</summary>
    public async Task<RunRow?> ConfirmingAsync(string runId, CancellationToken cancel) =>
        (await QueryAsync<StoredRun>($"select {RunColumns} from run where parent_id = @runId and confirming", new { runId }, cancel))
            .SingleOrDefault()
            ?.ToRow();

    /// <summary>
    /// What the attempts at each sample earned, for samples of an evaluation that have a scored one of its own, in no order. Completions of earlier
    /// runs are no new evidence: they are left out. Reads no texts.
    /// </summary>
    public async IAsyncEnumerable<ScoredSample> ScoredSamplesAsync(EvaluationRow evaluation, [EnumeratorCancellation] CancellationToken cancel)
    {
        const string sql = """
            select c.sample_id, count(*) filter (where c.outcome = 'Right') as "right", count(*) as scored,
                   coalesce(sum(c.value) filter (where c.outcome in ('Partial', 'Truncated')), 0.0) as part_credit,
                   coalesce(sum(c.value * c.value) filter (where c.outcome in ('Partial', 'Truncated')), 0.0) as part_squares
            from score c
            join attempt a on a.evaluation_id = c.evaluation_id and a.number = c.number and a.epoch = c.epoch and a.reused_from is null
            where c.evaluation_id = @Id and c.scorer_version = @ScorerVersion and c.outcome in ('Right', 'Partial', 'Wrong', 'Truncated')
            group by c.number, c.sample_id
            """;
        await using var connection = await database.ConnectAsync(cancel);
        await foreach (
            var row in connection.QueryUnbufferedAsync<ScoredSampleRow>(sql, new { evaluation.Id, evaluation.ScorerVersion }).WithCancellation(cancel)
        )
            yield return new ScoredSample(row.SampleId, (int)row.Right, (int)row.Scored, row.PartCredit, row.PartSquares);
    }

    /// <summary>Attempts of an evaluation's own that failed or could not be judged, by sample; samples without any are not in it.</summary>
    public async Task<IReadOnlyList<(string SampleId, int Attempts)>> MissingAsync(EvaluationRow evaluation, CancellationToken cancel) =>
        [
            .. (
                await QueryAsync<(string Id, long Attempts)>(
                    """
                    select a.sample_id, count(*)
                    from attempt a
                    left join score c on c.evaluation_id = a.evaluation_id and c.number = a.number and c.epoch = a.epoch
                        and c.scorer_version = @ScorerVersion
                    where a.evaluation_id = @Id and a.reused_from is null
                        and (a.failure_kind is not null or c.outcome is null or c.outcome = 'Unscored')
                    group by a.sample_id
                    """,
                    new { evaluation.Id, evaluation.ScorerVersion },
                    cancel
                )
            ).Select(m => (m.Id, (int)m.Attempts)),
        ];

    /// <summary>Of a dataset's samples those that hang together with others, and the name of their cluster.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ClustersAsync(string datasetSha256, CancellationToken cancel) =>
        (
            await QueryAsync<(string Id, string Cluster)>(
                "select sample_id, cluster_name from sample where dataset_sha256 = @datasetSha256 and cluster_name is not null",
                new { datasetSha256 },
                cancel
            )
        ).ToDictionary(s => s.Id, s => s.Cluster, StringComparer.Ordinal);

    /// <summary>How many completions of an evaluation an earlier one paid for.</summary>
    public async Task<int> ReusedAsync(string evaluationId, CancellationToken cancel) =>
        (
            await QueryAsync<int>(
                "select cast(count(*) as integer) from attempt where evaluation_id = @evaluationId and reused_from is not null",
                new { evaluationId },
                cancel
            )
        ).Single();

    /// <summary>
    /// Finished evaluations like one, of as many samples, from runs that were created before a time, newest first. Those of runs that give no
    /// verdicts are left out, and those that asked nothing themselves.
    /// </summary>
    public async Task<IReadOnlyList<EvaluationRow>> EarlierAsync(EvaluationRow like, DateTimeOffset before, int limit, CancellationToken cancel)
    {
        const string sql = $"""
            select {EvaluationColumns}
            from evaluation e join run r on r.id = e.run_id
            where e.identity = @Identity and e.samples = @Samples and e.finished_at is not null and r.created_at < @before and not r.confirming
                and exists (select 1 from attempt a where a.evaluation_id = e.id and a.reused_from is null)
            order by r.created_at desc limit @limit
            """;
        var evaluations = new List<EvaluationRow>();
        foreach (
            var earlier in await QueryAsync<StoredEvaluation>(
                sql,
                new
                {
                    like.Identity,
                    like.Samples,
                    before,
                    limit = LookedAt * limit,
                },
                cancel
            )
        )
        {
            var evaluation = earlier.ToRow();
            if (evaluations.Count < limit && await RunAsync(evaluation.RunId, cancel) is { GivesVerdicts: true })
                evaluations.Add(evaluation);
        }

        return evaluations;
    }

    /// <summary>The newest confirmed changes of a job, oldest first, of nights up to a time.</summary>
    public async Task<IReadOnlyList<ConfirmedChange>> ChangesAsync(string job, DateTimeOffset until, int limit, CancellationToken cancel)
    {
        const string sql = """
            select c.run_id, c.benchmark_id, c.model_id, c.identity, c.kind, c.is_down, c.since_run_id, c.run_length, c.fresh_run_id,
                c.difference, c.low, c.high, c.p
            from confirmed_change c join run r on r.id = c.run_id
            where r.job = @job and r.created_at <= @until
            order by r.created_at desc, c.run_id desc, c.benchmark_id, c.model_id limit @limit
            """;
        var stored = await QueryAsync<StoredChange>(
            sql,
            new
            {
                job,
                until,
                limit,
            },
            cancel
        );
        return [.. stored.Select(c => c.ToChange()).Reverse()];
    }

    private sealed class StoredChange
    {
        public required string RunId { get; set; }

        public required string BenchmarkId { get; set; }

        public required string ModelId { get; set; }

        public required string Identity { get; set; }

        public required string Kind { get; set; }

        public bool IsDown { get; set; }

        public required string SinceRunId { get; set; }

        public int RunLength { get; set; }

        public required string FreshRunId { get; set; }

        public double Difference { get; set; }

        public double Low { get; set; }

        public double High { get; set; }

        public double P { get; set; }

        public ConfirmedChange ToChange() =>
            new(RunId, new EvaluationKey(BenchmarkId, ModelId), Identity, Kind, IsDown, SinceRunId, RunLength, FreshRunId)
            {
                Difference = (Difference, Low, High),
                P = P,
            };
    }

    private sealed class ScoredSampleRow
    {
        public required string SampleId { get; set; }

        public long Right { get; set; }

        public long Scored { get; set; }

        public double PartCredit { get; set; }

        public double PartSquares { get; set; }
    }
}
