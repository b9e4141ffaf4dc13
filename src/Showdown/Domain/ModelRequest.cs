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

/// <summary>A simulated model cannot think: it is told what a right and a wrong reply look like, and its declared skill decides.</summary>
/// <param name="Right">The end of a right reply, such as "The answer is B." or "\boxed{70}".</param>
/// <param name="Wrong">The end of a wrong reply.</param>
public sealed record SimulationHint(string BenchmarkId, string SampleId, int Epoch, string Right, string Wrong)
{
    /// <summary>True when right and wrong are whole replies, and nothing may be said before them.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Set where a pair is to be judged: then the declared faults of the judge decide, not its skill.</summary>
    public SimulatedPair? Pair { get; init; }
}

/// <summary>What a simulated judge is told of a pair.</summary>
/// <param name="BetterIsFirst">Whether the better answer is shown first.</param>
/// <param name="BetterIsLonger">Null where both are of one length.</param>
public sealed record SimulatedPair(bool BetterIsFirst, bool? BetterIsLonger)
{
    /// <summary>True where nobody could take the worse answer for the better one.</summary>
    public bool IsPlain { get; init; }
}
