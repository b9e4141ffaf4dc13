using Showdown.Domain;

namespace Showdown.Results;

// Who judged a run's answers, and how far they can be trusted.
public sealed partial class RunReader
{
    /// <summary>By which rule an evaluation's scores that count were given, where somebody had it judged again.</summary>
    /// <returns>Null: by the run's own, or by no model.</returns>
    public async Task<JudgingRule?> JudgingRuleAsync(EvaluationRow evaluation, CancellationToken cancel)
    {
        const string sql = "select rule from judging_rule where evaluation_id = @Id and scorer_version = @ScorerVersion";
        return (await QueryAsync<string>(sql, new { evaluation.Id, evaluation.ScorerVersion }, cancel)).FirstOrDefault() is { } json
            ? ResultsJson.Read<JudgingRule>(json)
            : null;
    }

    /// <summary>What each judge was asked under the scorer version that counts.</summary>
    public async Task<IReadOnlyList<JudgingUse>> JudgingUsesAsync(EvaluationRow evaluation, CancellationToken cancel)
    {
        const string sql = """
            select judge_id as JudgeId, cast(count(*) as bigint) as Verdicts,
              cast(sum(case when value is null then 1 else 0 end) as bigint) as Missing,
                   case when count(*) = count(cost_usd) then sum(cost_usd) end as CostUsd
            from judgement where evaluation_id = @Id and scorer_version = @ScorerVersion group by judge_id order by judge_id
            """;
        return
        [
            .. (await QueryAsync<StoredJudging>(sql, new { evaluation.Id, evaluation.ScorerVersion }, cancel)).Select(r => new JudgingUse(
                r.JudgeId,
                r.Verdicts,
                r.Missing,
                (decimal?)r.CostUsd
            )),
        ];
    }

    /// <summary>The newest passport of a judge's identity.</summary>
    /// <returns>Null when it was never measured.</returns>
    public async Task<JudgePassport?> JudgePassportAsync(string identitySha256, CancellationToken cancel)
    {
        const string sql = "select passport from judge_passport where identity_sha256 = @identitySha256 order by made_at desc limit 1";
        return (await QueryAsync<string>(sql, new { identitySha256 }, cancel)).FirstOrDefault() is { } json
            ? System.Text.Json.JsonSerializer.Deserialize<JudgePassport>(json)
            : null;
    }

    private sealed record StoredJudging
    {
        public required string JudgeId { get; init; }

        public long Verdicts { get; init; }

        public long Missing { get; init; }

        public double? CostUsd { get; init; }
    }
}
