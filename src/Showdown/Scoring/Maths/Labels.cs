namespace Showdown.Scoring.Maths;

/// <summary>What tells the values of a list apart: their names ("x = 3, y = 4") or what they count ("3 apples, 4 pears").</summary>
internal static class Labels
{
    /// <summary>The label of every item, all different; null when the items have none, or not all, or share one.</summary>
    public static string[]? Of(IReadOnlyList<Item> items)
    {
        if (items.Count < 2)
            return null;
        var labels = new string[items.Count];
        for (var i = 0; i < items.Count; i++)
        {
            if ((items[i].Name ?? Counted(items[i])) is not { Length: > 0 } label || Array.IndexOf(labels, label, 0, i) >= 0)
                return null;
            labels[i] = label;
        }

        return labels;
    }

    public static bool AreMissing(IReadOnlyList<Item> items) =>
        items.All(i => i.Name is null && i.Unit is null && i.Node is not (Node.Relation or Node.Text));

    /// <summary>"m = 2, n = 9; m = 4, n = 9" are the pairs (2, 9) and (4, 9): the same two names or more come round again.</summary>
    public static IReadOnlyList<Item> AsTuples(List<Item> items)
    {
        if (items.Count < 4 || items.Exists(i => i.Name is null || i.Whole is not Node.Relation || i.IsFunction))
            return items;
        var period = items.FindIndex(1, i => i.Name == items[0].Name);
        if (period < 2 || items.Count % period != 0)
            return items;
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Name != items[i % period].Name)
                return items;
        }

        var tuples = new List<Item>();
        for (var start = 0; start < items.Count; start += period)
        {
            var parts = items.GetRange(start, period);
            var tuple = new Node.Group('(', ')', [.. parts.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => p.Node)]);
            tuples.Add(new Item(tuple, tuple, string.Join(", ", parts.Select(p => p.Source))));
        }

        return tuples;
    }

    private static string? Counted(Item item) => item.Unit?.Words is { Length: > 2 } words ? words.TrimEnd('s') : item.Unit?.Words;
}
