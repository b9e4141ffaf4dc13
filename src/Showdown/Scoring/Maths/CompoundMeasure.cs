namespace Showdown.Scoring.Maths;

/// <summary>Measures in several units, each smaller than the one before: "2 hours 30 minutes", 5'6", 75°30', "3 dollars and 25 cents".</summary>
internal static class CompoundMeasure
{
    private readonly record struct Part(Node Value, Unit Unit);

    /// <summary>The sum in the first unit; null when the tokens are no such measure.</summary>
    public static Item? Read(List<LatexToken> tokens, int from, int to, string source)
    {
        if (to - from < 3 || tokens[from].Kind is not (TokenKind.Number or TokenKind.Fraction))
            return null;
        var parts = new List<Part>();
        for (var at = from; at < to; )
        {
            if (parts.Count > 0 && tokens[at].Kind is TokenKind.And or TokenKind.Comma)
                at++;
            if (ReadPart(tokens, ref at, to, source, parts.Count > 0 ? parts[^1].Unit : null) is not { } part)
                return null;
            if (parts.Count > 0 && (part.Unit.Dimension != parts[^1].Unit.Dimension || part.Unit.Scale >= parts[^1].Unit.Scale))
                return null;
            parts.Add(part);
        }

        if (parts.Count < 2)
            return null;
        var first = parts[0].Unit;
        var total = In(parts, first);
        return new Item(total, total, source)
        {
            Unit = first.Dimension == "arc" ? null : first,
            IsDegrees = first.Dimension == "arc",
            Otherwise = In(parts, parts[^1].Unit),
        };
    }

    private static Node.Sum In(List<Part> parts, Unit unit) =>
        new([.. parts.Select(p => (Node)new Node.Product([new Node.Number(p.Unit.Scale / unit.Scale), p.Value]))]);

    private static Part? ReadPart(List<LatexToken> tokens, ref int at, int to, string source, Unit? before)
    {
        var start = at;
        while (
            at < to && tokens[at].Kind is TokenKind.Number or TokenKind.Fraction or TokenKind.OpenBrace or TokenKind.CloseBrace or TokenKind.Divide
        )
            at++;
        if (at == start || LatexParser.Parse(tokens, start, at) is not { } value)
            return null;
        if (ReadUnit(tokens, ref at, to, source, before) is not { Dimension.Length: > 0 } unit)
            return null;
        return new Part(value, unit);
    }

    private static Unit? ReadUnit(List<LatexToken> tokens, ref int at, int to, string source, Unit? before)
    {
        if (at < to && tokens[at].Kind == TokenKind.Degree)
        {
            at++;
            return new Unit("degrees", "arc", 3600);
        }

        var start = at;
        while (at < to && tokens[at].Kind == TokenKind.Prime)
            at++;
        if (at > start || at >= to)
        {
            // 5'6": the double quote is no token
            var small = at - start != 1;
            if (before is { Dimension: "arc" })
                return at == start ? null : new Unit(small ? "seconds of arc" : "minutes of arc", "arc", small ? 1 : 60);
            return at == start && before is not { Words: "feet" } ? null : Units.Read(small ? "inches" : "feet");
        }

        while (at < to && tokens[at].Kind is TokenKind.Word || at < to && tokens[at].Kind is TokenKind.Symbol && at == start)
            at++;
        if (at == start)
            return null;
        var end = at < tokens.Count ? tokens[at].Start : source.Length;
        return Units.Read(source[tokens[start].Start..Math.Max(tokens[start].Start, end)]);
    }
}
