using Showdown.Statistics.Sequential;

namespace Showdown.Tests.Statistics.Sequential;

/// <summary>The mean without its leaning, where it can be worked out; that it leans nowhere on average is simulated beside.</summary>
public sealed class StoppedMeanTests
{
    private static readonly SequentialOptions _atOnce = new() { AtLeast = 1, Margin = 0.5 };

    private static readonly SequentialUnit[] _elevenWins = [.. Enumerable.Range(0, 12).Select(i => new SequentialUnit(i == 0 ? -1 : 1))];

    /// <summary>Nothing stopped early: the first units of all orders are on average what all units are.</summary>
    [Fact]
    public void WithoutAVerdict_ItIsThePlainMean()
    {
        List<SequentialUnit> units = [.. Enumerable.Range(0, 200).Select(i => new SequentialUnit(i % 2 == 0 ? 0.5 : -0.25))];
        Assert.Equal(0.125, StoppedMean.Of(units, null, new SequentialOptions { Error = 1e-9 }, 1)!.Value, 0.02);
    }

    [Fact]
    public void StoppedAsSoonAsItMay_ItIsThePlainMean_OfClustersOverTheirSamples()
    {
        List<SequentialUnit> units = [new(2, 2), new(1, 4), new(0, 1), new(-2, 3)];
        Assert.Equal(0.1, StoppedMean.Of(units, 3, _atOnce with { AtLeast = 3 }, 4)!.Value, 12);
        Assert.Equal(0.1, StoppedMean.Of(units, null, _atOnce with { AtLeast = 30 }, 4)!.Value, 12);
    }

    /// <summary>Eleven wins and a loss are shown at the twelfth unit; eight wins before the loss had been enough at the eighth.</summary>
    [Fact]
    public void OrdersThatStopElsewhere_AreLeftOut()
    {
        var stops = Enumerable
            .Range(0, 12)
            .Select(loss => SequentialComparison.StopOf([.. Enumerable.Range(0, 12).Select(i => new SequentialUnit(i == loss ? -1 : 1))], _atOnce, 1))
            .ToList();
        Assert.Equal([12, 12, 12, 12, 12, 12, 12, 12, 8, 8, 8, 8], stops);

        // The first unit is the loss in one of the eight orders that are left.
        Assert.Equal(1 - (2 / 8.0), StoppedMean.Of(_elevenWins, 12, _atOnce, 1)!.Value, 0.05);
    }

    [Fact]
    public void UnitsAfterTheStop_AddTheirPlainMean()
    {
        var alone = StoppedMean.Of(_elevenWins, 12, _atOnce, 1)!.Value;

        var more = StoppedMean.Of([.. _elevenWins, new(-1), new(0.5), new(0)], 12, _atOnce, 1);

        Assert.Equal(((12 * alone) - 1 + 0.5) / 15, more!.Value, 12);
    }

    [Fact]
    public void OfClusters_EachSampleCountsAlike()
    {
        // The same bets: a cluster of five that hangs together is one unit.
        List<SequentialUnit> clusters = [.. _elevenWins.Select(u => new SequentialUnit(5 * u.Sum, 5))];
        var (alone, more) = (StoppedMean.Of(clusters, 12, _atOnce, 5), StoppedMean.Of([.. clusters, new(-2, 2)], 12, _atOnce, 5));

        Assert.Equal(StoppedMean.Of(_elevenWins, 12, _atOnce, 1)!.Value, alone!.Value, 12);
        Assert.Equal(((60 * alone.Value) - 2) / 62, more!.Value, 12);
    }

    [Fact]
    public void TheOtherModel_SeesTheMirroredMean()
    {
        Assert.Equal(
            StoppedMean.Of(_elevenWins, 12, _atOnce, 1),
            -StoppedMean.Of([.. _elevenWins.Select(u => u with { Sum = -u.Sum })], 12, _atOnce, 1)
        );
    }

    /// <summary>Wins alone show it long before the thirtieth: no order of them stops there.</summary>
    [Fact]
    public void WhereNoOrderStopsThen_NothingIsSaid() =>
        Assert.Null(StoppedMean.Of([.. Enumerable.Repeat(new SequentialUnit(1), 30)], 30, _atOnce with { Comparisons = 1000 }, 1));
}
