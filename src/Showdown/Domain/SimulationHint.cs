namespace Showdown.Domain;

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
