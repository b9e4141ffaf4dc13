using Showdown.Statistics;
using Showdown.Statistics.Pairwise;
using Showdown.Statistics.Sequential;

namespace Showdown.Tests.Statistics;

/// <summary>What cannot be is refused with a sentence that says what could; what just can be is taken.</summary>
public sealed class BadArgumentsTests
{
    private static readonly PairedSpread _spread = new(100, 1, 0.2, null);

    public static TheoryData<string, Action, string, string> Refused =>
        new()
        {
            { "p above 1", () => Holm.Adjust([0.5, 1.01]), "p", "A p value lies from 0 to 1." },
            { "p below 0", () => Holm.Adjust([-0.01]), "p", "A p value lies from 0 to 1." },
            { "p above 1, of many", () => FalseDiscovery.Adjust([1.01]), "p", "A p value lies from 0 to 1." },
            { "p below 0, of many", () => FalseDiscovery.Adjust([0.5, -0.01]), "p", "A p value lies from 0 to 1." },
            {
                "no number",
                () => Quantiles.Of([1, double.NaN], 0.5),
                "values",
                "Percentiles need numbers; a value that is not known must be left out."
            },
            { "share above 1", () => Quantiles.Of([1, 2], 1.01), "share", "A share lies from 0 to 1." },
            { "share below 0", () => Quantiles.Of([1, 2], -0.01), "share", "A share lies from 0 to 1." },
            { "clusters", () => Clusters.Gather([new(1, 1), new(0, 1)], ["a"]), "clusters", "2 samples have 1 clusters." },
            { "more right than scored", () => Accuracy.Estimate([new(2, 1)]), "Right", "A sample cannot have 2 right of 1 scored attempts." },
            { "fewer than none right", () => Accuracy.Estimate([new(-1, 1)]), "Right", "A sample cannot have -1 right of 1 scored attempts." },
            {
                "more credit than attempts",
                () => Accuracy.Estimate([Part(1, 2, 1.5, 1)]),
                "PartCredit",
                "The 1 attempts that earned less than all cannot have earned 1.5 together, with squares of 1."
            },
            {
                "squares above what they are of",
                () => Accuracy.Estimate([Part(0, 2, 0.5, 0.6)]),
                "PartCredit",
                "The 2 attempts that earned less than all cannot have earned 0.5 together, with squares of 0.6."
            },
            {
                "credit below 0",
                () => Accuracy.Estimate([Part(0, 2, -0.5, 0)]),
                "PartCredit",
                "The 2 attempts that earned less than all cannot have earned -0.5 together, with squares of 0."
            },
            { "level 0", () => Accuracy.Estimate([new(1, 1)], level: 0), "level", "A level lies above 0 and below 1; 0.95 is usual." },
            { "level 1", () => Accuracy.Estimate([new(1, 1)], level: 1), "level", "A level lies above 0 and below 1; 0.95 is usual." },
            {
                "margin 0",
                () => Paired.Compare([], new PairedOptions { Margin = 0 }),
                "Margin",
                "The margin of equivalence lies above 0; 0.02 is two points."
            },
            {
                "level of pairs",
                () => Paired.Compare([], new PairedOptions { Level = 0 }),
                "level",
                "A level lies above 0 and below 1; 0.95 is usual."
            },
            {
                "earned above 1",
                () => WinRate.Of([new JudgedPair("p", 1.01)]),
                "value",
                "What a model earned of a pair lies from 0 (lost) to 1 (won)."
            },
            {
                "earned below 0",
                () => WinRate.Of([new JudgedPair("p", -0.01)]),
                "value",
                "What a model earned of a pair lies from 0 (lost) to 1 (won)."
            },
            { "level 3", () => ArenaHard.Of([new ArenaHardGames(3, 0)]), "level", "A level lies from -2 (much worse) to 2 (much better)." },
            { "level -3", () => ArenaHard.Of([new ArenaHardGames(0, -3)]), "level", "A level lies from -2 (much worse) to 2 (much better)." },
            { "no error", () => Sequential(new() { Error = 0 }), "Error", "The error lies above 0 and below 1; 0.05 is five in a hundred." },
            { "error 1", () => Sequential(new() { Error = 1 }), "Error", "The error lies above 0 and below 1; 0.05 is five in a hundred." },
            { "margin 1", () => Sequential(new() { Margin = 1 }), "Margin", "The margin of equivalence lies above 0; 0.02 is two points." },
            {
                "no comparison",
                () => Sequential(new() { Comparisons = 0 }),
                "Comparisons",
                "Comparisons ('0') must be greater than or equal to '1'."
            },
            { "stops before the first", () => Sequential(new() { AtLeast = 0 }), "AtLeast", "AtLeast ('0') must be greater than or equal to '1'." },
            { "unit of none", () => new SequentialComparison(new()).Add(new SequentialUnit(0, 0)), "unit", "A unit has from 1 to " },
            {
                "difference above 1",
                () => new SequentialComparison(new()).Add(new SequentialUnit(1.01)),
                "unit",
                "Differences of scores lie from -1 to 1."
            },
            {
                "samples of another model",
                () =>
                    Ranking.Of(
                        [
                            [new(1, 1)],
                            [new(1, 1), new(1, 1)],
                        ],
                        []
                    ),
                "models",
                "Every model needs one score for each sample, in the same order."
            },
            { "no attempt drawn", () => PassAt.EstimateEvery([new(1, 3)], 0), "k", "k ('0') must be greater than or equal to '1'." },
            { "half the samples", () => Power.Of(_spread, 0.1, samples: 0.5), "samples", "samples ('0.5') must be greater than or equal to '1'." },
            { "half the epochs", () => Power.Of(_spread, 0.1, epochs: 0.5), "epochs", "epochs ('0.5') must be greater than or equal to '1'." },
            {
                "power of no comparison",
                () => Power.Of(_spread, 0.1, comparisons: 0),
                "comparisons",
                "comparisons ('0') must be greater than or equal to '1'."
            },
            { "power at level 1", () => Power.Of(_spread, 0.1, level: 1), "level", "A level lies above 0 and below 1; 0.95 is usual." },
            { "surely", () => Power.Needed(_spread, 0.1, chance: 1), "level", "A level lies above 0 and below 1; 0.95 is usual." },
            {
                "needed for no comparison",
                () => Power.Needed(_spread, 0.1, comparisons: 0),
                "comparisons",
                "comparisons ('0') must be greater than or equal to '1'."
            },
            { "needed at level 1", () => Power.Needed(_spread, 0.1, level: 1), "level", "A level lies above 0 and below 1; 0.95 is usual." },
            {
                "passes at level 1",
                () => PassAt.EstimateEvery([new(1, 3)], 1, level: 1),
                "level",
                "A level lies above 0 and below 1; 0.95 is usual."
            },
            { "one model", () => BradleyTerry.Of(1, []), "models", "models ('1') must be greater than or equal to '2'." },
            { "fewer than no wins", () => McNemar.OneSidedP(-1, 0), "wins", "wins ('-1') must be a non-negative value." },
            { "fewer than no losses", () => McNemar.OneSidedP(0, -1), "losses", "losses ('-1') must be a non-negative value." },
            { "a share of none", () => Interval.Wilson(0.5, 0, 1.96), "n", "n ('0') must be a non-negative and non-zero value." },
            {
                "clusters of none",
                () => _ = new SequentialComparison(new(), 0),
                "largestUnit",
                "largestUnit ('0') must be greater than or equal to '1'."
            },
            {
                "equivalent within nothing",
                () => Power.NeededForEquivalence(_spread, 0),
                "margin",
                "margin ('0') must be a non-negative and non-zero value."
            },
            {
                "equivalent at level 1",
                () => Power.NeededForEquivalence(_spread, 0.1, level: 1),
                "level",
                "A level lies above 0 and below 1; 0.95 is usual."
            },
            {
                "surely equivalent",
                () => Power.NeededForEquivalence(_spread, 0.1, chance: 1),
                "level",
                "A level lies above 0 and below 1; 0.95 is usual."
            },
            { "p unknown", () => Holm.Adjust([0.1, double.NaN]), "p", "A p value lies from 0 to 1." },
            { "p unknown, of many", () => FalseDiscovery.Adjust([double.NaN]), "p", "A p value lies from 0 to 1." },
            { "level in per cent", () => Accuracy.Estimate([new(1, 1)], level: 95), "level", "A level lies above 0 and below 1; 0.95 is usual." },
            { "a pair's counts", () => Paired.Compare([new(new(2, 1), new(0, 1))]), "Right", "A sample cannot have 2 right of 1 scored attempts." },
            { "margin 0, stopping", () => Sequential(new() { Margin = 0 }), "Margin", "The margin of equivalence lies above 0; 0.02 is two points." },
            { "unit of a cluster", () => new SequentialComparison(new()).Add(new SequentialUnit(1, 2)), "unit", "A unit has from 1 to 1 samples." },
            {
                "difference unknown",
                () => new SequentialComparison(new()).Add(new SequentialUnit(double.NaN)),
                "unit",
                "Differences of scores lie from -1 to 1."
            },
            {
                "a window unknown",
                () => TimeWindows.Level([double.NaN, 1, 1, 1, 1]),
                "value",
                "A window's figure lies above 0; leave out what is not known."
            },
            {
                "a window of 0, compared",
                () => TimeWindows.Compare([(0, 1), (1, 1), (1, 1), (1, 1), (1, 1)]),
                "value",
                "A window's figure lies above 0; leave out what is not known."
            },
            { "a time of 0", () => NightRatio.Of([0.0], [1.0]), "values", "Above 0." },
            { "a window of 0", () => TimeWindows.Level([0, 1, 1, 1, 1]), "value", "A window's figure lies above 0; leave out what is not known." },
            {
                "a window without end",
                () => TimeWindows.Level([double.PositiveInfinity, 1, 1, 1, 1]),
                "value",
                "A window's figure lies above 0; leave out what is not known."
            },
        };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void WhatCannotBe_IsRefused_InASentence(string what, Action call, string parameter, string sentence)
    {
        var thrown = Assert.IsType<ArgumentException>(Record.Exception(call), exactMatch: false);
        Assert.Equal((what, parameter), (what, thrown.ParamName));
        Assert.StartsWith(sentence, thrown.Message);
    }

