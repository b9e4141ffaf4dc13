namespace Showdown.Statistics;

/// <summary>What one model did with one item: how many of its scored attempts were right.</summary>
/// <param name="Right">From 0 to <paramref name="Scored"/>.</param>
/// <param name="Scored">Attempts that have a score (right, wrong, truncated), from 0. Failed and unscored attempts are not in it.</param>
public readonly record struct ItemTally(int Right, int Scored)
{
    /// <summary>Share of right attempts, 0 to 1; NaN when nothing was scored.</summary>
    public double Mean => (double)Right / Scored;

    public bool IsScored => Scored > 0;

    /// <summary>Right and wrong attempts of the same item taken together, as for several nights.</summary>
    public static ItemTally operator +(ItemTally left, ItemTally right) => new(left.Right + right.Right, left.Scored + right.Scored);

    /// <inheritdoc cref="op_Addition"/>
    public static ItemTally Add(ItemTally left, ItemTally right) => left + right;

    /// <exception cref="ArgumentOutOfRangeException">The counts contradict each other.</exception>
    internal ItemTally Checked()
    {
        if (Right < 0 || Right > Scored)
            throw new ArgumentOutOfRangeException(nameof(Right), $"An item cannot have {Right} right of {Scored} scored attempts.");
        return this;
    }
}

/// <summary>The same item as two models met it. An item that one of them has no score for stands as <c>default</c> on that side: it is dropped from the comparison and counted.</summary>
public readonly record struct ItemPair(ItemTally A, ItemTally B)
{
    public bool IsComplete => A.IsScored && B.IsScored;

    /// <summary>A's share of right attempts less B's, -1 to 1.</summary>
    public double Difference => A.Mean - B.Mean;
}
