using Dapper;
using Showdown.Domain;

namespace Showdown.Results;

/// <summary>Pairs of answers: how judges compared them, and what people say.</summary>
public sealed class PairStore(Database database)
{
    /// <summary>From now on the verdicts of this judging count for a run's pairs at a benchmark.</summary>
    public async Task BeginAsync(string runId, string benchmarkId, string judging, JudgingRule rule, CancellationToken cancel)
    {
        const string sql = """
            insert into pair_judging (run_id, benchmark_id, judging, number, settings)
            select @runId, @benchmarkId, @judging, coalesce(max(number), 0) + 1, @settings
            from pair_judging where run_id = @runId and benchmark_id = @benchmarkId
            on conflict (run_id, benchmark_id, judging) do update set settings = excluded.settings,
                number = case when pair_judging.number = excluded.number - 1 then pair_judging.number else excluded.number end
            """;
        await using var connection = await database.ConnectAsync(cancel);
        await connection.ExecuteAsync(
            new CommandDefinition(
                sql,
                new
                {
                    runId,
                    benchmarkId,
                    judging,
                    settings = ResultsJson.Write(rule),
                },
                cancellationToken: cancel
            )
        );
    }

    /// <summary>The judging that counts; null: the pairs were not judged.</summary>
    public async Task<PairJudging?> JudgingAsync(string runId, string benchmarkId, CancellationToken cancel)
    {
        const string sql = """
            select judging as "Judging", number as "Number", settings as "Settings"
            from pair_judging where run_id = @runId and benchmark_id = @benchmarkId order by number desc limit 1
            """;
        await using var connection = await database.ConnectAsync(cancel);
        return (
            await connection.QueryAsync<(string Judging, int Number, string Settings)>(
                new CommandDefinition(sql, new { runId, benchmarkId }, cancellationToken: cancel)
            )
        )
            .Select(j => new PairJudging(j.Judging, j.Number, ResultsJson.Read<JudgingRule>(j.Settings)))
            .FirstOrDefault();
    }

    /// <summary>Saves a verdict; one of the same judge about the same pair in the same judging is replaced, and what it took stays counted.</summary>
    public async Task SaveAsync(PairVerdictRow row, CancellationToken cancel)
    {
        row.InOrderReason = StoredText.Clean(row.InOrderReason);
        row.InOrderText = StoredText.Clean(row.InOrderText);
        row.InOrderFailure = StoredText.Clean(row.InOrderFailure);
        row.SwappedReason = StoredText.Clean(row.SwappedReason);
        row.SwappedText = StoredText.Clean(row.SwappedText);
        row.SwappedFailure = StoredText.Clean(row.SwappedFailure);
        await using var connection = await database.ConnectAsync(cancel);
        await connection.ExecuteAsync(
            new CommandDefinition(
                RowTable<PairVerdictRow>.Insert("pair_verdict")
                    + $"""
                     on conflict ({PairVerdictRow.Key}) do update set
                        in_order = excluded.in_order, in_order_reason = excluded.in_order_reason, in_order_text = excluded.in_order_text,
                        in_order_failure = excluded.in_order_failure, swapped = excluded.swapped, swapped_reason = excluded.swapped_reason,
                        swapped_text = excluded.swapped_text, swapped_failure = excluded.swapped_failure, tries = pair_verdict.tries + excluded.tries,
                        input_tokens = coalesce(pair_verdict.input_tokens, 0) + coalesce(excluded.input_tokens, 0),
                        output_tokens = coalesce(pair_verdict.output_tokens, 0) + coalesce(excluded.output_tokens, 0),
                        cost_usd = pair_verdict.cost_usd + excluded.cost_usd, judged_at = excluded.judged_at
                    """,
                row,
                cancellationToken: cancel
            )
        );
    }

    /// <summary>All verdicts of a judging, sample by sample in the dataset's order, then by models in the order of the pair; without what the judge
    /// wrote.
    /// </summary>
    public Task<IReadOnlyList<PairVerdictRow>> VerdictsAsync(string runId, string benchmarkId, string judging, CancellationToken cancel) =>
        VerdictsAsync(runId, benchmarkId, judging, SampleRange.All, cancel);

