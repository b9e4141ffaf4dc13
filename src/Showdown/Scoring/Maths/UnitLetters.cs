namespace Showdown.Scoring.Maths;

/// <summary>
/// "5m" and "63.5 g/mol" are products in a formula; beside a plain number the letters can only be a unit, and the k of "1.5k" thousands.
/// </summary>
internal static class UnitLetters
{
    private const int LongestSource = 60;

    /// <summary>The item without the unit behind its value, beside one without any letters; null when what stands there is no unit.</summary>
    public static Item? Without(Item item, Item other)
    {
        if (Tree.HasSymbols(other.Node) || !Tree.HasSymbols(item.Node) || item.Source.Length > LongestSource)
            return null;
        if (
            item.Node is Node.Product { Factors: [.. var value, var last] }
            && value.Length > 0
            && !Array.Exists(value, Tree.HasSymbols)
            && Read(last) is { } unit
        )
        {
            var node = value.Length == 1 ? value[0] : new Node.Product(value);
            return item with { Node = node, Whole = node, Unit = unit };
        }

        return item.Name is null ? FromSource(item) : null;
    }

    /// <summary>1500 for "1.5k" beside a plain number.</summary>
    public static Item? Magnified(Item item, Item other)
    {
        if (
            Tree.HasSymbols(other.Node)
            || other.IsPercent
            || item.Node is not Node.Product { Factors: [Node.Number value, Node.Symbol { Name: "k" or "K" or "M" or "B" } letter] }
        )
            return null;
        var node = new Node.Product([
            new Node.Number(
                letter.Name switch
                {
                    "M" => 1_000_000,
                    "B" => 1_000_000_000,
                    _ => 1000,
                }
            ),
            value,
        ]);
        return item with { Node = node, Whole = node };
    }

    // The shortest value whose rest is a unit: "63.5" of "63.5 g/mol", never the variables of "5xy".
    private static Item? FromSource(Item item)
    {
        var source = item.Source;
        for (var at = 1; at < source.Length; at++)
        {
            if (
                !(char.IsAsciiDigit(source[at - 1]) || source[at - 1] is '}' or ')')
                || char.IsAsciiDigit(source[at])
                || source[at] is '.' or ',' or '}' or '^' or '_' or '{'
            )
                continue;
            if (
                IsSetApart(source.AsSpan(at))
                && Units.Find(source[at..]) is { } unit
                && AnswerReader.Read(source[..at].TrimEnd('\\', ' ', '~')) is { Items: [{ Name: null, Unit: null } only] }
                && only.Node is not Node.Text
                && !Tree.HasSymbols(only.Node)
            )
                return only with { Unit = unit, Source = source };
        }

        return null;
    }

    // A lone letter, or letters that cling to the digits, may be variables: "5A", "5mg".
    private static bool IsSetApart(ReadOnlySpan<char> rest) =>
        rest[0] is ' ' or '~' or '\\' or '\u00A0' ? rest.Trim(" ~\\,;:!$").Length > 1 : rest.Contains('/');

    private static Unit? Read(Node node) =>
        node switch
        {
            Node.Symbol { Name: "m" or "g" or "s" or "h" or "L" or "l" or "C" or "F" or "K" or "J" or "N" or "V" or "W" or "Omega" or "Ω" } letter =>
                Units.Find(letter.Name == "Omega" ? "Ω" : letter.Name) ?? new Unit(letter.Name, "", 1),
            Node.Power { Base: Node.Symbol { Name: "m" }, Exponent: Node.Number { Decimals: 0 } power } => Units.Find($"m^{power.Value}"),
            _ => null,
        };
}
