namespace Showdown.Results;

/// <content>What many evaluations took, in sums that the database makes.</content>
public sealed partial class RunReader
{
    /// <summary>Means by evaluation id; evaluations without an attempt of their own are left out.</summary>
    public async Task<IReadOnlyDictionary<string, EvaluationUse>> UsesAsync(IReadOnlyCollection<string> evaluationIds, CancellationToken cancel)
    {
        var sql = $"""
            select evaluation_id as "EvaluationId", avg(first_token_seconds) as "FirstTokenSeconds",
                   1.0 * sum(output_tokens) / nullif(sum(duration_seconds - first_token_seconds), 0) as "OutputTokensPerSecond",
                   case when count(cost_usd) = count(*) then sum(cost_usd) end as "CostUsd"
            from attempt
            where evaluation_id {database.IsOneOf("ids")} and failure_kind is null and reused_from is null
            group by evaluation_id
            """;
        return evaluationIds.Count == 0
            ? new Dictionary<string, EvaluationUse>()
            : (await QueryAsync<EvaluationUse>(sql, new { ids = evaluationIds.ToArray() }, cancel)).ToDictionary(
                u => u.EvaluationId,
                StringComparer.Ordinal
            );
    }
}
