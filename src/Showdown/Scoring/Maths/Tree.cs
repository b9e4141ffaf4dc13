namespace Showdown.Scoring.Maths;

/// <summary>Walks over expression trees.</summary>
internal static class Tree
{
    public static Node[] Children(Node node) =>
        node switch
        {
            Node.Sum sum => sum.Terms,
            Node.Product product => product.Factors,
            Node.Quotient quotient => [quotient.Top, quotient.Bottom],
            Node.Negative negative => [negative.Inner],
            Node.Power power => [power.Base, power.Exponent],
            Node.Function function => function.Arguments,
            Node.PlusMinus { Left: { } left } pm => [left, pm.Right],
            Node.PlusMinus pm => [pm.Right],
            Node.Group group => group.Items,
            Node.Matrix matrix => [.. matrix.Rows.SelectMany(r => r)],
            Node.SetOperation operation => [operation.Left, operation.Right],
            Node.Relation relation => relation.Sides,
            Node.Percent percent => [percent.Inner],
            Node.Degrees degrees => [degrees.Inner],
            Node.Ratio ratio => ratio.Parts,
            Node.Series series => [series.From, series.To, series.Body],
            _ => [],
        };

    /// <summary>Gathers the names of the variables.</summary>
    /// <returns>True when there is a log without a base.</returns>
    public static bool Collect(Node node, ISet<string> names)
    {
        if (node is Node.Symbol symbol)
            names.Add(symbol.Name);
        if (node is Node.Series series)
        {
            var inside = new HashSet<string>(StringComparer.Ordinal);
            var logInside = Collect(series.Body, inside);
            inside.Remove(series.Variable);
            names.UnionWith(inside);
            return Collect(series.From, names) | Collect(series.To, names) | logInside;
        }

        var log = node is Node.Function { Name: "log", Arguments.Length: 1 };
        foreach (var child in Children(node))
            log |= Collect(child, names);
        return log;
    }

    public static bool HasImaginary(Node node) =>
        node is Node.Constant { Value: MathConstant.I } or Node.Function { Name: "cis" } || Array.Exists(Children(node), HasImaginary);

    public static bool HasSymbols(Node node) =>
        node switch
        {
            Node.Symbol => true,
            Node.Series series => HasSymbols(series.From)
                || HasSymbols(series.To)
                || Any(series.Body, n => n is Node.Symbol s && s.Name != series.Variable),
            _ => Array.Exists(Children(node), HasSymbols),
        };

    /// <summary>The expression written out: the same for two nodes only when they are the same expression.</summary>
    public static string Show(Node node) =>
        node switch
        {
            Node.Symbol symbol => symbol.Name,
            Node.Constant constant => constant.Value switch
            {
                MathConstant.I => "i",
                MathConstant.E => "e",
                var other => other.ToString(),
            },
            Node.Number number => number.Value.ToString(),
            Node.Based based => $"{based.Digits}_{based.Radix}",
            Node.Text text => text.Words,
            Node.Sum sum => $"({string.Join("+", sum.Terms.Select(Show))})",
            Node.Product product => string.Concat(product.Factors.Select(Show)),
            Node.Quotient quotient => $"{Show(quotient.Top)}/({Show(quotient.Bottom)})",
            Node.Negative negative => "-" + Show(negative.Inner),
            Node.Power power => $"{Show(power.Base)}^({Show(power.Exponent)})",
            Node.Function function => $"{function.Name}({string.Join(",", function.Arguments.Select(Show))})",
            Node.Group group => $"{group.Open}{string.Join(",", group.Items.Select(Show))}{group.Close}",
            Node.SetOperation operation => $"{Show(operation.Left)}{operation.Operator}{Show(operation.Right)}",
            Node.Relation relation => string.Concat(relation.Sides.Select((side, i) => i == 0 ? Show(side) : relation.Operators[i - 1] + Show(side))),
            Node.Ratio ratio => string.Join(":", ratio.Parts.Select(Show)),
            _ => $"{node.GetType().Name}({string.Join(",", Children(node).Select(Show))})",
        };

    public static bool Any(Node node, Func<Node, bool> test) => test(node) || Array.Exists(Children(node), child => Any(child, test));

    /// <summary>The node with every part replaced for which <paramref name="replace"/> gives another.</summary>
    public static Node Replace(Node node, Func<Node, Node?> replace)
    {
        if (replace(node) is { } other)
            return other;
        Node[] All(Node[] nodes) => Array.ConvertAll(nodes, n => Replace(n, replace));
        return node switch
        {
            Node.Sum sum => new Node.Sum(All(sum.Terms)),
            Node.Product product => new Node.Product(All(product.Factors)),
            Node.Quotient quotient => new Node.Quotient(Replace(quotient.Top, replace), Replace(quotient.Bottom, replace)),
            Node.Negative negative => new Node.Negative(Replace(negative.Inner, replace)),
            Node.Power power => new Node.Power(Replace(power.Base, replace), Replace(power.Exponent, replace)),
            Node.Function function => new Node.Function(function.Name, All(function.Arguments)),
            Node.Group group => new Node.Group(group.Open, group.Close, All(group.Items)),
            Node.Matrix matrix => new Node.Matrix(Array.ConvertAll(matrix.Rows, All)),
            Node.SetOperation operation => new Node.SetOperation(
                operation.Operator,
                Replace(operation.Left, replace),
                Replace(operation.Right, replace)
            ),
            Node.Relation relation => new Node.Relation(All(relation.Sides), relation.Operators),
            Node.Percent percent => new Node.Percent(Replace(percent.Inner, replace)),
            Node.Degrees degrees => new Node.Degrees(Replace(degrees.Inner, replace)),
            Node.Ratio ratio => new Node.Ratio(All(ratio.Parts), ratio.LooksLikeTime),
            Node.Series series => series with
            {
                From = Replace(series.From, replace),
                To = Replace(series.To, replace),
                Body = Replace(series.Body, n => n is Node.Symbol s && s.Name == series.Variable ? null : replace(n)),
            },
            _ => node,
        };
    }
}
