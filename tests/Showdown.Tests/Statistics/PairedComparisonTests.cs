using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

/// <summary>From figures to a verdict: what each of them must say for it.</summary>
public sealed class PairedComparisonTests
{
    // 1 - 0.75 is exact: at the level itself nothing is shown.
    private static readonly PairedComparison _better = new()
    {
        Level = 0.75,
        Margin = 0.02,
        ScoreA = 0.7,
        ScoreB = 0.6,
        Difference = 0.1,
        Low = 0.05,
        High = 0.15,
        P = 0.01,
        EquivalenceP = 0.9,
        Wins = 20,
        Ties = 70,
        Losses = 10,
        LeftOut = new LeftOut(1, 2, 3, 4, 5, 0.04, 0.16),
    };

    public static TheoryData<string, PairedComparison, Verdict, bool, bool> Cases =>
        new()
        {
            //what                             figures                                   verdict             shown hangs
            { "all speaks for A", _better, Verdict.Better, true, false },
            { "all speaks for B", _better.Mirrored(), Verdict.Worse, true, false },
            { "p at the level", _better with { P = 0.25 }, Verdict.NotEnoughData, false, false },
            { "p below the level", _better with { P = 0.249 }, Verdict.Better, true, false },
            { "no p", _better with { P = null }, Verdict.NotEnoughData, false, false },
            { "interval that begins at zero", _better with { Low = 0 }, Verdict.NotEnoughData, false, false },
            { "interval that ends at zero", _better.Mirrored() with { High = 0 }, Verdict.NotEnoughData, false, false },
            { "no interval", _better with { Low = null, High = null }, Verdict.NotEnoughData, false, false },
            { "missing could level it", _better with { LeftOut = Missing(0, 0.2) }, Verdict.Better, true, false },
            { "missing could turn it", _better with { LeftOut = Missing(-0.01, 0.2) }, Verdict.NotEnoughData, false, true },
            { "nothing known of missing", _better with { LeftOut = Missing(null, null) }, Verdict.Better, true, false },
            { "missing could level a loss", _better.Mirrored() with { LeftOut = Missing(-0.2, 0) }, Verdict.Worse, true, false },
            { "missing could turn a loss", _better.Mirrored() with { LeftOut = Missing(-0.2, 0.01) }, Verdict.NotEnoughData, false, true },
            { "a loss may grow by what is missing", _better.Mirrored() with { LeftOut = Missing(-0.9, -0.01) }, Verdict.Worse, true, false },
            { "within the margin", Close(0.01), Verdict.Equivalent, false, false },
            {
                "within the margin, and not zero",
                Close(0.01) with
                {
                    P = 0.01,
                    Low = 0.001,
                    LeftOut = Missing(0, 0.01),
                },
                Verdict.Equivalent,
                true,
                false
            },
            { "equivalence at the level", Close(0.25), Verdict.NotEnoughData, false, false },
            { "missing reaches the margin", Close(0.01) with { LeftOut = Missing(-0.02, 0.02) }, Verdict.Equivalent, false, false },
            { "missing passes the margin", Close(0.01) with { LeftOut = Missing(-0.01, 0.021) }, Verdict.NotEnoughData, false, true },
            { "missing passes it below", Close(0.01) with { LeftOut = Missing(-0.021, 0.01) }, Verdict.NotEnoughData, false, true },
            {
                "shown, though not surely within the margin",
                _better with
                {
                    EquivalenceP = 0.01,
                    LeftOut = Missing(0, 0.3),
                },
                Verdict.Better,
                true,
                false
            },
        };

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void TheVerdict_NeedsAllThatSpeakForIt(string what, PairedComparison figures, Verdict verdict, bool shown, bool hangs)
    {
        var decided = figures.Decided();
        Assert.Equal((what, verdict, shown, hangs), (what, decided.Verdict, decided.DifferenceShown, decided.HangsOnMissing));
        // Seen from the other model it is the opposite, and no less sure.
        var mirrored = figures.Mirrored().Decided();
        Assert.Equal(decided.Mirrored(), mirrored);
        var opposite = verdict switch
        {
            Verdict.Better => Verdict.Worse,
            Verdict.Worse => Verdict.Better,
            _ => verdict,
        };
        Assert.Equal((what, opposite, shown, hangs), (what, mirrored.Verdict, mirrored.DifferenceShown, mirrored.HangsOnMissing));
    }

    [Fact]
    public void AsOneOfSeveral_TheAdjustedPDecides()
    {
        var better = _better.Decided();
        var lost = better.WithAdjusted(0.3, null);
        Assert.Equal((Verdict.NotEnoughData, false, 0.3, null), (lost.Verdict, lost.DifferenceShown, lost.AdjustedP, lost.AdjustedEquivalenceP));
        Assert.Equal(better with { AdjustedP = 0.2, AdjustedEquivalenceP = 1 }, better.WithAdjusted(0.2, 1));
        Assert.Equal(Verdict.NotEnoughData, Close(0.01).WithAdjusted(null, 0.3).Verdict);
        Assert.Equal(Verdict.Equivalent, Close(0.5).WithAdjusted(1, 0.1).Verdict);
        // Without an adjusted p the own one counts.
        Assert.Equal(better, lost.WithAdjusted(null, null));
    }

    [Fact]
    public void TheMirror_SwapsAllThatHasASide()
    {
        var mirrored = _better.Decided().Mirrored();
        Assert.Equal((0.6, 0.7, -0.1, -0.15, -0.05), (mirrored.ScoreA, mirrored.ScoreB, mirrored.Difference, mirrored.Low, mirrored.High));
        Assert.Equal((10, 70, 20), (mirrored.Wins, mirrored.Ties, mirrored.Losses));
        Assert.Equal(new LeftOut(2, 1, 3, 4, 5, -0.16, -0.04), mirrored.LeftOut);
        Assert.Equal((Verdict.Worse, -10.0, 10), (mirrored.Verdict, Math.Round(mirrored.Points!.Value, 12), mirrored.Dropped));
        Assert.Equal(_better.Decided(), mirrored.Mirrored());
        var nothing = new PairedComparison().Mirrored();
        Assert.Equal((null, null, null, null), (nothing.Difference, nothing.Low, nothing.ScoreA, nothing.Points));
        Assert.Equal((0, Verdict.NotEnoughData), (nothing.Dropped, nothing.Verdict));
    }

    private static LeftOut Missing(double? low, double? high) => new(0, 0, 0, 0, 9, low, high);

    private static PairedComparison Close(double p) =>
        _better with
        {
            Difference = 0.002,
            Low = -0.01,
            High = 0.014,
            P = 0.8,
            EquivalenceP = p,
            LeftOut = Missing(-0.01, 0.01),
        };
}
