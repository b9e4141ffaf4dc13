using System.Text.Json;
using Dapper;
using Showdown.Domain;

namespace Showdown.Results;

/// <summary>Verdicts about labelled pairs, and the passports made of them.</summary>
public sealed class JudgeStore(Database database)
{
    /// <summary>All verdicts of a judge's identity about labelled pairs.</summary>
    public async Task<IReadOnlyList<JudgeVerdictRow>> VerdictsAsync(string identitySha256, CancellationToken cancel)
    {
        const string sql = """
            select pair_sha256, kind, swapped, level, reason, reply, tries, unread, input_tokens, output_tokens, cost_usd, failure
            from judge_verdict where identity_sha256 = @identitySha256
            """;
        await using var connection = await database.ConnectAsync(cancel);
        return [.. await connection.QueryAsync<JudgeVerdictRow>(new CommandDefinition(sql, new { identitySha256 }, cancellationToken: cancel))];
    }

    /// <summary>Keeps a verdict; one about the same pair, kind and order is replaced.</summary>
    public async Task SaveAsync(string identitySha256, JudgeVerdictRow verdict, DateTimeOffset now, CancellationToken cancel)
    {
        const string sql = """
            insert into judge_verdict (identity_sha256, pair_sha256, kind, swapped, level, reason, reply, tries, unread, input_tokens, output_tokens,
                cost_usd, failure, made_at)
            values (@identitySha256, @PairSha256, @Kind, @Swapped, @Level, @Reason, @Reply, @Tries, @Unread, @InputTokens, @OutputTokens, @CostUsd,
                @Failure, @now)
            on conflict (identity_sha256, pair_sha256, kind, swapped) do update set level = excluded.level, reason = excluded.reason,
                reply = excluded.reply, tries = excluded.tries, unread = excluded.unread, input_tokens = excluded.input_tokens,
                output_tokens = excluded.output_tokens, cost_usd = excluded.cost_usd, failure = excluded.failure, made_at = excluded.made_at
            """;
        await using var connection = await database.ConnectAsync(cancel);
        var row = new DynamicParameters(
            verdict with
            {
                Reason = StoredText.Clean(verdict.Reason),
                Reply = StoredText.Clean(verdict.Reply),
                Failure = StoredText.Clean(verdict.Failure),
            }
        );
        row.AddDynamicParams(new { identitySha256, now });
        await connection.ExecuteAsync(new CommandDefinition(sql, row, cancellationToken: cancel));
    }

    /// <summary>Forgets what a judge said, so that it is asked anew.</summary>
    public async Task ForgetAsync(string identitySha256, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        await connection.ExecuteAsync(
            new CommandDefinition(
                "delete from judge_verdict where identity_sha256 = @identitySha256",
                new { identitySha256 },
                cancellationToken: cancel
            )
        );
    }

    public async Task SaveAsync(JudgePassport passport, CancellationToken cancel)
    {
        const string sql = """
            insert into judge_passport (identity_sha256, made_at, judge_id, model, rubric_sha256, version, labels, labels_sha256, is_simulated, pairs,
                accuracy, accuracy_low, accuracy_high, held, position_lean, length_lean, cost_usd, passport)
            values (@IdentitySha256, @MadeAt, @JudgeId, @Model, @RubricSha256, @Version, @Labels, @LabelsSha256, @IsSimulated, @Pairs,
                @Accuracy, @Low, @High, @Held, @PositionLean, @LengthLean, @Cost, @Json)
            """;
        await using var connection = await database.ConnectAsync(cancel);
        await connection.ExecuteAsync(
            new CommandDefinition(
                sql,
                new
                {
                    passport.IdentitySha256,
                    passport.MadeAt,
                    passport.JudgeId,
                    passport.Model,
                    passport.RubricSha256,
                    passport.Version,
                    passport.Labels,
                    passport.LabelsSha256,
                    passport.IsSimulated,
                    passport.Pairs,
                    Accuracy = passport.Accuracy?.Value,
                    passport.Accuracy?.Low,
                    passport.Accuracy?.High,
                    Held = passport.Held?.Value,
                    PositionLean = passport.PositionLean?.Value,
                    LengthLean = passport.LengthLean?.Value,
                    Cost = (double?)passport.CostUsd,
                    Json = JsonSerializer.Serialize(passport),
                },
                cancellationToken: cancel
            )
        );
    }

    /// <summary>The passports of a judge's identity, the newest first.</summary>
    public async Task<IReadOnlyList<JudgePassport>> PassportsAsync(string identitySha256, CancellationToken cancel)
    {
        const string sql = "select passport from judge_passport where identity_sha256 = @identitySha256 order by made_at desc";
        await using var connection = await database.ConnectAsync(cancel);
        var rows = await connection.QueryAsync<string>(new CommandDefinition(sql, new { identitySha256 }, cancellationToken: cancel));
        return [.. rows.Select(json => JsonSerializer.Deserialize<JudgePassport>(json)!)];
    }
}
