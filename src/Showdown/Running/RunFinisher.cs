using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Running;

/// <summary>Ends runs, once, when nothing is left of them.</summary>
public sealed class RunFinisher(RunStore runs, RunReader reader, TimeProvider time)
{
    /// <returns>True when this call finished the evaluation and it was the run's last.</returns>
    public async Task<bool> FinishEvaluationAsync(string runId, string evaluationId, CancellationToken cancel)
    {
        await runs.FinishEvaluationAsync(evaluationId, time.GetUtcNow(), cancel);
        return await runs.AllEvaluationsFinishedAsync(runId, cancel);
    }

    /// <summary>Ends a model's evaluations in a run early; the other models go on.</summary>
    /// <returns>The evaluations that are to be finished now.</returns>
    public Task<IReadOnlyList<string>> StopModelAsync(string runId, string modelId, string reason, CancellationToken cancel) =>
        runs.StopModelAsync(runId, modelId, reason, time.GetUtcNow(), cancel);

    /// <summary>Ends one evaluation before all is asked.</summary>
    /// <returns>The evaluations that are to be finished now.</returns>
    public Task<IReadOnlyList<string>> StopEvaluationAsync(string evaluationId, string reason, CancellationToken cancel) =>
        runs.StopEvaluationAsync(evaluationId, reason, time.GetUtcNow(), cancel);

    /// <summary>Ends those of a model's evaluations in a run early that offer tools, which its host refuses; its others go on.</summary>
    /// <returns>The evaluations that are to be finished now.</returns>
    public async Task<IReadOnlyList<string>> StopToolsAsync(string runId, string modelId, string reason, CancellationToken cancel)
    {
        var settings = (await reader.RunAsync(runId, cancel))?.Settings;
        var ended = new List<string>();
        foreach (var evaluation in (await reader.EvaluationsAsync(runId, cancel)).Where(e => e.ModelId == modelId))
        {
            if (settings?.Benchmark(evaluation.BenchmarkId).OffersTools == true)
                ended.AddRange(await runs.StopEvaluationAsync(evaluation.Id, reason, time.GetUtcNow(), cancel));
        }

        return ended;
    }

    /// <summary>Complete means that every attempt is there and none failed.</summary>
    public async Task FinishRunAsync(string runId, CancellationToken cancel)
    {
        var (missing, failed) = (0, 0);
        var stopped = new List<string>();
        var settings = (await reader.RunAsync(runId, cancel))?.Settings;
        foreach (var evaluation in await reader.EvaluationsAsync(runId, cancel))
        {
            var (made, notAnswered) = await reader.MadeAsync(evaluation.Id, cancel);
            if (settings?.LoadOf(evaluation.BenchmarkId) is { } load && await IsMeasuredAsync(evaluation, load, made, cancel))
                continue;
            missing += evaluation.Expected - made;
            failed += notAnswered;
            if (evaluation.StoppedReason is { } reason && !stopped.Contains(reason))
                stopped.Add(reason);
        }

        var skipped = settings?.Skipped.Keys.ToList() ?? [];
        if (skipped.Count > 0)
            stopped.Add($"left out because the data cannot be had: {string.Join(", ", skipped)}");
        if (missing + failed + skipped.Count == 0)
            await runs.EndAsync(runId, RunStatus.Complete, null, time.GetUtcNow(), cancel);
        else
            await runs.EndAsync(runId, RunStatus.Incomplete, Reason(missing, failed, stopped), time.GetUtcNow(), cancel);
    }

    /// <summary>Where the load is raised, a host that bears no more is what was looked for: no higher rate is asked, and nothing is
    /// missing.</summary>
    private async Task<bool> IsMeasuredAsync(EvaluationRow evaluation, LoadPlan load, int made, CancellationToken cancel) =>
        made == evaluation.Expected || load.WhyOver(await reader.LoadTalliesAsync(evaluation.Id, load, cancel)) is not null;

    /// <summary>Ends a run that may not ask any more: incomplete, with what it has; a resume with more goes on.</summary>
    public Task StopAsync(string runId, string reason, CancellationToken cancel) =>
        runs.EndAsync(runId, RunStatus.Incomplete, reason, time.GetUtcNow(), cancel);

    /// <summary>Ends a run that cannot go on.</summary>
    public Task FailAsync(string runId, string reason, CancellationToken cancel) =>
        runs.EndAsync(runId, RunStatus.Failed, reason, time.GetUtcNow(), cancel);

    /// <summary>Why a run is incomplete, in pieces of a sentence.</summary>
    internal static string Reason(int missing, int failed, IEnumerable<string> others)
    {
        var attempts = string.Join(
            ", ",
            new[]
            {
                failed > 0 ? $"{failed} {(failed == 1 ? "attempt" : "attempts")} failed for good" : null,
                missing > 0 ? $"{missing} missing" : null,
            }.OfType<string>()
        );
        return string.Join("; ", others.Append(attempts).Where(part => part.Length > 0));
    }
}
