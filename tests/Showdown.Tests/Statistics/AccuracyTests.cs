using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class AccuracyTests
{
    [Fact]
    public void SingleAttempts_GiveWilson_AsStatsmodelsDoes() =>
        Assert.All(ReferenceValues.Cases("wilson"), c =>
        {
            var n = c.Count("n");
            var estimate = Accuracy.Estimate([.. Enumerable.Range(0, n).Select(i => new ItemTally(i < c.Count("right") ? 1 : 0, 1))], c.Number("level"));
            Assert.Equal(EstimateMethod.Wilson, estimate.Method);
            Assert.Equal(c.Number("low"), estimate.Low!.Value, 1e-12);
            Assert.Equal(c.Number("high"), estimate.High!.Value, 1e-12);
        });

    [Fact]
    public void Repeats_GiveClusteredErrorAndT_AsStatsmodelsDoes() =>
        Assert.All(ReferenceValues.Cases("estimate"), c =>
        {
            var estimate = Accuracy.Estimate(c.Tallies("items"));
            Assert.Equal(EstimateMethod.ItemT, estimate.Method);
            Assert.Equal(c.Count("n"), estimate.Items);
            Assert.Equal(c.Number("value"), estimate.Value!.Value, 1e-12);
            Assert.Equal(c.Number("se"), estimate.StandardError!.Value, 1e-12);
            Assert.Equal(c.Number("low"), estimate.Low!.Value, 1e-10);
            Assert.Equal(c.Number("high"), estimate.High!.Value, 1e-10);
        });

    [Fact]
    public void RepeatsThatAlwaysAgree_AreNoMoreThanItems()
    {
        ItemTally[] once = [.. Enumerable.Range(0, 60).Select(i => new ItemTally(i < 40 ? 1 : 0, 1))];
        ItemTally[] often = [.. once.Select(i => new ItemTally(i.Right * 16, 16))];
        var (few, many) = (Accuracy.Estimate(once), Accuracy.Estimate(often));
        Assert.Equal(few.Value, many.Value);
        Assert.InRange(Width(many) / Width(few), 0.99, 1.06);
    }

    [Theory]
    [InlineData(30, 1, EstimateMethod.Wilson)]
    [InlineData(30, 16, EstimateMethod.WilsonOnItems)]
    [InlineData(1, 16, EstimateMethod.WilsonOnItems)]
    public void AllRight_IsWilsonOnItems_NeverAPoint(int items, int epochs, EstimateMethod method)
    {
        var right = Accuracy.Estimate([.. Enumerable.Repeat(new ItemTally(epochs, epochs), items)]);
        var wrong = Accuracy.Estimate([.. Enumerable.Repeat(new ItemTally(0, epochs), items)]);
        Assert.Equal((1.0, 1.0, method), (right.Value, right.High, right.Method));
        Assert.Equal(items / (items + 1.959963984540054 * 1.959963984540054), right.Low!.Value, 1e-12);
        Assert.Equal((0.0, 0.0), (wrong.Value, wrong.Low));
        Assert.Equal(1 - right.Low!.Value, wrong.High!.Value, 1e-12);
    }

    [Fact]
    public void OneWrongAttemptInManyRepeats_LeavesTheIntervalHonest()
    {
        ItemTally[] items = [new(15, 16), .. Enumerable.Repeat(new ItemTally(16, 16), 29)];
        var estimate = Accuracy.Estimate(items);
        Assert.Equal(EstimateMethod.WilsonOnItems, estimate.Method);
        Assert.InRange(estimate.Low!.Value, 0.8, 0.9);
    }

    [Fact]
    public void NoItems_GiveNoFigures()
    {
        var estimate = Accuracy.Estimate([default, default]);
        Assert.Equal((0, 2, EstimateMethod.None), (estimate.Items, estimate.ItemsWithoutScore, estimate.Method));
        Assert.True(estimate is { Value: null, Low: null, High: null, StandardError: null });
        Assert.Null(Accuracy.Estimate([]).Value);
    }

    [Fact]
    public void OneItemAskedOften_SaysNothingAboutOthers()
    {
        var estimate = Accuracy.Estimate([new ItemTally(3, 8)]);
        Assert.Equal((0.375, 0.0, 1.0, EstimateMethod.None), (estimate.Value, estimate.Low, estimate.High, estimate.Method));
        Assert.Null(estimate.StandardError);
    }

    [Fact]
    public void ItemsWithoutAScore_AreCountedAndLeftOut()
    {
        var with = Accuracy.Estimate([new(1, 1), default, new(0, 1), default]);
        Assert.Equal((2, 2, 0.5), (with.Items, with.ItemsWithoutScore, with.Value));
        Assert.Equal(Accuracy.Estimate([new(1, 1), new(0, 1)]).Low, with.Low);
    }

    [Fact]
    public void CountsThatContradict_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Accuracy.Estimate([new ItemTally(2, 1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Accuracy.Estimate([new ItemTally(1, 1)], level: 95));
    }

    private static double Width(ScoreEstimate estimate) => estimate.High!.Value - estimate.Low!.Value;
}
