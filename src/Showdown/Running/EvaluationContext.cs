using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Results;
using Showdown.Sandboxing;
using Showdown.Scoring;

namespace Showdown.Running;

/// <summary>All that an evaluation's attempts need, read once a process from the run's frozen settings.</summary>
/// <param name="Chat">Connects when it is first wanted: who judges has no key.</param>
public sealed record EvaluationContext(
    EvaluationRow Row,
    ModelSettings Model,
    Func<Task<ChatModel>> Chat,
    BenchmarkPrompts Prompts,
    Scorer Scorer,
    Sampling Sampling
)
{
    /// <summary>Names what this evaluation asks.</summary>
    public RequestHash RequestHash { get; } = new(Model);

    /// <summary>Whether the model's host refuses the tools that the benchmark offers.</summary>
    internal ToolRefusals ToolRefusals { get; } = new();

    /// <summary>Which stored completions stand for new ones. What a replayed model says costs nothing and is read anew.</summary>
    public Reuse Reuse { get; init; }

    /// <summary>How the load is raised; null where it is not.</summary>
    public LoadPlan? Load { get; init; }

    /// <summary>Requests of one shard in flight at once.</summary>
    public int Parallel { get; init; } = Model.Limits.Concurrency;

    /// <summary>What is sent for one attempt.</summary>
    internal ModelRequest RequestOf(Due due) =>
        new(Front(due.Question.Messages, FrontOf(due.SampleId, due.Epoch)), SamplingOf(due.SampleId, due.Epoch))
        {
            Tools = due.Question.Shown.Tools,
            Hint = due.Question.Hint,
        };

    internal AttemptKey KeyOf(Due due) => new(Row.Id, due.Number, due.SampleId, due.Epoch);

    /// <returns>Null where scoring is deferred.</returns>
    internal async ValueTask<Score?> ScoreAsync(Due due, Completion completion) =>
        // what is paid for is saved
        Scorer.Kind == ScorerKind.Deferred
            ? null
            : await Scorer.ScoreAsync(due.Question.Answered(completion), CancellationToken.None);

    /// <summary>What is put in front of a prompt where something is measured, so that no cache has seen its like; null elsewhere.</summary>
    public string? FrontOf(string sampleId, int epoch) =>
        Scorer.Kind != ScorerKind.Measurement
            ? null
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Row.Id}\n{sampleId}\n{epoch}")))[..32];

    /// <summary>The sampling of one attempt: where a seed is set, each sample and epoch gets its own, derived from it.</summary>
    public Sampling SamplingOf(string sampleId, int epoch)
    {
        if (Sampling.Seed is not { } seed)
            return Sampling;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{sampleId}\n{epoch}"));
        return Sampling with { Seed = BinaryPrimitives.ReadUInt32BigEndian(hash) };
    }

    private static IReadOnlyList<Message> Front(IReadOnlyList<Message> messages, string? front) =>
        front is null ? messages : [.. messages.Select((m, i) => i == 0 ? m with { Text = $"{front}\n{m.Text}" } : m)];
}

/// <summary>An attempt that is to be made: one sample, one epoch.</summary>
/// <param name="Number">Of table asked.</param>
internal readonly record struct Due(int Number, SampleQuestions Questions, int Epoch)
{
    public string SampleId => Questions.Sample.Id;

    public Question Question => Questions.At(Epoch);
}

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
