using Showdown.Scoring.Text;

namespace Showdown.Scoring.Maths;

/// <summary>
/// Decides whether two answers are the same, by the rules of README.md beside this file. Symmetric, but that a letter behind a number is a unit only
/// in the second.
/// </summary>
internal sealed class AnswerComparison(Budget budget)
{
    private const int MostItems = 40;

    private readonly ItemComparison _items = new(budget);
    private readonly ScalarComparison _scalars = new(budget);

    public Verdict Compare(Answer a, Answer b)
    {
        if (a.Branches.Count > 0 && b.Branches.Count > 0)
            return Branches(a.Branches, b.Branches);
        if (Choices(a, b) is { } choice)
            return choice;
        if ((YesOrNo(a, b) ?? YesOrNo(b, a)) is { } plain)
            return plain;
        var verdict = Items(a, b);
        return !verdict.Equal && Renamed(a, b) is { } renamed && Items(a, renamed) is { Equal: true } same
            ? Verdict.Yes(same.Reason + ", by another letter")
            : verdict;
    }

    private Verdict Items(Answer a, Answer b)
    {
        var left = Expand(a);
        var right = Expand(b);
        if (left.Count > MostItems || right.Count > MostItems)
            return Verdict.No("too many items to compare");
        if (left.Count == 1 && right.Count == 1)
            return _items.Compare(left[0], right[0]);
        if (SetOf(a, left) is { } x && SetOf(b, right) is { } y && (IsSetLike(a, left) || IsSetLike(b, right)))
            return x.SameAs(y, _scalars);
        if (left.Count == 1)
            return OneAgainstMany(left[0], right);
        return right.Count == 1 ? OneAgainstMany(right[0], left) : Labelled(left, right) ?? Lists(left, right, dedupe: false);
    }

    // Names and counted things go with their values; values alone are meant in the order of the target's names.
    private Verdict? Labelled(List<Item> target, List<Item> answer)
    {
        if (target.Count != answer.Count || Labels.Of(target) is not { } wanted)
            return null;
        if (Labels.Of(answer) is not { } given)
            return Labels.AreMissing(answer) ? InOrder(target, answer) : null;
        if (!wanted.Order(StringComparer.Ordinal).SequenceEqual(given.Order(StringComparer.Ordinal)))
            return null;
        return InOrder(target, [.. wanted.Select(label => answer[Array.IndexOf(given, label)])]);
    }

    private Verdict InOrder(List<Item> a, List<Item> b)
    {
        for (var i = 0; i < a.Count; i++)
        {
            if (_items.Compare(a[i], b[i]) is { Equal: false } differs)
                return Verdict.No($"{Quote.Of(a[i].Source)} is not {Quote.Of(b[i].Source)}: {differs.Reason}");
        }

        return Verdict.Yes($"the same {a.Count} values under the same names");
    }

    // Every branch has one on the other side with the same value under the same condition; "otherwise" is the one that is left.
    private Verdict Branches(IReadOnlyList<Branch> a, IReadOnlyList<Branch> b)
    {
        if (a.Count != b.Count)
            return Verdict.No($"{a.Count} cases are not {b.Count} cases");
        var left = new List<Branch>(b.OrderBy(x => x.IsRest));
        foreach (var branch in a.OrderBy(x => x.IsRest))
        {
            var match = left.FindIndex(other =>
                (branch.IsRest || other.IsRest || SameCondition(branch, other)) && Compare(branch.Value, other.Value).Equal
            );
            if (match < 0)
                return Verdict.No($"the case {Quote.Of(branch.Value.Source)} for {Quote.Of(branch.Words)} is not there");
            left.RemoveAt(match);
        }

        return Verdict.Yes($"all {a.Count} cases are equal");
    }

    private bool SameCondition(Branch a, Branch b) =>
        a.Condition.IsText || b.Condition.IsText
            ? TextForm.SameWords(a.Words, a.Condition.Source, b.Words, b.Condition.Source)
            : Compare(a.Condition, b.Condition).Equal;

