namespace Showdown.Statistics.Judging;

/// <summary>How far a judge can be trusted, from labelled pairs that it judged in both orders.</summary>
/// <remarks>
/// The pair is the unit: its two orders hang together. Verdicts that are missing are left out and counted; a figure is null where nothing
/// it is made of was there. Shares have the interval of <see cref="ShareInterval"/> at 95%.
/// </remarks>
internal sealed record JudgeFigures
{
    private const double Level = 0.95;

    /// <summary>Pairs with at least one verdict.</summary>
    public required int Pairs { get; init; }

    /// <summary>The label's credit (<see cref="JudgedGame.Credit"/>), a mean of both orders.</summary>
    public Figure? Accuracy { get; init; }

    /// <summary>The same by set, in the order in which sets first appear.</summary>
    public IReadOnlyList<(string Set, Figure Accuracy, double? Held)> Sets { get; init; } = [];

    /// <summary>Share of pairs, of those with two verdicts, that were judged right in both orders.</summary>
    public Figure? BothRight { get; init; }

    /// <summary>Agreement beyond chance over all verdicts: (seen - expected) / (1 - expected), expected from how often label and judge say first,
    /// second and tie; 1 is perfect, 0 is chance.</summary>
    /// <remarks>Cohen 1960, Educational and Psychological Measurement 20:37-46.</remarks>
    public double? Kappa { get; init; }

    /// <summary>What a judge would have right that always gave the most frequent label, of the orders that were judged.</summary>
    public double? BaseRate { get; init; }

    /// <summary>What a judge would have right that always took the longer answer.</summary>
    public double? LongerIsBetter { get; init; }

    /// <summary>Share of pairs, of those with two verdicts, whose winner stays when the answers change places.</summary>
    public Figure? Held { get; init; }

    /// <summary>Share of the wins that go to the answer shown first, less one half: -0.5 to 0.5. Both orders of a pair count, so that it says nothing
    /// about which answers are better.</summary>
    public Figure? PositionLean { get; init; }

    /// <summary>
    /// Share of the wins that go to the longer answer, less one half, if it were the better one as often as not: half of what the judge has right
    /// where the longer answer is the better one, less half of what it has right where it is not.
    /// </summary>
    public Figure? LengthLean { get; init; }

    /// <summary>Share of verdicts that came out the same when they were asked for once more.</summary>
    public Figure? Repeats { get; init; }

    public static JudgeFigures Of(IReadOnlyList<JudgedPair> pairs)
    {
        var judged = pairs.Where(p => p.Games.Any(g => g.Verdict is not null)).ToList();
        var both = judged.Where(p => p.Holds is not null).ToList();
        var games = judged.SelectMany(p => p.Games).Where(g => g.Verdict is not null).ToList();
        var ofLengths = judged.Where(p => p.BetterIsLonger is not null).ToList();
        var repeated = judged.Where(p => p is { Repeated.Verdict: not null, InOrder.Verdict: not null }).ToList();
        return new JudgeFigures
        {
            Pairs = judged.Count,
            Accuracy = AccuracyOf(judged),
            Sets =
            [
                .. judged
                    .GroupBy(p => p.Set)
                    .Select(set =>
                        (set.Key, AccuracyOf([.. set])!.Value, ShareOf([.. set.Where(p => p.Holds is not null)], p => p.Holds!.Value)?.Value)
                    ),
            ],
            BothRight = ShareOf(both, p => p.Games.All(g => g.Credit == 1)),
            Kappa = KappaOf(games),
            BaseRate = games.Count == 0 ? null : games.CountBy(g => g.Truth).Max(t => (double)t.Value) / games.Count,
            LongerIsBetter = ofLengths.Count == 0 ? null : ofLengths.Average(p => p.BetterIsLonger!.Value ? 1.0 : 0),
            Held = ShareOf(both, p => p.Holds!.Value),
            PositionLean = Less(MeanOf(both, p => (p.InOrder.ToFirst!.Value + p.Swapped.ToFirst!.Value) / 2), 0.5),
            LengthLean = LengthLeanOf(ofLengths),
            Repeats = ShareOf(repeated, p => p.Repeated!.Value.Verdict == p.InOrder.Verdict),
        };
    }

    /// <summary>A share of replies or verdicts that do not hang together.</summary>
    /// <returns>Null where there is none.</returns>
    public static Figure? ShareOf(int count, int of) =>
        of == 0 ? null : new Figure((double)count / of, Interval.Wilson((double)count / of, of, Levels.TwoSidedNormal(Level)), of);

    /// <summary>Mean of shares from 0 to 1, one for each unit.</summary>
    /// <returns>Null where there is none.</returns>
    public static Figure? MeanOf(IReadOnlyList<double> shares) => MeanOf(shares, s => s);

    private static Figure? ShareOf(List<JudgedPair> units, Func<JudgedPair, bool> holds) => ShareOf(units.Count(holds), units.Count);

    private static Figure? MeanOf<T>(IReadOnlyCollection<T> units, Func<T, double> share) =>
        OfUnits([.. units.Select(u => new Unit(share(u), 1))], units.Count);

    private static Figure? AccuracyOf(List<JudgedPair> pairs) =>
        OfUnits(
            [.. pairs.Select(p => p.Games.Select(g => g.Credit).OfType<double>().ToList()).Select(c => new Unit(c.Average(), c.Count))],
            pairs.Count
        );

    private static Figure? OfUnits(Unit[] units, int count) =>
        units.Length == 0 ? null : new Figure(units.Sum(u => u.Value * u.Weight) / units.Sum(u => u.Weight), ShareInterval.Of(units, Level), count);

    private static Figure? Less(Figure? figure, double offset) =>
        figure is { } f ? new Figure(f.Value - offset, new Interval(f.Interval.Low - offset, f.Interval.High - offset), f.Count) : null;

    /// <remarks>The interval of a difference of two independent shares from their own intervals: Newcombe 1998, Statistics in Medicine 17:873-890,
    /// method 10.</remarks>
    private static Figure? LengthLeanOf(List<JudgedPair> pairs)
    {
        var (longer, shorter) = (
            AccuracyOf([.. pairs.Where(p => p.BetterIsLonger!.Value)]),
            AccuracyOf([.. pairs.Where(p => !p.BetterIsLonger!.Value)])
        );
        if (longer is not { } l || shorter is not { } s)
            return null;
        var lean = (l.Value - s.Value) / 2;
        return new Figure(
            lean,
            new Interval(
                lean - Root(l.Value - l.Interval.Low, s.Interval.High - s.Value) / 2,
                lean + Root(l.Interval.High - l.Value, s.Value - s.Interval.Low) / 2
            ),
            pairs.Count
        );

        static double Root(double a, double b) => Math.Sqrt(a * a + b * b);
    }

    private static double? KappaOf(List<JudgedGame> games)
    {
        if (games.Count == 0)
            return null;
        double n = games.Count;
        var seen = games.Count(g => g.Verdict == g.Truth) / n;
        var expected = Enum.GetValues<Side>().Sum(side => games.Count(g => g.Truth == side) / n * (games.Count(g => g.Verdict == side) / n));
        return expected >= 1 ? null : (seen - expected) / (1 - expected);
    }
}
