namespace Showdown.Scoring.Maths;

internal enum Joint
{
    /// <summary>One item, or items joined by commas.</summary>
    Comma,
    And,
    Or,
}

/// <summary>One value of an answer.</summary>
/// <param name="Node">What is left when name and unit are taken off.</param>
/// <param name="Whole">With its name: the equation as written.</param>
internal sealed record Item(Node Node, Node Whole, string Source)
{
    /// <summary>The x of "x = 5", the f(x) of "f(x) = x^2", words before an equals sign; null when nothing is named.</summary>
    public string? Name { get; init; }

    /// <summary>The named thing is a function of its argument.</summary>
    public bool IsFunction { get; init; }

    /// <summary>What follows an "approximately equal" sign, when that is written behind the value.</summary>
    public Node? Rounded { get; init; }

    public Unit? Unit { get; init; }

    /// <summary>
    /// What stands there when another unit is understood: 150 for "2 hours 30 minutes", 1.5 for "1.5 million"; null when there is no other reading.
    /// </summary>
    public Node? Otherwise { get; init; }

    /// <summary>The 7 of "3 (mod 7)"; null when there is none.</summary>
    public Rational? Modulus { get; init; }

    public bool IsPercent { get; init; }

    public bool IsDegrees { get; init; }
}

/// <summary>An answer as it is compared: its items, and how they are joined.</summary>
internal sealed record Answer(IReadOnlyList<Item> Items, Joint Joint, string Source)
{
    /// <summary>The letter of "(C) 24", when an answer names its option and its value.</summary>
    public char? Choice { get; init; }

    /// <summary>The lines of a function that is defined by cases.</summary>
    public IReadOnlyList<Branch> Branches { get; init; } = [];

    /// <summary>Says that a letter stands for any whole number: "k ∈ ℤ".</summary>
    public bool NamesWholeNumbers { get; init; }

    public bool IsText => Items.All(i => i.Node is Node.Text);
}
