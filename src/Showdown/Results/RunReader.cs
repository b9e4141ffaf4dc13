namespace Showdown.Results;

/// <summary>What is stored about runs, for reports, exports and pages. Streams what can be large.</summary>
public sealed class RunReader
{
    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<RunRow>> RunsAsync(int limit, CancellationToken cancel) => throw new NotSupportedException($"{limit} {cancel}");

    /// <returns>Null when there is no such run.</returns>
    public Task<RunRow?> RunAsync(string runId, CancellationToken cancel) => throw new NotSupportedException($"{runId} {cancel}");

    /// <summary>In the order of the job: benchmark by benchmark, model by model.</summary>
    public Task<IReadOnlyList<EvaluationRow>> EvaluationsAsync(string runId, CancellationToken cancel) => throw new NotSupportedException($"{runId} {cancel}");

    public Task<OutcomeCounts> CountsAsync(string evaluationId, CancellationToken cancel) => throw new NotSupportedException($"{evaluationId} {cancel}");

    /// <summary>One tally for each sample of the evaluation that has an attempt, in the dataset's order.</summary>
    public Task<IReadOnlyList<SampleTally>> TalliesAsync(string evaluationId, CancellationToken cancel) => throw new NotSupportedException($"{evaluationId} {cancel}");

    public Task<EvaluationFigures> FiguresAsync(string evaluationId, CancellationToken cancel) => throw new NotSupportedException($"{evaluationId} {cancel}");

    /// <summary>Every attempt of all models at one benchmark of a run: sample by sample in the dataset's order, then by model in the job's order, then by epoch.</summary>
    public IAsyncEnumerable<AttemptView> AttemptsAsync(string runId, string benchmarkId, CancellationToken cancel) => throw new NotSupportedException($"{runId} {benchmarkId} {cancel}");
}
