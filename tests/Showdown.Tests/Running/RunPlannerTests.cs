using Showdown.Running;

namespace Showdown.Tests.Running;

public sealed class RunPlannerTests
{
    [Theory]
    [InlineData(1000, 400, "400 400 200")]
    [InlineData(30, 400, "30")]
    [InlineData(400, 400, "400")] // what measures speed, and what fits into one, is in one hand
    [InlineData(5, 1, "1 1 1 1 1")]
    [InlineData(9, 3, "3 3 3")]
    public void Slices_CoverEverySampleOnce(int size, int step, string lengths)
    {
        var slices = RunPlanner.Slices(size, step).ToList();
        Assert.Equal(lengths, string.Join(' ', slices.Select(s => s.Last - s.First + 1)));
        Assert.Equal(Enumerable.Range(0, size), slices.SelectMany(s => Enumerable.Range(s.First, s.Last - s.First + 1)));
    }

    [Theory]
    [InlineData(75, 30, 10, 400, "30 10 10 10 10 5")]
    [InlineData(30, 30, 10, 400, "30")]
    [InlineData(20, 30, 10, 400, "20")]
    [InlineData(160, 30, 64, 400, "64 64 32")] // no fewer than the models bear at once
    [InlineData(20, 100, 3, 4, "4 3 3 3 3 3 1")]
    public void WhereTheAskingMayEnd_SlicesAreSmallAtFirst(int size, int atLeast, int fewest, int most, string lengths)
    {
        var slices = RunPlanner.StoppingSlices(size, atLeast, fewest, most).ToList();
        Assert.Equal(lengths, string.Join(' ', slices.Select(s => s.Last - s.First + 1)));
        Assert.Equal(Enumerable.Range(0, size), slices.SelectMany(s => Enumerable.Range(s.First, s.Last - s.First + 1)));
    }

    [Fact]
    public void WhereTheAskingMayEnd_SlicesGrowWithWhatIsAsked()
    {
        var slices = RunPlanner.StoppingSlices(100_000, 30, 10, 400).ToList();
        Assert.Equal(99_999, slices[^1].Last);
        Assert.All(slices.Skip(1), s => Assert.InRange(s.Last - s.First + 1, 1, Math.Max(10, s.First / 10)));
        Assert.InRange(slices.Count, 250, 310); // of 400 each, but for the first
    }
}