    /// <summary>Those about some samples' answers.</summary>
    /// <inheritdoc cref="VerdictsAsync(string, string, string, CancellationToken)"/>
    public async Task<IReadOnlyList<PairVerdictRow>> VerdictsAsync(
        string runId,
        string benchmarkId,
        string judging,
        SampleRange samples,
        CancellationToken cancel
    )
    {
        var sql = $"""
            select {RowTable<PairVerdictRow>.SelectList("v", without: ["in_order_text", "swapped_text", "in_order_reason", "swapped_reason"])}
            from pair_verdict v
            join evaluation e on e.run_id = v.run_id and e.benchmark_id = v.benchmark_id and e.model_id = v.first_model
            join evaluation f on f.run_id = v.run_id and f.benchmark_id = v.benchmark_id and f.model_id = v.second_model
            join sample s on s.dataset_sha256 = e.dataset_sha256 and s.sample_id = v.sample_id and s.position >= @First and s.position <= @Last
            where v.run_id = @runId and v.benchmark_id = @benchmarkId and v.judging = @judging
            order by s.position, v.epoch, e.number, f.number, v.judge
            """;
        return await QueryAsync<PairVerdictRow>(
            sql,
            new
            {
                runId,
                benchmarkId,
                judging,
                samples.First,
                samples.Last,
            },
            cancel
        );
    }

    public async Task SaveAsync(IReadOnlyCollection<AnswerStyleRow> styles, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await connection.ExecuteAsync(
            new CommandDefinition(RowTable<AnswerStyleRow>.Upsert("answer_style", AnswerStyleRow.Key), styles, transaction, cancellationToken: cancel)
        );
        await transaction.CommitAsync(cancel);
    }

    public Task<IReadOnlyList<AnswerStyle>> StylesAsync(string runId, string benchmarkId, CancellationToken cancel) =>
        QueryAsync<AnswerStyle>(
            """
            select q.sample_id as "SampleId", e.model_id as "ModelId", t.epoch as "Epoch", t.tokens as "Tokens", t.headers as "Headers",
              t.lists as "Lists",
                   t.bold as "Bold"
            from answer_style t join evaluation e on e.id = t.evaluation_id join asked q on q.evaluation_id = t.evaluation_id and q.number = t.number
            where e.run_id = @runId and e.benchmark_id = @benchmarkId
            """,
            new { runId, benchmarkId },
            cancel
        );

    /// <summary>A judging's verdicts about the pairs of one sample, with what the judge wrote.</summary>
    public Task<IReadOnlyList<PairVerdictRow>> VerdictsAsync(
        string runId,
        string benchmarkId,
        string judging,
        string sampleId,
        CancellationToken cancel
    ) =>
        QueryAsync<PairVerdictRow>(
            $"""
            select {RowTable<PairVerdictRow>.SelectList("v")} from pair_verdict v
            where v.run_id = @runId and v.benchmark_id = @benchmarkId and v.sample_id = @sampleId and v.judging = @judging
            """,
            new
            {
                runId,
                benchmarkId,
                sampleId,
                judging,
            },
            cancel
        );

    /// <summary>Saves what a person said; a second word of the same rater about the same pair replaces the first.</summary>
    public async Task SaveAsync(IReadOnlyCollection<PairLabelRow> labels, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await connection.ExecuteAsync(
            new CommandDefinition(RowTable<PairLabelRow>.Upsert("pair_label", PairLabelRow.Key), labels, transaction, cancellationToken: cancel)
        );
        await transaction.CommitAsync(cancel);
    }

    public Task<IReadOnlyList<PairLabelRow>> LabelsAsync(string runId, string benchmarkId, CancellationToken cancel) =>
        QueryAsync<PairLabelRow>(
            $"""
            select {RowTable<PairLabelRow>.SelectList("l")} from pair_label l where l.run_id = @runId and l.benchmark_id = @benchmarkId
            order by l.sample_id, l.epoch, l.first_model, l.second_model, l.rater
            """,
            new { runId, benchmarkId },
            cancel
        );

    /// <summary>Every pair of answers that a run has at a benchmark, whether judged or not; in no order.</summary>
    public async Task<IReadOnlyList<PairKey>> PairsAsync(string runId, string benchmarkId, CancellationToken cancel)
    {
        const string sql = $"""
            select a.sample_id as "SampleId", a.epoch as "Epoch", e.model_id as "FirstModel", f.model_id as "SecondModel" {Both}
            """;
        return [.. (await QueryAsync<StoredPair>(sql, new { runId, benchmarkId }, cancel)).Select(p => p.ToKey())];
    }

