using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Results;
using Showdown.Sandboxing;

namespace Showdown.Running;

/// <summary>Makes contexts, and keeps them while shards come.</summary>
public sealed class EvaluationContexts(
    RunReader reader,
    DatasetCache datasets,
    ModelPool models,
    Judges judges,
    CodeSandbox sandbox,
    TimeProvider time
) : IDisposable
{
    private readonly SlidingCache<Task<EvaluationContext>> _contexts = new(time);

    /// <exception cref="SettingsException">The data cannot be had, or is not what the run was pinned to.</exception>
    public async Task<EvaluationContext> GetAsync(string runId, string evaluationId)
    {
        try
        {
            return await _contexts.GetOrAdd(evaluationId, id => Task.Run(() => LoadAsync(runId, id)));
        }
        catch
        {
            _contexts.Forget(evaluationId); // the next one tries again
            throw;
        }
    }

    /// <summary>What became of the requests of each step, where the load is raised.</summary>
    internal Task<IReadOnlyDictionary<string, LoadTally>> LoadTalliesAsync(string evaluationId, LoadPlan plan, CancellationToken cancel) =>
        reader.LoadTalliesAsync(evaluationId, plan, cancel);

    /// <summary>Its last shard is done.</summary>
    public void Forget(string evaluationId) => _contexts.Forget(evaluationId);

    public void Dispose() => _contexts.Dispose();

    private async Task<EvaluationContext> LoadAsync(string runId, string evaluationId)
    {
        var run = await reader.RunAsync(runId, CancellationToken.None) ?? throw new InvalidOperationException($"run {runId} is not stored");
        var row = (await reader.EvaluationsAsync(runId, CancellationToken.None)).Single(e => e.Id == evaluationId);
        var benchmark = run.Settings.Benchmark(row.BenchmarkId);
        var model = run.Settings.Model(row.ModelId);
        var dataset = await PinnedAsync(benchmark, run.Settings.Pins[benchmark.Id]);
        return new EvaluationContext(
            row,
            model,
            () => models.GetAsync(model),
            await BenchmarkPrompts.OpenAsync(benchmark, dataset, CancellationToken.None),
            // Pairs have a stage of their own.
            !benchmark.IsPairwise && JudgedBenchmarks.RuleOf(run.Settings, benchmark) is { } rule
                ? judges.ScorerOf(rule)
                : await ScorerOpening.OpenAsync(benchmark, dataset, sandbox, CancellationToken.None),
            row.Sampling ?? run.Settings.SamplingOf(benchmark.Id, model.Id)
        )
        {
            Load = run.Settings.LoadOf(benchmark.Id),
            Parallel = benchmark.Protocol.Parallel ?? model.Limits.Concurrency,
            Reuse = model.IsReplay ? Reuse.Resume : run.Settings.Job.Reuse,
        };
    }

    // Another machine than the one that planned the run may have to pull the data first; what is here is read only.
    private async Task<PinnedDataset> PinnedAsync(BenchmarkSettings benchmark, BenchmarkPin pin)
    {
        if (datasets.Find(benchmark, pin.DatasetSha256, pin.FewShotSha256) is { } here)
            return here;
        var pulled = await datasets.PullAsync(benchmark, null, CancellationToken.None);
        var (what, has, planned) =
            pulled.Sha256 != pin.DatasetSha256
                ? ("Its hash", pulled.Sha256, pin.DatasetSha256)
                : ("The hash of the worked examples", pulled.FewShotSha256, pin.FewShotSha256);
        return has == planned
            ? pulled
            : throw new SettingsException(
                $"Benchmark '{benchmark.Id}': the data here is not what the run was planned with. {what} is {has}, not {planned}. Bring back that data, or start a new run."
            );
    }
}
