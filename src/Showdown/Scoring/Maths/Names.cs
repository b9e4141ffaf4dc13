namespace Showdown.Scoring.Maths;

/// <summary>When names alone make two values different: the mean is not the median, triangle ABC's order of letters is not CBA.</summary>
internal static class Names
{
    private static readonly string[] _idle =
    [
        "answer",
        "final",
        "value",
        "result",
        "total",
        "number",
        "of",
        "is",
        "so",
        "solution",
        "we",
        "get",
        "have",
        "there",
        "are",
        "ways",
        "in",
        "all",
        "at",
        "that",
        "this",
        "therefore",
        "thus",
        "hence",
    ];

    /// <summary>
    /// Why two values with names in words can't be the same; null when the names may go together ("area" and "area of the square").
    /// </summary>
    public static string? Conflict(Item a, Item b)
    {
        if (a.Name is not { } x || b.Name is not { } y || a.Whole is Node.Relation || b.Whole is Node.Relation || x == y)
            return null;
        var (left, right) = (Telling(x), Telling(y));
        return left.Count == 0 || right.Count == 0 || left.IsSubsetOf(right) || right.IsSubsetOf(left) ? null : $"'{x}' is not '{y}'";
    }

    private static HashSet<string> Telling(string name) => [.. name.Split(' ').Where(w => w.Length > 1 && Array.IndexOf(_idle, w) < 0)];

    /// <summary>BCA and CBA: a row of points or places, where the order is what was asked.</summary>
    public static bool InAnotherOrder(Node a, Node b)
    {
        if (
            a is not Node.Product x
            || b is not Node.Product y
            || x.Factors.Length != y.Factors.Length
            || !Array.TrueForAll(x.Factors, IsCapital)
            || !Array.TrueForAll(y.Factors, IsCapital)
        )
            return false;
        var (first, second) = (Array.ConvertAll(x.Factors, Tree.Show), Array.ConvertAll(y.Factors, Tree.Show));
        return !first.SequenceEqual(second) && first.Order(StringComparer.Ordinal).SequenceEqual(second.Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// Angle ABC is angle CBA, a segment has no direction, and a triangle's corners no order, where the answers say that they are such.
    /// </summary>
    public static bool AreOneFigure(Item a, Item b)
    {
        if (!InAnotherOrder(a.Node, b.Node))
            return false;
        if (Both(a, b, "\\triangle") || Both(a, b, "△"))
            return true;
        return (Both(a, b, "\\angle") || Both(a, b, "∠") || Both(a, b, "\\overline"))
            && Tree.Children(a.Node).Reverse().SequenceEqual(Tree.Children(b.Node));
    }

    private static bool Both(Item a, Item b, string mark) =>
        a.Source.Contains(mark, StringComparison.Ordinal) && b.Source.Contains(mark, StringComparison.Ordinal);

    private static bool IsCapital(Node node) => node is Node.Symbol { Name: [>= 'A' and <= 'Z'] };
}
