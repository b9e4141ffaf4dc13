namespace Showdown.Statistics;

/// <summary>The nights of one evaluation identity: same benchmark, dataset, prompt, scorer, sampling and served model. A change of any starts a new history.</summary>
/// <param name="Cell">What is watched, such as "kimi-k2 on gpqa-diamond".</param>
/// <param name="Nights">Oldest first, tonight last. Each night has one tally for each item, all in the same order; an item without a score that night is <c>default</c>.</param>
public sealed record NightHistory(string Cell, IReadOnlyList<IReadOnlyList<ItemTally>> Nights)
{
    /// <summary>Brings nights that know their items by id into one order: items of the first night first, then those that turn up later.</summary>
    public static NightHistory Align(string cell, IReadOnlyList<IReadOnlyDictionary<string, ItemTally>> nights)
    {
        ArgumentNullException.ThrowIfNull(nights);
        var ids = nights.SelectMany(n => n.Keys).Distinct(StringComparer.Ordinal).ToArray();
        return new NightHistory(cell, [.. nights.Select(night => ids.Select(id => night.GetValueOrDefault(id)).ToArray())]);
    }

    /// <summary>The history from a night on: what to watch once a change was confirmed on that night, since the old level is no longer the measure.</summary>
    public NightHistory From(int night) => this with { Nights = [.. Nights.Skip(night)] };

    /// <summary>Several nights taken together, item by item.</summary>
    /// <param name="first">Position of the first night.</param>
    /// <param name="count">How many.</param>
    public IReadOnlyList<ItemTally> Pool(int first, int count)
    {
        var pooled = new ItemTally[Nights.Count == 0 ? 0 : Nights[0].Count];
        foreach (var night in Nights.Skip(first).Take(count))
        {
            if (night.Count != pooled.Length)
                throw new InvalidOperationException($"The nights of '{Cell}' have different numbers of items: {pooled.Length} and {night.Count}.");
            for (var i = 0; i < pooled.Length; i++)
                pooled[i] += night[i].Checked();
        }
        return pooled;
    }
}
