using System.Data.Common;
using Dapper;
using Showdown.Domain;

namespace Showdown.Results;

/// <summary>What is stored about runs, for reports, exports and pages. Streams what can be large.</summary>
public sealed partial class RunReader(Database database)
{
    private const string RunColumns = "id, settings, status, parent_id, created_at, finished_at, reason, report, report_error";
    private const string EvaluationColumns =
        "e.id, e.run_id, e.benchmark_id, e.model_id, e.dataset_sha256, e.samples, e.epochs, e.scorer_kind, e.two_valued, e.scorer_version, e.sampling, e.identity, e.finished_at, e.served_model, e.stopped_reason, e.stops, e.ended_early, e.wish, e.expected";

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<RunRow>> RunsAsync(int limit, CancellationToken cancel)
    {
        var rows = await QueryAsync<StoredRun>($"select {RunColumns} from run order by created_at desc, id desc limit @limit", new { limit }, cancel);
        return rows.Select(r => r.ToRow()).ToList();
    }

    /// <returns>Null when there is no such run.</returns>
    public async Task<RunRow?> RunAsync(string runId, CancellationToken cancel)
    {
        var rows = await QueryAsync<StoredRun>($"select {RunColumns} from run where id = @runId", new { runId }, cancel);
        return rows.SingleOrDefault()?.ToRow();
    }

    /// <summary>In the order of the job: benchmark by benchmark, model by model.</summary>
    public async Task<IReadOnlyList<EvaluationRow>> EvaluationsAsync(string runId, CancellationToken cancel)
    {
        const string sql = $"select {EvaluationColumns} from evaluation e where e.run_id = @runId order by e.number";
        return (await QueryAsync<StoredEvaluation>(sql, new { runId }, cancel)).Select(e => e.ToRow()).ToList();
    }

    public async Task<OutcomeCounts> CountsAsync(string evaluationId, CancellationToken cancel)
    {
        var rows = await QueryAsync<StoredCounts>(
            $"select {StoredCounts.Columns} from attempt_result where evaluation_id = @evaluationId",
            new { evaluationId },
            cancel
        );
        return rows.Single().ToCounts();
    }

    /// <summary>How many attempts an evaluation has, and how many of them failed; quicker than all its outcomes.</summary>
    public async Task<(int Made, int Failed)> MadeAsync(string evaluationId, CancellationToken cancel)
    {
        const string sql = """
            select (select cast(count(*) as integer) from attempt where evaluation_id = @evaluationId) as made,
                   (select cast(count(*) as integer) from attempt where evaluation_id = @evaluationId and failure_kind is not null) as failed
            """;
        return (await QueryAsync<(int, int)>(sql, new { evaluationId }, cancel)).Single();
    }

    /// <summary>Completions of a run that wait to be scored, by evaluation; those without any are left out.</summary>
    public async Task<IReadOnlyDictionary<string, int>> WaitingAsync(string runId, CancellationToken cancel)
    {
        const string sql = """
            select a.evaluation_id as id, cast(count(*) as integer) as attempts
            from evaluation e
            join attempt a on a.evaluation_id = e.id and a.failure_kind is null
            where e.run_id = @runId and not exists (
                select 1 from score c
                where c.evaluation_id = a.evaluation_id and c.number = a.number and c.epoch = a.epoch and c.scorer_version = e.scorer_version)
            group by a.evaluation_id
            """;
        return (await QueryAsync<(string Id, int Attempts)>(sql, new { runId }, cancel)).ToDictionary(
            w => w.Id,
            w => w.Attempts,
            StringComparer.Ordinal
        );
    }

    /// <summary>What a run's attempts, kept or not, and endpoint checks have cost; those of unknown cost count as nothing.</summary>
    public async Task<(decimal Usd, long Tokens)> SpentAsync(string runId, CancellationToken cancel)
    {
        const string sql = """
            select coalesce(sum(a.cost_usd), 0) + coalesce((select sum(cost_usd) from probe where run_id = @runId), 0)
                   + coalesce((select sum(unkept_usd) from evaluation where run_id = @runId), 0)
                   + coalesce((select sum(j.cost_usd) from judgement j join evaluation je on je.id = j.evaluation_id where je.run_id = @runId), 0)
                   + coalesce((select sum(cost_usd) from pair_verdict where run_id = @runId), 0) as usd,
                   cast(coalesce(sum(case when a.reused_from is null then coalesce(a.input_tokens, 0) + coalesce(a.output_tokens, 0)
                   + coalesce(a.discarded_input_tokens, 0) + coalesce(a.discarded_output_tokens, 0) end), 0)
                   + coalesce((select sum(unkept_tokens) from evaluation where run_id = @runId), 0)
                   + coalesce((select sum(coalesce(j.input_tokens, 0) + coalesce(j.output_tokens, 0)) from judgement j
                               join evaluation je on je.id = j.evaluation_id where je.run_id = @runId), 0)
                   + coalesce((select sum(coalesce(input_tokens, 0) + coalesce(output_tokens, 0)) from pair_verdict
                                where run_id = @runId), 0) as bigint) as tokens
            from attempt a join evaluation e on e.id = a.evaluation_id where e.run_id = @runId
            """;
        var spent = (await QueryAsync<StoredSpending>(sql, new { runId }, cancel)).Single();
        return ((decimal)spent.Usd, spent.Tokens);
    }

