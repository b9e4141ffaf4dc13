namespace Showdown.Statistics.Fidelity;

/// <summary>What is compared of a reply.</summary>
/// <param name="First">Only so many first places: behind them texts have long parted, and agree by chance.</param>
/// <param name="Unit">Places that make a token: 1 of tokens, about 4 of characters.</param>
/// <remarks>
/// A place counts less the further back it is, as 1 / (1 + place / unit): where all replies stand in the same context a difference shows undiluted,
/// and further back it drowns in what chance has made of each.
/// </remarks>
internal sealed record Places(int First, double Unit)
{
    public static Places Characters { get; } = new(80, 4);

    /// <summary>Of each place; they add up to 1.</summary>
    public double[] Weights()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(First, 1);
        var weights = Enumerable.Range(0, First).Select(place => 1 / (1 + (place / Unit))).ToArray();
        var all = weights.Sum();
        return [.. weights.Select(w => w / all)];
    }
}
