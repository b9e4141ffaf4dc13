namespace Showdown.Scoring.Maths; // a namespace "Math" would hide System.Math from all of Scoring

internal enum MathConstant
{
    Pi,

    /// <summary>Base of the natural logarithm.</summary>
    E,

    /// <summary>The imaginary unit.</summary>
    I,
    Infinity,
}

/// <summary>An expression as it was written, before anything is computed.</summary>
internal abstract record Node
{
    private Node() { }

    /// <param name="Decimals">Digits behind the decimal point as written; 0 for whole numbers and fractions.</param>
    /// <param name="GoesOn">Written with dots behind: "0.333...".</param>
    public sealed record Number(Rational Value, int Decimals = 0, bool GoesOn = false) : Node;

    public sealed record Symbol(string Name) : Node;

    public sealed record Constant(MathConstant Value) : Node;

    public sealed record Sum(Node[] Terms) : Node;

    public sealed record Product(Node[] Factors) : Node;

    public sealed record Quotient(Node Top, Node Bottom) : Node;

    public sealed record Negative(Node Inner) : Node;

    public sealed record Power(Node Base, Node Exponent) : Node;

    /// <param name="Name">
    /// sin ... ln, log (argument, base), sqrt, root (argument, degree), abs, floor, ceil, factorial, binom, gcd, lcm, min, max, mod (the remainder),
    /// not.
    /// </param>
    public sealed record Function(string Name, Node[] Arguments) : Node;

    /// <summary>Stands for two values: the upper sign of ± is plus, that of ∓ is minus.</summary>
    public sealed record PlusMinus(Node? Left, Node Right, bool UpperIsPlus) : Node;

    /// <summary>Brackets around two or more items, or around one where the brackets say something (sets).</summary>
    /// <param name="Open">One of ( [ { and &lt; for angle brackets.</param>
    public sealed record Group(char Open, char Close, Node[] Items) : Node;

    public sealed record Matrix(Node[][] Rows) : Node;

    /// <param name="Operator">∪, ∩ or ∖</param>
    public sealed record SetOperation(char Operator, Node Left, Node Right) : Node;

    /// <summary>A chain such as a = b = c or 1 &lt; x ≤ 5; one operator fewer than sides.</summary>
    public sealed record Relation(Node[] Sides, char[] Operators) : Node;

    public sealed record Percent(Node Inner) : Node;

    public sealed record Degrees(Node Inner) : Node;

    /// <summary>A finite sum or product over whole numbers.</summary>
    public sealed record Series(bool IsProduct, string Variable, Node From, Node To, Node Body) : Node
    {
        /// <summary>Longer ones are not carried out.</summary>
        public const int MostTerms = 1000;
    }

    /// <summary>a : b or a : b : c, a ratio or a time of day.</summary>
    public sealed record Ratio(Node[] Parts, bool LooksLikeTime) : Node;

    /// <summary>A number with its base as index: 2112_6.</summary>
    public sealed record Based(string Digits, int Radix) : Node;

    /// <summary>Words, in normal form.</summary>
    public sealed record Text(string Words) : Node;
}
