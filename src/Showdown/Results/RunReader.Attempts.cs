using System.Runtime.CompilerServices;
using Showdown.Domain;

namespace Showdown.Results;

/// <summary>Attempts with their scores, a page at a time.</summary>
public sealed partial class RunReader
{
    private const int AttemptsAtATime = 400;

    private static readonly ILookup<(string, int, int), PartScore> _noParts = Array.Empty<PartScore>().ToLookup(_ => ("", 0, 0));

    /// <summary>
    /// Every attempt of all models at one benchmark of a run: sample by sample in the dataset's order, then by model in the job's order, then by
    /// epoch.
    /// </summary>
    public IAsyncEnumerable<AttemptView> AttemptsAsync(string runId, string benchmarkId, CancellationToken cancel) =>
        AttemptsAsync(runId, benchmarkId, SampleRange.All, cancel);

    /// <summary>Those at some samples.</summary>
    /// <inheritdoc cref="AttemptsAsync(string, string, CancellationToken)"/>
    public async IAsyncEnumerable<AttemptView> AttemptsAsync(
        string runId,
        string benchmarkId,
        SampleRange samples,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        // Page by sample positions: sorting all attempts with their texts at once would not stay flat.
        var sql = $"""
            select {RowTable<AttemptRow>.SelectList(
                "a"
            )}, s.group_name, s.cluster_name, s.input, s.target, s.choices, s.fields, s.turns, s.tools, s.position, e.model_id, c.outcome, c.value,
              c.answer, c.reason, c.counted_tokens
            from evaluation e
            join sample s on s.dataset_sha256 = e.dataset_sha256 and s.position >= @first and s.position < @last
            join asked q on q.evaluation_id = e.id and q.sample_id = s.sample_id
            join attempt a on a.evaluation_id = q.evaluation_id and a.number = q.number
            left join score c on c.evaluation_id = a.evaluation_id and c.number = a.number and c.epoch = a.epoch
              and c.scorer_version = e.scorer_version
            where e.run_id = @runId and e.benchmark_id = @benchmarkId
            order by s.position, e.number, a.epoch
            """;
        const string extent = """
            select coalesce(max(s.position), -1) as "last",
                   coalesce((select sum(epochs) from evaluation where run_id = @runId and benchmark_id = @benchmarkId), 1) as epochs
            from sample s
            where s.dataset_sha256 in (select dataset_sha256 from evaluation where run_id = @runId and benchmark_id = @benchmarkId)
            """;
        var (end, epochs) = (await QueryAsync<(long, long)>(extent, new { runId, benchmarkId }, cancel)).Single();
        var step = Math.Max(1, AttemptsAtATime / epochs);
        const string withParts = """
            select cast(count(*) as integer) from evaluation e
            where e.run_id = @runId and e.benchmark_id = @benchmarkId and exists (select 1 from score_part p where p.evaluation_id = e.id)
            """;
        var hasParts = (await QueryAsync<int>(withParts, new { runId, benchmarkId }, cancel)).Single() > 0;
        var cold = await ColdStartsAsync(runId, benchmarkId, cancel);
        var over = Math.Min(end, samples.Last) + 1;
        for (long first = samples.First; first < over; first += step)
        {
            var last = Math.Min(first + step, over);
            var page = await QueryAsync<StoredAttempt>(
                sql,
                new
                {
                    runId,
                    benchmarkId,
                    first,
                    last,
                },
                cancel
            );
            var parts = hasParts ? await PartsOfPageAsync(runId, benchmarkId, first, last, cancel) : _noParts;
            foreach (var attempt in page)
                yield return attempt.ToView() with
                {
                    Parts = [.. parts[(attempt.EvaluationId, attempt.Number, attempt.Epoch)]],
                    ColdStart = cold?.Contains((attempt.EvaluationId, attempt.Number, attempt.Epoch)),
                };
        }
    }

    private async Task<ILookup<(string, int, int), PartScore>> PartsOfPageAsync(
        string runId,
        string benchmarkId,
        long first,
        long last,
        CancellationToken cancel
    )
    {
        const string sql = """
            select p.evaluation_id, p.number, p.epoch, p.part, p.is_right, p.passed, p.total
            from evaluation e
            join sample s on s.dataset_sha256 = e.dataset_sha256 and s.position >= @first and s.position < @last
            join asked q on q.evaluation_id = e.id and q.sample_id = s.sample_id
            join score_part p on p.evaluation_id = q.evaluation_id and p.number = q.number and p.scorer_version = e.scorer_version
            where e.run_id = @runId and e.benchmark_id = @benchmarkId
            order by p.part
            """;
        var rows = await QueryAsync<StoredPartOfAttempt>(
            sql,
            new
            {
                runId,
                benchmarkId,
                first,
                last,
            },
            cancel
        );
        return rows.ToLookup(p => (p.EvaluationId, p.Number, p.Epoch), p => new PartScore(p.Part, p.IsRight) { Passed = p.Passed, Total = p.Total });
    }

    private sealed class StoredPartOfAttempt
    {
        public required string EvaluationId { get; set; }

        public int Number { get; set; }

        public int Epoch { get; set; }

        public required string Part { get; set; }

        public bool IsRight { get; set; }

        public int? Passed { get; set; }

        public int? Total { get; set; }
    }

    private sealed class StoredPart
    {
        public required string Part { get; set; }

        public required string SampleId { get; set; }

        public int Right { get; set; }

        public int Scored { get; set; }

        public int Passed { get; set; }

        public int Total { get; set; }
    }

    private sealed class StoredTally : StoredCounts
    {
        public required string SampleId { get; set; }

        public string? GroupName { get; set; }

        public string? ClusterName { get; set; }
    }
}