    /// <summary>Mean tokens and cost of an attempt in earlier evaluations of a model on a benchmark.</summary>
    /// <returns>Null when there is none.</returns>
    public async Task<EarlierUse?> EarlierUseAsync(string benchmarkId, string modelId, CancellationToken cancel)
    {
        const string sql = """
            select cast(count(*) as integer) as attempts, cast(avg(a.input_tokens) as double precision) as input_tokens,
                   cast(avg(a.output_tokens) as double precision) as output_tokens
            from attempt a join evaluation e on e.id = a.evaluation_id
            where e.benchmark_id = @benchmarkId and e.model_id = @modelId and a.output_tokens is not null
            """;
        var use = (await QueryAsync<EarlierUse>(sql, new { benchmarkId, modelId }, cancel)).Single();
        return use.Attempts == 0 ? null : use;
    }

    /// <summary>One tally for each sample of the evaluation that has an attempt, in the dataset's order.</summary>
    public async Task<IReadOnlyList<SampleTally>> TalliesAsync(string evaluationId, CancellationToken cancel)
    {
        const string sql = $"""
            select sample_id, group_name, cluster_name, {StoredCounts.Columns}
            from attempt_result where evaluation_id = @evaluationId
            group by sample_id, group_name, cluster_name, position order by position
            """;
        // Row by row, and each group's name once: of a hundred thousand samples only what is returned is held.
        var (tallies, groups) = (new List<SampleTally>(), new Dictionary<string, string>(StringComparer.Ordinal));
        await using var connection = await database.ConnectAsync(cancel);
        await foreach (var row in connection.QueryUnbufferedAsync<StoredTally>(sql, new { evaluationId }).WithCancellation(cancel))
        {
            if (row.GroupName is { } name)
                row.GroupName = groups.TryGetValue(name, out var known) ? known : groups[name] = name;
            tallies.Add(new SampleTally(row.SampleId, row.GroupName, row.ToCounts()) { Cluster = row.ClusterName });
        }

        return tallies;
    }

    /// <summary>For each part of the scorer's judgements a tally for each sample; empty where a score has no parts.</summary>
    public async Task<IReadOnlyList<PartTallies>> PartsAsync(string evaluationId, CancellationToken cancel)
    {
        const string sql = """
            select p.part, p.sample_id, cast(count(*) filter (where p.is_right) as integer) as "right", cast(count(*) as integer) as scored,
                   cast(coalesce(sum(p.passed), 0) as integer) as passed, cast(coalesce(sum(p.total), 0) as integer) as total
            from score_part p
            join evaluation e on e.id = p.evaluation_id and e.scorer_version = p.scorer_version
            where p.evaluation_id = @evaluationId
            group by p.part, p.number, p.sample_id order by p.part, p.sample_id
            """;
        var rows = await QueryAsync<StoredPart>(sql, new { evaluationId }, cancel);
        return rows.GroupBy(r => r.Part)
            .Select(g => new PartTallies(g.Key, [.. g.Select(r => new PartTally(r.SampleId, r.Right, r.Scored, r.Passed, r.Total))]))
            .ToList();
    }

    /// <summary>The run's endpoint passports, each beside the one before it; those that are made.</summary>
    public Task<IReadOnlyList<PassportComparison>> PassportsAsync(string runId, CancellationToken cancel) =>
        new ProbeStore(database).ReadAsync(runId, cancel);

    /// <inheritdoc cref="HostStore.ContractsAsync"/>
    public Task<IReadOnlyDictionary<string, IReadOnlyList<ContractFinding>>> ContractsAsync(string runId, CancellationToken cancel) =>
        new HostStore(database).ContractsAsync(runId, cancel);

    /// <inheritdoc cref="HostStore.HistoryAsync"/>
    public Task<IReadOnlyList<HostStanding>> HostHistoryAsync(string job, DateTimeOffset until, CancellationToken cancel) =>
        new HostStore(database).HistoryAsync(job, until, cancel);

