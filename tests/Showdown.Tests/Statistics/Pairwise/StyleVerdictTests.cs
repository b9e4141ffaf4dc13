using Showdown.Statistics;
using Showdown.Statistics.Pairwise;

namespace Showdown.Tests.Statistics.Pairwise;

/// <summary>What may be said with equal layout, from the figures.</summary>
public sealed class StyleVerdictTests
{
    private static readonly StyleControl _better = new()
    {
        Value = 0.6,
        Low = 0.52,
        High = 0.68,
        P = 0.01,
        EquivalenceP = 1,
        Level = 0.95,
        Effects = [],
        Pairs = 100,
        IsHeld = false,
    };

    private static readonly StyleControl _worse = _better with { Value = 0.4, Low = 0.32, High = 0.48 };

    private static readonly StyleControl _open = _better with { Value = 0.5, Low = 0.4, High = 0.6, P = 1 };

    public static TheoryData<string, Verdict> Verdicts => [.. _verdicts.Select(v => (v.Key, v.Value.Expected))];

    private static readonly Dictionary<string, (StyleControl Control, Verdict Expected)> _verdicts = new()
    {
        ["shown"] = (_better, Verdict.Better),
        ["shown, below"] = (_worse, Verdict.Worse),
        ["not tested well enough"] = (_better with { P = 0.06 }, Verdict.NotEnoughData),
        ["below, not tested well enough"] = (_worse with { P = 0.06 }, Verdict.NotEnoughData),
        ["as one of several"] = (_better with { AdjustedP = 0.06 }, Verdict.NotEnoughData),
        ["as one of several, still"] = (_better with { AdjustedP = 0.04 }, Verdict.Better),
        ["half lies within"] = (_better with { Low = 0.49 }, Verdict.NotEnoughData),
        ["half is the lower end"] = (_better with { Low = 0.5 }, Verdict.NotEnoughData),
        ["half is the upper end"] = (_worse with { High = 0.5 }, Verdict.NotEnoughData),
        ["p as large as allowed"] = (_better with { Level = 0.5, P = 0.5 }, Verdict.NotEnoughData),
        ["close"] = (_open with { EquivalenceP = 0.01 }, Verdict.Equivalent),
        ["close, and surely not equal"] = (_better with { EquivalenceP = 0.01 }, Verdict.Equivalent),
        ["close, as one of several"] = (_open with { EquivalenceP = 0.01, AdjustedEquivalenceP = 0.06 }, Verdict.NotEnoughData),
        ["close, as one of several, still"] = (_open with { EquivalenceP = 0.01, AdjustedEquivalenceP = 0.04 }, Verdict.Equivalent),
        ["not close enough"] = (_open with { EquivalenceP = 0.06 }, Verdict.NotEnoughData),
        ["as close as allowed"] = (_open with { Level = 0.5, EquivalenceP = 0.5 }, Verdict.NotEnoughData),
        ["held"] = (_better with { IsHeld = true }, Verdict.NotEnoughData),
        ["held, and close"] = (_open with { EquivalenceP = 0.01, IsHeld = true }, Verdict.NotEnoughData),
    };

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void Verdict_IsWhatTestAndIntervalBothSay(string what, Verdict expected) => Assert.Equal(expected, _verdicts[what].Control.Verdict);

    [Theory]
    //          as judged                 with equal layout
    [InlineData(Verdict.Better, Verdict.Better, false)]
    [InlineData(Verdict.Better, Verdict.Worse, true)]
    [InlineData(Verdict.Better, Verdict.NotEnoughData, true)]
    [InlineData(Verdict.Worse, Verdict.NotEnoughData, true)]
    [InlineData(Verdict.NotEnoughData, Verdict.Better, true)]
    [InlineData(Verdict.NotEnoughData, Verdict.Worse, true)]
    [InlineData(Verdict.NotEnoughData, Verdict.NotEnoughData, false)]
    [InlineData(Verdict.Equivalent, Verdict.NotEnoughData, false)] // neither shows a difference
    [InlineData(Verdict.NotEnoughData, Verdict.Equivalent, false)]
    [InlineData(Verdict.Equivalent, Verdict.Better, true)]
    public void TheyDisagree_WhereOneOfThemShowsADifference(Verdict raw, Verdict styled, bool disagree)
    {
        var control = styled switch
        {
            Verdict.Better => _better,
            Verdict.Worse => _worse,
            Verdict.Equivalent => _open with { EquivalenceP = 0.01 },
            _ => _open,
        };

        Assert.Equal(disagree, control.Disagrees(new WinRate { Comparison = new PairedComparison { Verdict = raw } }));
    }

    [Theory]
    [InlineData(0.1, 0.3, true)]
    [InlineData(-0.3, -0.1, true)]
    [InlineData(-0.1, 0.3, false)]
    [InlineData(0, 0.3, false)]
    [InlineData(-0.3, 0, false)]
    public void AnEffect_IsShown_WhereItsIntervalLeavesZeroOut(double low, double high, bool isShown) =>
        Assert.Equal(isShown, new StyleEffect("length", (low + high) / 2, low, high).IsShown);
}
