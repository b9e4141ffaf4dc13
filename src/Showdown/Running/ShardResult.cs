using Showdown.Results;

namespace Showdown.Running;

/// <summary>What came of a shard.</summary>
public abstract record ShardResult
{
    private ShardResult() { }

    /// <param name="ShardsLeft">Shards that its evaluation still has.</param>
    public sealed record Finished(ShardRow Shard, int ShardsLeft) : ShardResult
    {
        /// <summary>Whether its evaluation, and those that go abreast with it, may now have a verdict.</summary>
        public bool MayDecide { get; init; }
    }

    /// <summary>Every completion is there; scoring them is deferred.</summary>
    public sealed record Asked(ShardRow Shard) : ShardResult
    {
        /// <summary>True where models judge: then whoever asks models does it, and no sandbox is needed.</summary>
        public bool ByModels { get; init; }
    }

    /// <summary>The host refuses everything, or was down for longer than our patience: the model is asked no more in this run.</summary>
    public sealed record ModelStopped(ShardRow Shard, string Reason) : ShardResult;

    /// <summary>The host refuses tools: the model is asked nothing more in this run that offers some.</summary>
    public sealed record ToolsRefused(ShardRow Shard, string Reason) : ShardResult;

    /// <summary>The host bears no higher rate: what was to be found out is known.</summary>
    public sealed record LoadEnded(ShardRow Shard, string Reason) : ShardResult;

    /// <summary>Nothing more may be asked in this run.</summary>
    public sealed record BudgetSpent(ShardRow Shard, string Reason) : ShardResult;

    /// <summary>It was done before, or another worker holds it.</summary>
    public sealed record NotOurs : ShardResult;
}
