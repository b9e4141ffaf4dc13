namespace Showdown.Results;

/// <summary>One request of a step at which the load is raised. Times in seconds.</summary>
public sealed record LoadedRequest
{
    public string SampleId { get; init; } = "";

    /// <summary>Names the step.</summary>
    public string? GroupName { get; init; }

    public bool Failed { get; init; }

    /// <summary>When it was due.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>From there until it was sent.</summary>
    public double QueuedSeconds { get; init; }

    /// <summary>From when it was sent.</summary>
    public double? FirstTokenSeconds { get; init; }

    public double DurationSeconds { get; init; }

    /// <summary>Null where nothing came between the first token and the last.</summary>
    public double? OutputTokensPerSecond { get; init; }
}

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

    /// <summary>Failed attempts of an evaluation by the group of their sample; groups without one are left out.</summary>
    public async Task<IReadOnlyDictionary<string, int>> FailedByGroupAsync(string evaluationId, CancellationToken cancel)
    {
        const string sql = """
            select s.group_name as name, cast(count(*) as integer) as failed
            from attempt a
            join evaluation e on e.id = a.evaluation_id
            join sample s on s.dataset_sha256 = e.dataset_sha256 and s.sample_id = a.sample_id
            where a.evaluation_id = @evaluationId and a.failure_kind is not null and s.group_name is not null
            group by s.group_name
            """;
        return (await QueryAsync<(string Name, int Failed)>(sql, new { evaluationId }, cancel)).ToDictionary(
            r => r.Name,
            r => r.Failed,
            StringComparer.Ordinal
        );
    }
}
