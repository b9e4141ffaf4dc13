namespace Showdown.Scoring.Maths;

/// <summary>Equations f = 0 and g = 0 are the same when f is a constant multiple of g.</summary>
internal static class Equation
{
    private const int Points = 14;

    /// <summary>
    /// The constant f / g, exactly for rational expressions, otherwise from many points; null when it is no constant other than zero.
    /// </summary>
    public static double? Ratio(Node f, Node g, ScalarComparison scalars, Budget budget)
    {
        var generators = new Generators();
        var builder = new NormalFormBuilder(generators, budget);
        if (builder.Build(f) is { } left && builder.Build(g) is { } right)
        {
            if (Polynomial.AreProportional(left.Top, right.Top, out var factor))
                return factor.ToDouble();
        }

        var names = new SortedSet<string>(StringComparer.Ordinal);
        Tree.Collect(f, names);
        Tree.Collect(g, names);
        if (names.Count == 0)
            return null;
        double? ratio = null;
        var agreed = 0;
        for (var k = 0; k < Points; k++)
        {
            var at = k;
            var evaluator = new RealEvaluator(name => TestPoints.Value(name, at, whole: false), budget, logIsNatural: false);
            var x = evaluator.Evaluate(f);
            var y = evaluator.Evaluate(g);
            if (!x.IsDefined || !y.IsDefined || !x.IsSharp || !y.IsSharp || Math.Abs(y.Value) < 1e-6 || Math.Abs(x.Value) < 1e-6)
                continue;
            var here = x.Value / y.Value;
            if (ratio is { } known && Math.Abs(known - here) > 1e-9 * Math.Abs(known))
                return null;
            ratio ??= here;
            agreed++;
        }

        _ = scalars;
        return agreed >= 5 ? ratio : null;
    }
}
