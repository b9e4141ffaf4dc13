namespace Showdown.Statistics.Fidelity;

/// <summary>What is compared of a reply.</summary>
/// <param name="First">Only so many first positions: behind them texts have long parted, and agree by chance.</param>
/// <param name="Unit">Positions that make a token: 1 of tokens, about 4 of characters.</param>
/// <remarks>
/// A position counts less the further back it is, as 1 / (1 + position / unit): where all replies stand in the same context a difference shows
/// undiluted, and further back it drowns in what chance has made of each.
/// </remarks>
internal sealed record Positions(int First, double Unit)
{
    public static Positions Characters { get; } = new(80, 4);

    /// <summary>Of each position; they add up to 1.</summary>
    public double[] Weights()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(First, 1);
        var weights = Enumerable.Range(0, First).Select(position => 1 / (1 + (position / Unit))).ToArray();
        var all = weights.Sum();
        return [.. weights.Select(w => w / all)];
    }
}
