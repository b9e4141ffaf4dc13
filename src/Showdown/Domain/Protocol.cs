namespace Showdown.Domain;

public sealed record Protocol
{
    /// <summary>Attempts at each sample, from 1.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>Requests in flight at once, where the measurement wants a number of its own; null: as many as the model's limits allow.</summary>
    public int? Parallel { get; init; }

    public Sampling Sampling { get; init; } = new();
}