    [Fact]
    public void WhatStandsAtTheEdge_IsTaken()
    {
        Assert.Equal([0, 1], Holm.Adjust([0.0, 1.0]));
        Assert.Equal([0, 1], FalseDiscovery.Adjust([0.0, 1.0]));
        Assert.Equal((1, 3), (Quantiles.Of([3, 1, 2], 0), Quantiles.Of([3, 1, 2], 1)));
        Assert.Equal(1, Accuracy.Estimate([new(1, 1), Part(0, 1, 1, 1)]).Value);
        Assert.Equal(0, Accuracy.Estimate([new(0, 1), Part(0, 1, 0, 0)]).Value);
        Assert.NotNull(WinRate.Of([new JudgedPair("a", 0), new JudgedPair("b", 1)]));
        Assert.NotNull(ArenaHard.Of([new ArenaHardGames(-2, 2), new ArenaHardGames(2, -2)]));
        new SequentialComparison(new() { Comparisons = 1, AtLeast = 1 }).Add(new SequentialUnit(-1));
        Assert.NotNull(Power.Of(_spread, 0.1, comparisons: 1, samples: 1, epochs: 1));
        Assert.Null(Power.Of(_spread, 0.1, epochs: 2));
    }

    private static SampleScore Part(int right, int scored, double credit, double squares) =>
        new(right, scored)
        {
            PartCredit = credit,
            PartSquares = squares,
            IsShare = true,
        };

    private static void Sequential(SequentialOptions options) => _ = new SequentialComparison(options);
}
