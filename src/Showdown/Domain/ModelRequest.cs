namespace Showdown.Domain;

/// <summary>What is asked of a model. The sampling's seed is already the one of this sample and epoch.</summary>
public sealed record ModelRequest(IReadOnlyList<Message> Messages, Sampling Sampling)
{
    /// <summary>Functions on offer; empty: none is mentioned.</summary>
    public IReadOnlyList<Tool> Tools { get; init; } = [];

    /// <summary>What a simulated model needs to play its part; never sent to any other connector.</summary>
    public SimulationHint? Hint { get; init; }

    /// <summary>The JSON that goes out, where it is written already; a connector of another protocol passes it by.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }
}