    /// <returns>Null where the run has no such pair.</returns>
    public async Task<PairTexts?> TextsAsync(string runId, string benchmarkId, PairKey pair, CancellationToken cancel)
    {
        const string sql = $"""
            select a.text as "First", b.text as "Second", s.* {Both}
              and a.sample_id = @SampleId and a.epoch = @Epoch and e.model_id = @FirstModel and f.model_id = @SecondModel
            """;
        await using var connection = await database.ConnectAsync(cancel);
        var found = await connection.QueryAsync<StoredTexts>(
            new CommandDefinition(
                sql,
                new
                {
                    runId,
                    benchmarkId,
                    pair.SampleId,
                    pair.Epoch,
                    pair.FirstModel,
                    pair.SecondModel,
                },
                cancellationToken: cancel
            )
        );
        return found.Select(t => new PairTexts(pair, t.ToSample(), t.First, t.Second)).FirstOrDefault();
    }

    /// <summary>What each judge of a judging was asked: two verdicts a pair, one for each order.</summary>
    public async Task<IReadOnlyList<JudgingUse>> UsesAsync(string runId, string benchmarkId, string judging, CancellationToken cancel)
    {
        const string sql = """
            select judge as "JudgeId", cast(2 * count(*) as bigint) as "Verdicts",
                   cast(2 * count(*) - count(in_order) - count(swapped) as bigint) as "Missing",
                   case when count(*) = count(cost_usd) then sum(cost_usd) end as "CostUsd"
            from pair_verdict where run_id = @runId and benchmark_id = @benchmarkId and judging = @judging group by judge order by judge
            """;
        return
        [
            .. (
                await QueryAsync<StoredUse>(
                    sql,
                    new
                    {
                        runId,
                        benchmarkId,
                        judging,
                    },
                    cancel
                )
            ).Select(u => new JudgingUse(u.JudgeId, u.Verdicts, u.Missing, (decimal?)u.CostUsd)),
        ];
    }

    /// <summary>What judging a run's pairs has cost so far; null where a judge's price is not known. By benchmark and judge, of all
    /// judgings.</summary>
    public Task<IReadOnlyList<JudgeCost>> CostsAsync(string runId, CancellationToken cancel) =>
        QueryAsync<JudgeCost>(
            """
            select benchmark_id as "BenchmarkId", judge as "Judge", cast(count(*) as integer) as "Pairs", cast(sum(tries) as integer) as "Tries",
                   cast(coalesce(sum(input_tokens), 0) as bigint) as "InputTokens", cast(coalesce(sum(output_tokens), 0) as bigint) as "OutputTokens",
                   case when count(*) = count(cost_usd) then sum(cost_usd) end as "Usd"
            from pair_verdict where run_id = @runId group by benchmark_id, judge order by benchmark_id, judge
            """,
            new { runId },
            cancel
        );

    // Both models have an answer to the sample, in the same epoch.
    private const string Both = """
        from evaluation e
        join evaluation f on f.run_id = e.run_id and f.benchmark_id = e.benchmark_id and e.number < f.number
        join attempt a on a.evaluation_id = e.id and a.failure_kind is null
        join asked q on q.evaluation_id = f.id and q.sample_id = a.sample_id
        join attempt b on b.evaluation_id = f.id and b.number = q.number and b.epoch = a.epoch and b.failure_kind is null
        join sample s on s.dataset_sha256 = e.dataset_sha256 and s.sample_id = a.sample_id
        where e.run_id = @runId and e.benchmark_id = @benchmarkId
        """;

    private async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object parameters, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return (await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancel))).AsList();
    }

    private sealed class StoredPair
    {
        public required string SampleId { get; set; }

        public int Epoch { get; set; }

        public required string FirstModel { get; set; }

        public required string SecondModel { get; set; }

        public PairKey ToKey() => new(SampleId, Epoch, FirstModel, SecondModel);
    }

    private sealed class StoredUse
    {
        public required string JudgeId { get; set; }

        public long Verdicts { get; set; }

        public long Missing { get; set; }

        public double? CostUsd { get; set; }
    }

    private sealed class StoredTexts : SampleRow
    {
        public required string First { get; set; }

        public required string Second { get; set; }
    }
}
