namespace Showdown.Statistics.Pairwise;

/// <summary>The win rate that is left when both answers are equally long and laid out alike.</summary>
internal sealed record StyleControl
{
    /// <summary>A part of the layout of which the parts before it tell more than 99 % (bold passages that come with lists, say) has no effect of its
    /// own that could be told from theirs: with both the fit has no bottom.</summary>
    private const double LeastOwn = 0.01;

    /// <summary>0 to 1.</summary>
    public required double Value { get; init; }

    public required double Low { get; init; }

    public required double High { get; init; }

    public required double P { get; init; }

    /// <summary>After Holm's adjustment over the comparisons of a page; null before it.</summary>
    public double? AdjustedP { get; init; }

    /// <summary>The larger p of two one-sided tests against the margin.</summary>
    public required double EquivalenceP { get; init; }

    public double? AdjustedEquivalenceP { get; init; }

    public required double Level { get; init; }

    public required IReadOnlyList<StyleEffect> Effects { get; init; }

    /// <summary>Pairs it is made of: judged ones of which both layouts are known.</summary>
    public required int Pairs { get; init; }

    /// <summary>True where layout alone would tell winners from losers: the figures are held down, and say little.</summary>
    public required bool IsHeld { get; init; }

    public Verdict Verdict =>
        IsHeld ? Verdict.NotEnoughData
        : (AdjustedEquivalenceP ?? EquivalenceP) < 1 - Level ? Verdict.Equivalent
        : !((AdjustedP ?? P) < 1 - Level && (Low > 0.5 || High < 0.5)) ? Verdict.NotEnoughData
        : Value > 0.5 ? Verdict.Better
        : Verdict.Worse;

    /// <summary>Whether the verdict as judged rests on layout, or is hidden by it: one of the two shows a difference that the other does not
    /// show.</summary>
    public bool Disagrees(WinRate raw) => raw.Verdict != Verdict && (IsDifference(raw.Verdict) || IsDifference(Verdict));

    private static bool IsDifference(Verdict verdict) => verdict is Verdict.Better or Verdict.Worse;

    /// <param name="pairs">Those that were not judged, or whose layout is not known, are left out.</param>
    /// <param name="options">The margin is one of the rate.</param>
    /// <returns>Null with fewer than ten units for each figure that is fitted: fewer would be fitted too well to be believed.</returns>
    /// <remarks>
    /// Logistic regression of the verdict on a constant and the differences of length, headers, lists and bold (Arena-Hard-Auto's features,
    /// <see cref="StyleCounts.Differences"/>), each divided by its standard deviation; not shifted by its mean, so that 0 means laid out alike and
    /// the constant is what remains there, as in length-controlled AlpacaEval (Dubois et al. 2024, arXiv:2404.04475). A share such as ½ counts as
    /// half a win. The errors are clustered by prompt (<see cref="LogisticFit.Covariance"/>), with Student's t on the scale of log odds. It adjusts
    /// for what it was given: an answer that is long because it is thorough pays for it.
    /// </remarks>
    public static StyleControl? Of(IReadOnlyList<JudgedPair> pairs, PairedOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        options ??= new PairedOptions();
        options.Check();
        var known = pairs.Where(p => p is { Value: not null, StyleA: not null, StyleB: not null }).ToList();
        var units = known.Select(p => p.Unit).Distinct().Select((u, i) => (u, i)).ToDictionary(u => u.u, u => u.i);
        if (units.Count < 10 * (1 + StyleCounts.Names.Count))
            return null;
        var differences = known.Select(p => StyleCounts.Differences(p.StyleA!.Value, p.StyleB!.Value)).ToList();
        var scales = Scales(differences);
        var rows = known
            .Zip(
                differences,
                (p, d) => new LogisticRow([1, .. d.Select((x, i) => scales[i] > 0 ? x / scales[i] : 0)], p.Value!.Value, 1, units[p.Unit])
            )
            .ToList();
        var fit = LogisticFit.Of(rows);
        var errors = fit.Covariance(rows).Diagonal().Select(v => Math.Sqrt(Math.Max(0, v))).ToArray();
        var freedom = units.Count - fit.Coefficients.Count;
        var t = Levels.TwoSidedStudent(options.Level, freedom);
        var (logit, error) = (fit.Coefficients[0], errors[0]);
        return new StyleControl
        {
            Value = LogisticFit.Logistic(logit),
            Low = LogisticFit.Logistic(logit - t * error),
            High = LogisticFit.Logistic(logit + t * error),
            P = Math.Min(1, 2 * Distributions.StudentUpperTail(Math.Abs(logit) / error, freedom)),
            EquivalenceP = options.Margin >= 0.5 ? 0 : Outside(logit, error, freedom, options.Margin),
            Level = options.Level,
            Effects =
            [
                .. StyleCounts.Names.Select(
                    (name, i) =>
                        scales[i] > 0
                            ? new StyleEffect(
                                name,
                                fit.Coefficients[i + 1],
                                fit.Coefficients[i + 1] - t * errors[i + 1],
                                fit.Coefficients[i + 1] + t * errors[i + 1]
                            )
                            : new StyleEffect(name, 0, 0, 0)
                ),
            ],
            Pairs = rows.Count,
            IsHeld = fit.IsHeld,
        };
    }

    /// <summary>Holm over the pairs of a page, in the order given; null entries stay null.</summary>
    public static IReadOnlyList<StyleControl?> Adjust(IReadOnlyList<StyleControl?> controls)
    {
        ArgumentNullException.ThrowIfNull(controls);
        var difference = new Queue<double>(Holm.Adjust([.. controls.OfType<StyleControl>().Select(c => c.P)]));
        var equivalence = new Queue<double>(Holm.Adjust([.. controls.OfType<StyleControl>().Select(c => c.EquivalenceP)]));
        return
        [
            .. controls.Select(c => c is null ? null : c with { AdjustedP = difference.Dequeue(), AdjustedEquivalenceP = equivalence.Dequeue() }),
        ];
    }

    private static double Outside(double logit, double error, double freedom, double margin)
    {
        var bound = Math.Log((0.5 + margin) / (0.5 - margin));
        return Math.Max(
            Distributions.StudentUpperTail((logit + bound) / error, freedom),
            Distributions.StudentUpperTail((bound - logit) / error, freedom)
        );
    }

    /// <summary>Standard deviations; 0 of what has no spread beyond rounding, or none that the parts before it do not tell already.</summary>
    private static double[] Scales(List<double[]> differences)
    {
        var (scales, told) = (new double[StyleCounts.Names.Count], new List<double[]>());
        for (var i = 0; i < scales.Length; i++)
        {
            var mean = differences.Average(d => d[i]);
            var rest = differences.Select(d => d[i] - mean).ToArray();
            var spread = Product(rest, rest);
            foreach (var other in told)
            {
                var shared = Product(rest, other);
                for (var k = 0; k < rest.Length; k++)
                    rest[k] -= shared * other[k];
            }

            var own = Product(rest, rest);
            if (Math.Sqrt(spread / (rest.Length - 1)) <= 1e-9 || own < LeastOwn * spread)
                continue;
            scales[i] = Math.Sqrt(spread / (rest.Length - 1));
            told.Add([.. rest.Select(r => r / Math.Sqrt(own))]);
        }

        return scales;
    }

    private static double Product(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