    /// <inheritdoc cref="HostStore.StandingsAsync"/>
    public Task<IReadOnlyList<HostStanding>> StandingsAsync(IReadOnlyCollection<string> modelIds, DateTimeOffset until, CancellationToken cancel) =>
        new HostStore(database).StandingsAsync(modelIds, until, cancel);

    public Task<EvaluationFigures> FiguresAsync(string evaluationId, CancellationToken cancel) =>
        new FiguresQuery(database).ReadAsync(evaluationId, cancel);

    private async Task<List<T>> QueryAsync<T>(string sql, object parameters, CancellationToken cancel)
    {
        await using DbConnection connection = await database.ConnectAsync(cancel);
        return (await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancel))).AsList();
    }

    private sealed class StoredSpending
    {
        public double Usd { get; set; }

        public long Tokens { get; set; }
    }

    private sealed class StoredRun
    {
        public required string Id { get; set; }

        public required string Settings { get; set; }

        public RunStatus Status { get; set; }

        public string? ParentId { get; set; }

        public DateTimeOffset CreatedAt { get; set; }

        public DateTimeOffset? FinishedAt { get; set; }

        public string? Reason { get; set; }

        public string? Report { get; set; }

        public string? ReportError { get; set; }

        public RunRow ToRow() =>
            new()
            {
                Id = Id,
                Settings = ResultsJson.Read<RunSettings>(Settings),
                Status = Status,
                ParentId = ParentId,
                CreatedAt = CreatedAt,
                FinishedAt = FinishedAt,
                Reason = Reason,
                Report = Report,
                ReportError = ReportError,
            };
    }

    private sealed class StoredEvaluation
    {
        public required string Id { get; set; }

        public required string RunId { get; set; }

        public required string BenchmarkId { get; set; }

        public required string ModelId { get; set; }

        public required string DatasetSha256 { get; set; }

        public int Samples { get; set; }

        public int Epochs { get; set; }

        public ScorerKind ScorerKind { get; set; }

        public bool TwoValued { get; set; }

        public int ScorerVersion { get; set; }

        public string? Sampling { get; set; }

        public required string Identity { get; set; }

        public DateTimeOffset? FinishedAt { get; set; }

        public string? ServedModel { get; set; }

        public string? StoppedReason { get; set; }

        public bool Stops { get; set; }

        public string? EndedEarly { get; set; }

        public string? Wish { get; set; }

        public int? Expected { get; set; }

        public EvaluationRow ToRow() =>
            new()
            {
                Id = Id,
                RunId = RunId,
                BenchmarkId = BenchmarkId,
                ModelId = ModelId,
                DatasetSha256 = DatasetSha256,
                Samples = Samples,
                Epochs = Epochs,
                ScorerKind = ScorerKind,
                IsTwoValued = TwoValued,
                ScorerVersion = ScorerVersion,
                Sampling = Sampling is null ? null : ResultsJson.Read<Sampling>(Sampling),
                Identity = Identity,
                FinishedAt = FinishedAt,
                ServedModel = ServedModel,
                StoppedReason = StoppedReason,
                Stops = Stops,
                // One whose last attempts were in flight at its end did not end early after all.
                EndedEarly = EndedEarly is null || Expected >= Samples * Epochs ? null : Enum.Parse<EarlyEnd>(EndedEarly),
                Wish = Wish is null ? null : Enum.Parse<StopWish>(Wish),
                AtEarlyEnd = Expected,
            };
    }

    private class StoredCounts
    {
        public const string Columns = """
            count(*) filter (where outcome = 'Right') as "right", count(*) filter (where outcome = 'Wrong') as wrong,
            count(*) filter (where outcome = 'Truncated') as truncated, count(*) filter (where outcome = 'Failed') as failed,
            count(*) filter (where outcome = 'Unscored') as unscored, count(*) filter (where outcome = 'Partial') as "partial",
            coalesce(sum(value) filter (where outcome in ('Partial', 'Truncated')), 0.0) as part_credit,
            coalesce(sum(value * value) filter (where outcome in ('Partial', 'Truncated')), 0.0) as part_squares,
            count(*) filter (where not two_valued) as shares
            """;

        public long Right { get; set; }

        public long Wrong { get; set; }

        public long Truncated { get; set; }

        public long Failed { get; set; }

        public long Unscored { get; set; }

        public long Partial { get; set; }

        public double PartCredit { get; set; }

        public double PartSquares { get; set; }

        /// <summary>Attempts of a scorer that gives shares.</summary>
        public long Shares { get; set; }

        public OutcomeCounts ToCounts() =>
            new((int)Right, (int)Wrong, (int)Truncated, (int)Failed, (int)Unscored)
            {
                Partial = (int)Partial,
                PartCredit = PartCredit,
                PartSquares = PartSquares,
                IsShare = Shares > 0,
            };
    }
}
