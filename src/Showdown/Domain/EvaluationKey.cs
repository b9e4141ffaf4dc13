namespace Showdown.Domain;

/// <summary>Which evaluation, whatever the run: one model on one benchmark.</summary>
public sealed record EvaluationKey(string BenchmarkId, string ModelId)
{
    /// <summary>The id of the evaluation in a run: RUN/BENCHMARK/MODEL.</summary>
    public string IdIn(string runId) => $"{runId}/{BenchmarkId}/{ModelId}";

    /// <summary>The run and the key that <see cref="IdIn"/> made an id of.</summary>
    /// <exception cref="FormatException">It is no such id.</exception>
    public static (string RunId, EvaluationKey Key) Parse(string evaluationId) =>
        evaluationId.Split('/', 3) is [var run, var benchmark, var model]
            ? (run, new EvaluationKey(benchmark, model))
            : throw new FormatException($"'{evaluationId}' is no evaluation's id: RUN/BENCHMARK/MODEL.");
}
