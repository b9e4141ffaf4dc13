using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Results;
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
        new(Front(due.Prompt.Messages, FrontOf(due.SampleId, due.Epoch)), SamplingOf(due.SampleId, due.Epoch))
        {
            Tools = due.Prompt.Shown.Tools,
            Hint = due.Prompt.Hint,
        };

    internal AttemptKey KeyOf(Due due) => new(Row.Id, due.Number, due.SampleId, due.Epoch);

    /// <returns>Null where scoring is deferred.</returns>
    internal async ValueTask<Score?> ScoreAsync(Due due, Completion completion) =>
        // what is paid for is saved
        Scorer.Kind == ScorerKind.Deferred
            ? null
            : await Scorer.ScoreAsync(due.Prompt.Answered(completion), CancellationToken.None);

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
internal readonly record struct Due(int Number, SamplePrompts Prompts, int Epoch)
{
    public string SampleId => Prompts.Sample.Id;

    public Prompt Prompt => Prompts.At(Epoch);
}
