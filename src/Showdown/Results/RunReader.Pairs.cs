namespace Showdown.Results;

// Answers that were compared.
public sealed partial class RunReader
{
    /// <summary>The pairs of the same database.</summary>
    public PairStore Pairs => new(database);

    /// <inheritdoc cref="Pairs"/>
    public PairShardStore PairShards => new(database);
}
