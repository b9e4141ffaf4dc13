namespace Showdown.Scoring.Maths;

/// <summary>Carries out sums, products and scalings of written matrices, so that only one matrix is left to compare.</summary>
internal static class Matrices
{
    private const int MostCells = 144;

    /// <summary>The rows of the matrix that the node stands for; null when it stands for none.</summary>
    public static Node[][]? Rows(Node node) =>
        node switch
        {
            Node.Matrix matrix when IsRectangular(matrix.Rows) => matrix.Rows,
            Node.Negative negative => Scale(new Node.Number(-1), Rows(negative.Inner)),
            Node.Quotient quotient => Rows(quotient.Top) is { } top
                ? Array.ConvertAll(top, row => Array.ConvertAll(row, cell => (Node)new Node.Quotient(cell, quotient.Bottom)))
                : null,
            Node.Product product => Product(product.Factors),
            Node.Sum sum => sum.Terms.Select(Rows).Aggregate((a, b) => Add(a, b)),
            Node.Power { Exponent: Node.Symbol { Name: "T" } } transposed => Rows(transposed.Base) is { } rows ? Transpose(rows) : null,
            Node.Group { Items: [Node.Group, ..] items, Open: '[' or '(' or '{' }
                when Array.TrueForAll(items, i => i is Node.Group { Open: '[' or '(' or '{' })
                    && IsRectangular([.. items.Select(i => ((Node.Group)i).Items)]) => [.. items.Select(i => ((Node.Group)i).Items)],
            _ => null,
        };

    /// <summary>The entries of a row or a column, or the items of a tuple.</summary>
    public static Node[]? Vector(Node node)
    {
        if (node is Node.Group { Open: '(' or '[' or '<' } group && group.Items.Length > 1 && !Array.Exists(group.Items, i => i is Node.Group))
            return group.Items;
        if (node is Node.Power { Base: Node.Group, Exponent: Node.Symbol { Name: "T" } } transposed)
            return Vector(transposed.Base);
        return Rows(node) is { } rows
            ? rows.Length == 1
                ? rows[0]
                : rows[0].Length == 1
                    ? Array.ConvertAll(rows, r => r[0])
                    : null
            : null;
    }

    /// <summary>The entries of 2i + 3j - k; null when the node is no sum of unit vectors.</summary>
    /// <param name="rest">What is left without the unit vectors; zero in a sum of them.</param>
    public static Node[]? UnitVectors(Node node, int length, out Node rest)
    {
        rest = node;
        if (!Tree.Any(node, n => n is Node.Symbol { Name: "j" or "k" }))
            return null;
        Node At(string which) =>
            Tree.Replace(
                node,
                n =>
                    n switch
                    {
                        Node.Constant { Value: MathConstant.I } => new Node.Number(which == "i" ? 1 : 0),
                        Node.Symbol { Name: ("j" or "k") and var name } => new Node.Number(which == name ? 1 : 0),
                        _ => null,
                    }
            );
        rest = At("none");
        return length == 2 ? [At("i"), At("j")] : [At("i"), At("j"), At("k")];
    }

    private static bool IsRectangular(Node[][] rows) =>
        rows.Length > 0 && rows[0].Length > 0 && rows.Length * rows[0].Length <= MostCells && Array.TrueForAll(rows, r => r.Length == rows[0].Length);

    private static Node[][]? Scale(Node by, Node[][]? rows) =>
        rows is null ? null : Array.ConvertAll(rows, row => Array.ConvertAll(row, cell => (Node)new Node.Product([by, cell])));

    private static Node[][]? Product(Node[] factors)
    {
        Node[][]? result = null;
        Node? scalar = null;
        foreach (var factor in factors)
        {
            if (Rows(factor) is { } rows)
            {
                result = result is null ? rows : Multiply(result, rows);
                if (result is null)
                    return null;
            }
            else
            {
                scalar = scalar is null ? factor : new Node.Product([scalar, factor]);
            }
        }

        return result is null ? null
            : scalar is null ? result
            : Scale(scalar, result);
    }

    private static Node[][]? Multiply(Node[][] a, Node[][] b)
    {
        if (a[0].Length != b.Length || a.Length * b[0].Length * b.Length > 600)
            return null;
        return
        [
            .. a.Select(row =>
                Enumerable
                    .Range(0, b[0].Length)
                    .Select(column => (Node)new Node.Sum([.. row.Select((cell, k) => (Node)new Node.Product([cell, b[k][column]]))]))
                    .ToArray()
            ),
        ];
    }

    private static Node[][]? Add(Node[][]? a, Node[][]? b) =>
        a is null || b is null || a.Length != b.Length || a[0].Length != b[0].Length
            ? null
            : [.. a.Select((row, i) => row.Select((cell, j) => (Node)new Node.Sum([cell, b[i][j]])).ToArray())];

    private static Node[][] Transpose(Node[][] rows) => [.. Enumerable.Range(0, rows[0].Length).Select(j => rows.Select(r => r[j]).ToArray())];
}
