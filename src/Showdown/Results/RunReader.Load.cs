using Showdown.Domain;

namespace Showdown.Results;

/// <content>Where the load is raised.</content>
public sealed partial class RunReader
{
    /// <summary>In no order.</summary>
    public async Task<IReadOnlyList<LoadedRequest>> LoadAsync(string evaluationId, CancellationToken cancel) =>
        await QueryAsync<LoadedRequest>(
            """
            select sample_id as "SampleId", group_name as "GroupName", outcome = 'Failed' as "Failed", started_at as "StartedAt",
                   queued_seconds as "QueuedSeconds", first_token_seconds as "FirstTokenSeconds", duration_seconds as "DurationSeconds",
                   output_tokens_per_second as "OutputTokensPerSecond"
            from attempt_result where evaluation_id = @evaluationId
            """,
            new { evaluationId },
            cancel
        );

    /// <summary>What became of the requests by step; those without an attempt are left out.</summary>
    public async Task<IReadOnlyDictionary<string, LoadTally>> LoadTalliesAsync(string evaluationId, LoadPlan plan, CancellationToken cancel) =>
        (await LoadAsync(evaluationId, cancel))
            .Where(r => r.GroupName is not null)
            .GroupBy(r => r.GroupName!)
            .ToDictionary(
                step => step.Key,
                step => new LoadTally(step.Count(), step.Count(r => r.Failed), step.Count(r => r.Keeps(plan))),
                StringComparer.Ordinal
            );
}