    // "Yes, it is."
    private static Verdict? YesOrNo(Answer a, Answer b) =>
        a.Items is [{ Node: Node.Text { Words: "yes" or "no" or "true" or "false" } word }] && b.Items.Count > 1 && b.Items[0].Node is Node.Text first
            ? first.Words == word.Words
                ? Verdict.Yes($"both say {word.Words}")
                : Verdict.No($"{first.Words} is not {word.Words}")
            : null;

    // kπ and nπ are the same family of values, and a constant of integration has many names.
    private static Answer? Renamed(Answer a, Answer b)
    {
        if (!a.NamesWholeNumbers && !b.NamesWholeNumbers && !(a.Items is [{ Node: Node.Sum }] && b.Items is [{ Node: Node.Sum }]))
            return null;
        var (of, to) = (Letters(a), Letters(b));
        var (name, other) = (of.Except(to).ToArray(), to.Except(of).ToArray());
        if (
            name.Length != 1
            || other.Length != 1
            || !(of.Count == 1 && (a.NamesWholeNumbers || b.NamesWholeNumbers) || (IsConstant(a, name[0]) && IsConstant(b, other[0])))
        )
            return null;
        Node With(Node node) => Tree.Replace(node, n => n is Node.Symbol s && s.Name == other[0] ? new Node.Symbol(name[0]) : null);
        return b with { Items = [.. b.Items.Select(i => i with { Node = With(i.Node), Whole = With(i.Whole) })] };
    }

    private static bool IsConstant(Answer answer, string name) =>
        name is "C" or "c" or "K" or "k"
        && answer.Items is [{ Node: Node.Sum { Terms: var terms } }]
        && Array.Exists(terms, t => t is Node.Symbol s && s.Name == name);

