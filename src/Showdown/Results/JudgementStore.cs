using Dapper;
using Showdown.Domain;

namespace Showdown.Results;

/// <summary>What judge models said of a run's attempts: kept as it comes, so that nothing is paid for twice.</summary>
public sealed class JudgementStore(Database database)
{
    /// <summary>What was said of an attempt under a scorer version.</summary>
    public async Task<IReadOnlyList<JudgementRow>> OfAttemptAsync(AttemptKey attempt, int scorerVersion, CancellationToken cancel)
    {
        const string sql = """
            select judge_id, value, levels, reason, reply, tries, unread, input_tokens, output_tokens, cost_usd, failure
            from judgement where evaluation_id = @EvaluationId and number = @Number and epoch = @Epoch and scorer_version = @scorerVersion
            """;
        await using var connection = await database.ConnectAsync(cancel);
        return
        [
            .. await connection.QueryAsync<JudgementRow>(
                new CommandDefinition(
                    sql,
                    new
                    {
                        attempt.EvaluationId,
                        attempt.Number,
                        attempt.Epoch,
                        scorerVersion,
                    },
                    cancellationToken: cancel
                )
            ),
        ];
    }

    /// <summary>Keeps what a judge said; a verdict that was missing before is replaced, and its cost is added.</summary>
    public async Task SaveAsync(AttemptKey attempt, int scorerVersion, JudgementRow said, DateTimeOffset now, CancellationToken cancel)
    {
        const string sql = """
            insert into judgement (evaluation_id, number, epoch, scorer_version, judge_id, value, levels, reason, reply, tries, unread, input_tokens,
                output_tokens, cost_usd, failure, made_at)
            values (@EvaluationId, @Number, @Epoch, @scorerVersion, @JudgeId, @Value, @Levels, @Reason, @Reply, @Tries, @Unread, @InputTokens,
                @OutputTokens, @CostUsd, @Failure, @now)
            on conflict (evaluation_id, number, epoch, scorer_version, judge_id) do update set value = excluded.value, levels = excluded.levels,
                reason = excluded.reason, reply = excluded.reply, tries = judgement.tries + excluded.tries,
                unread = judgement.unread + excluded.unread,
                input_tokens = coalesce(judgement.input_tokens, 0) + coalesce(excluded.input_tokens, 0),
                output_tokens = coalesce(judgement.output_tokens, 0) + coalesce(excluded.output_tokens, 0),
                cost_usd = judgement.cost_usd + excluded.cost_usd, failure = excluded.failure, made_at = excluded.made_at
            """;
        await using var connection = await database.ConnectAsync(cancel);
        var row = new DynamicParameters(
            said with
            {
                Levels = StoredText.Clean(said.Levels),
                Reason = StoredText.Clean(said.Reason),
                Reply = StoredText.Clean(said.Reply),
                Failure = StoredText.Clean(said.Failure),
            }
        );
        row.AddDynamicParams(
            new
            {
                attempt.EvaluationId,
                attempt.Number,
                attempt.Epoch,
                scorerVersion,
                now,
            }
        );
        await connection.ExecuteAsync(new CommandDefinition(sql, row, cancellationToken: cancel));
    }

    /// <summary>Notes by which rule the scores of a version were given.</summary>
    public async Task SetRuleAsync(string evaluationId, int scorerVersion, JudgingRule rule, CancellationToken cancel)
    {
        const string sql = """
            insert into judging_rule (evaluation_id, scorer_version, rule) values (@evaluationId, @scorerVersion, @rule)
            on conflict (evaluation_id, scorer_version) do update set rule = excluded.rule
            """;
        await using var connection = await database.ConnectAsync(cancel);
        await connection.ExecuteAsync(
            new CommandDefinition(
                sql,
                new
                {
                    evaluationId,
                    scorerVersion,
                    rule = ResultsJson.Write(rule),
                },
                cancellationToken: cancel
            )
        );
    }

    /// <summary>The rules of an evaluation by scorer version, as JSON; the run's own is not among them, unless it was scored again.</summary>
    public async Task<IReadOnlyDictionary<int, string>> RulesAsync(string evaluationId, CancellationToken cancel)
    {
        const string sql = "select scorer_version as Version, rule as Rule from judging_rule where evaluation_id = @evaluationId";
        await using var connection = await database.ConnectAsync(cancel);
        var rows = await connection.QueryAsync<StoredRule>(new CommandDefinition(sql, new { evaluationId }, cancellationToken: cancel));
        return rows.ToDictionary(r => r.Version, r => r.Rule);
    }

    /// <summary>A rule as it is stored: equal texts are equal rules.</summary>
    public static string TextOf(JudgingRule rule) => ResultsJson.Write(rule);

    private sealed record StoredRule
    {
        public int Version { get; init; }

        public required string Rule { get; init; }
    }
}
