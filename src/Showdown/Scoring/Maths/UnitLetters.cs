namespace Showdown.Scoring.Maths;

/// <summary>"5m" and "5 m^2" are products in a formula; beside a plain number the letter can only be a unit.</summary>
internal static class UnitLetters
{
    public static (Item Stripped, Item Other)? Without(Item item, Item other)
    {
        if (item.Node is Node.Quotient { Top: Node.Product, Bottom: var by } rate && IsUnit(by is Node.Power { Base: var power, Exponent: Node.Number } ? power : by) && Without(item with { Node = rate.Top }, other) is { } top)
            return top;
        if (item.Node is not Node.Product { Factors: [.. var value, var last] } || value.Length == 0 || Tree.HasSymbols(other.Node) || Array.Exists(value, Tree.HasSymbols) || !IsUnit(last))
            return null;
        return (item with { Node = value.Length == 1 ? value[0] : new Node.Product(value) }, other);
    }

    private static bool IsUnit(Node node) => node is Node.Symbol { Name: "m" or "g" or "s" or "h" or "L" or "l" or "C" or "F" or "K" or "J" or "N" or "V" or "W" or "Omega" or "Ω" }
        || node is Node.Power { Base: Node.Symbol { Name: "m" }, Exponent: Node.Number { Decimals: 0 } };
}
