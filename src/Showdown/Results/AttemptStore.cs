using Dapper;
using Showdown.Domain;

namespace Showdown.Results;

/// <summary>What is stored of attempts and their scores; <see cref="AttemptWriter"/> saves them.</summary>
public sealed partial class AttemptStore(Database database)
{
    /// <summary>Counts what a host reported for a request of which there is no attempt: it was stopped before another try, say.</summary>
    public async Task AddUnkeptAsync(string evaluationId, Usage tokens, decimal usd, CancellationToken cancel)
    {
        const string sql = """
            update evaluation set unkept_usd = unkept_usd + @usd, unkept_tokens = unkept_tokens + @count where id = @evaluationId
            """;
        await using var connection = await database.ConnectAsync(cancel);
        await connection.ExecuteAsync(
            new CommandDefinition(
                sql,
                new
                {
                    evaluationId,
                    usd = (double)usd,
                    count = (long)(tokens.InputTokens ?? 0) + (tokens.OutputTokens ?? 0),
                },
                cancellationToken: cancel
            )
        );
    }

    /// <summary>Which attempts at the samples asked with numbers first to last are there, failed ones included.</summary>
    public async Task<HashSet<(int Number, int Epoch)>> DoneAsync(string evaluationId, int first, int last, CancellationToken cancel)
    {
        const string sql = """
            select a.number, a.epoch
            from asked s
            join attempt a on a.evaluation_id = s.evaluation_id and a.number = s.number
            where s.evaluation_id = @evaluationId and s.number between @first and @last
            """;
        await using var connection = await database.ConnectAsync(cancel);
        var rows = await connection.QueryAsync<(int, int)>(
            new CommandDefinition(
                sql,
                new
                {
                    evaluationId,
                    first,
                    last,
                },
                cancellationToken: cancel
            )
        );
        return rows.ToHashSet();
    }

    /// <summary>
    /// Completions that other runs paid for, of the same model and benchmark at the samples asked with numbers first to last, by epoch and request.
    /// </summary>
    /// <remarks>Looks through the newest evaluations alone: what is older is seldom what one wants. What failed is not in it.</remarks>
    public async Task<IReadOnlyDictionary<(string SampleId, int Epoch, string RequestSha256), ReusableCompletion>> ReusableAsync(
        string evaluationId,
        int first,
        int last,
        CancellationToken cancel
    )
    {
        const int Newest = 5;
        const string evaluations = """
            select e.id from evaluation e join run r on r.id = e.run_id
            join evaluation mine on mine.id = @evaluationId and mine.benchmark_id = e.benchmark_id and mine.model_id = e.model_id
              and mine.run_id <> e.run_id
            where r.import_sha256 is null
            order by r.created_at desc limit @Newest
            """;
        const string sql = """
            select a.*
            from asked s
            join asked q on q.evaluation_id = @earlier and q.sample_id = s.sample_id
            join attempt a on a.evaluation_id = q.evaluation_id and a.number = q.number
            where s.evaluation_id = @evaluationId and s.number between @first and @last and a.failure_kind is null and a.request_sha256 is not null
            """;
        await using var connection = await database.ConnectAsync(cancel);
        var found = new Dictionary<(string, int, string), ReusableCompletion>();
        foreach (
            var earlier in await connection.QueryAsync<string>(
                new CommandDefinition(evaluations, new { evaluationId, Newest }, cancellationToken: cancel)
            )
        )
        {
            foreach (
                var row in await connection.QueryAsync<AttemptRow>(
                    new CommandDefinition(
                        sql,
                        new
                        {
                            evaluationId,
                            earlier,
                            first,
                            last,
                        },
                        cancellationToken: cancel
                    )
                )
            )
                found.TryAdd(
                    (row.SampleId, row.Epoch, row.RequestSha256!),
                    new ReusableCompletion(row.ToCompletion(), row.ReusedFrom ?? row.EvaluationId)
                );
        }

        return found;
    }

    /// <summary>Completions of a range of samples that have no score of the version that counts.</summary>
    public async Task<IReadOnlyList<UnscoredAttempt>> WithoutScoreAsync(string evaluationId, int first, int last, CancellationToken cancel)
    {
        const string sql = """
            select a.number, a.sample_id, a.epoch, a.text, a.finish_reason, a.tool_calls, coalesce(j.begun, 0) as begun
            from asked s
            join evaluation e on e.id = s.evaluation_id
            join attempt a on a.evaluation_id = s.evaluation_id and a.number = s.number
            left join score c on c.evaluation_id = a.evaluation_id and c.number = a.number and c.epoch = a.epoch
              and c.scorer_version = e.scorer_version
            left join judging j on j.evaluation_id = a.evaluation_id and j.number = a.number and j.epoch = a.epoch
            where s.evaluation_id = @evaluationId and s.number between @first and @last and a.failure_kind is null and c.outcome is null
            order by s.number, a.epoch
            """;
        await using var connection = await database.ConnectAsync(cancel);
        return (
            await connection.QueryAsync<UnscoredAttempt>(
                new CommandDefinition(
                    sql,
                    new
                    {
                        evaluationId,
                        first,
                        last,
                    },
                    cancellationToken: cancel
                )
            )
        ).AsList();
    }

    /// <summary>Saves scores with their parts. Those of another scorer version stay beside them; of the same version they are replaced.</summary>
    public async Task SaveScoresAsync(IReadOnlyList<(AttemptKey Key, Score Score)> scores, int scorerVersion, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var sql =
            RowTable<ScoreRow>.Insert("score")
            + $" on conflict ({ScoreRow.Key}) do update set outcome = excluded.outcome, answer = excluded.answer, reason = excluded.reason, value = excluded.value, counted_tokens = excluded.counted_tokens";
        await connection.ExecuteAsync(sql, scores.Select(s => ScoreRow.Of(s.Key, s.Score, scorerVersion)), transaction);
        var partSql =
            RowTable<ScorePartRow>.Insert("score_part")
            + $" on conflict ({ScorePartRow.Key}) do update set is_right = excluded.is_right, passed = excluded.passed, total = excluded.total";
        await connection.ExecuteAsync(partSql, scores.SelectMany(s => ScorePartRow.Of(s.Key, s.Score, scorerVersion)), transaction);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>From now on the scores of this version count for the evaluation.</summary>
    public async Task SetScorerVersionAsync(string evaluationId, int scorerVersion, bool isTwoValued, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        await connection.ExecuteAsync(
            "update evaluation set scorer_version = @scorerVersion, two_valued = @isTwoValued where id = @evaluationId",
            new
            {
                evaluationId,
                scorerVersion,
                isTwoValued,
            }
        );
    }
}