    private static HashSet<string> Letters(Answer answer)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in answer.Items)
            Tree.Collect(item.Node, names);
        return names;
    }

    // A letter of multiple choice against the same letter with or without its value.
    private static Verdict? Choices(Answer a, Answer b)
    {
        if (Letter(a) is not { } x || Letter(b) is not { } y || (a.Choice is null && b.Choice is null))
            return null;
        return x == y ? Verdict.Yes($"both name option {x}") : Verdict.No($"option {x} is not option {y}");
    }

    private static char? Letter(Answer answer) =>
        answer.Choice ?? (answer.Items is [{ Node: Node.Symbol { Name: [>= 'A' and <= 'J' and var letter] } }] ? letter : null);

    /// <summary>Every ± becomes two items.</summary>
    private static List<Item> Expand(Answer answer)
    {
        var expanded = new List<Item>();
        foreach (var item in answer.Items)
        {
            if (item.Node is Node.Text || !Tree.Any(item.Whole, n => n is Node.PlusMinus))
            {
                expanded.Add(item);
                continue;
            }

            foreach (var upper in (ReadOnlySpan<bool>)[true, false])
            {
                Node? Sign(Node node) => node is Node.PlusMinus pm ? OneSign(pm, upper, Sign) : null;
                expanded.Add(item with { Node = Tree.Replace(item.Node, Sign), Whole = Tree.Replace(item.Whole, Sign) });
            }
        }

        return
            expanded.Count == 2
            && answer.Items.Count == 1
            && expanded[0].Node is Node.Group { Open: '{' } first
            && expanded[1].Node is Node.Group second
            ? [Merge(expanded[0], first, second)]
            : expanded;
    }

    // {1 ± √5, -2} is one set of three.
    private static Item Merge(Item item, Node.Group first, Node.Group second)
    {
        var merged = new Node.Group('{', '}', [.. first.Items, .. second.Items]);
        return item with { Node = merged, Whole = merged };
    }

    private static Node OneSign(Node.PlusMinus pm, bool upper, Func<Node, Node?> replace)
    {
        var right = Tree.Replace(pm.Right, replace);
        if (pm.UpperIsPlus != upper)
            right = new Node.Negative(right);
        return pm.Left is null ? right : new Node.Sum([Tree.Replace(pm.Left, replace), right]);
    }

    private bool IsSetLike(Answer answer, List<Item> items) =>
        items.Exists(i => ItemComparison.IsSetLike(i.Node)) || (answer.IsText && SetOf(answer, items) is not null);

    // "x < 3 or x > 5" is a union, "x > 3 and x < 5" an intersection, "x ≥ 1, x ≠ 3" too.
    private RealSet? SetOf(Answer answer, List<Item> items)
    {
        RealSet? union = null;
        RealSet? both = null;
        var relations = true;
        Node? excluded = null;
        foreach (var item in items)
        {
            var node = item.Node;
            if (node is Node.Relation { Operators: ['≠'], Sides: [Node.Symbol variable, _] })
                excluded = variable;
            else if (excluded is not null && node is not Node.Relation)
                node = new Node.Relation([excluded, node], ['≠']); // "x ≠ 2, 3"
            relations &= node is Node.Relation;
            var set = RealSet.Of(node, _scalars) ?? (node is Node.Text ? null : RealSet.Of(new Node.Group('{', '}', [node]), _scalars));
            if (set is null)
                return null;
            union = union is null ? set : RealSet.Union(union, set);
            both = both is null ? set : RealSet.Intersect(both, set);
        }

        return items.Count > 1 && relations && answer.Joint != Joint.Or && both!.Pieces.Count > 0 ? both : union;
    }

    private Verdict OneAgainstMany(Item one, List<Item> many)
    {
        switch (one.Node)
        {
            case Node.Group { Open: '{' } set:
                return Lists([.. set.Items.Select(Plain)], many, dedupe: true);
            case Node.Group group when group.Items.Length == many.Count:
                return InOrder(
                    group.Items,
                    Labels.Of(many) is { } names && Array.TrueForAll(names, n => n.Length == 1)
                        ? [.. many.OrderBy(i => i.Name ?? "", StringComparer.Ordinal)]
                        : many
                );
            default:
                if (many.TrueForAll(other => _items.Compare(one, other).Equal))
                    return Verdict.Yes($"the same value, written in {many.Count} ways");
                if (
                    one.Node is Node.Product { Factors: var letters }
                    && letters.Length == many.Count
                    && many.TrueForAll(m => m.Node is Node.Symbol { Name: [>= 'A' and <= 'Z'] })
                )
                    return Lists([.. letters.Select(Plain)], many, dedupe: false); // ABD for A, B, D
                if (Matrices.Vector(one.Node) is { } entries && entries.Length == many.Count)
                    return InOrder(entries, many);
                return Verdict.No($"one value is not {many.Count} values");
        }
    }

    private static Item Plain(Node node) => new(node, node, "");

    private Verdict InOrder(Node[] items, List<Item> many)
    {
        for (var i = 0; i < items.Length; i++)
        {
            var verdict = _items.Compare(Plain(items[i]), many[i]);
            if (!verdict.Equal)
                return Verdict.No($"item {i + 1} differs: {verdict.Reason}");
        }

        return Verdict.Yes($"all {items.Length} items are equal, in this order");
    }

    private Verdict Lists(List<Item> a, List<Item> b, bool dedupe)
    {
        if (dedupe)
            (a, b) = (Distinct(a), Distinct(b));
        if (a.Count != b.Count)
            return Verdict.No($"{a.Count} values are not {b.Count} values");
        var left = new List<Item>(b);
        foreach (var item in a)
        {
            budget.Spend(20);
            var match = left.FindIndex(other => _items.Compare(item, other).Equal);
            if (match < 0)
                return Verdict.No($"{Quote.Of(item.Source.Length > 0 ? item.Source : "an item")} is not among the {b.Count} values");
            left.RemoveAt(match);
        }

        return Verdict.Yes($"the same {a.Count} values, in any order");
    }

    private List<Item> Distinct(List<Item> items)
    {
        var kept = new List<Item>();
        foreach (var item in items)
        {
            if (!kept.Exists(k => _items.Compare(k, item).Equal))
                kept.Add(item);
        }

        return kept;
    }
}
