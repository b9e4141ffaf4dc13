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
}
