namespace Showdown.Scoring.Maths;

/// <summary>Lists that go on: 1, 2, 3, …, n is 1, 2, …, n.</summary>
internal static class Progression
{
    /// <summary>The list with no more than two values before its dots, when those that are left out follow from them by equal steps.</summary>
    public static List<Item> Shortest(List<Item> items)
    {
        var dots = items.FindIndex(i => i.Node is Node.Symbol { Name: "…" });
        if (dots < 3 || items[0].Node is not Node.Number first || items[1].Node is not Node.Number second)
            return items;
        var step = second.Value - first.Value;
        for (var i = 2; i < dots; i++)
        {
            if (items[i].Node is not Node.Number next || items[i - 1].Node is not Node.Number before || next.Value - before.Value != step)
                return items;
        }

        return [.. items[..2], .. items[dots..]];
    }
}
