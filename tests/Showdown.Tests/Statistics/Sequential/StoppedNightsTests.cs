using Showdown.Statistics.Sequential;

namespace Showdown.Tests.Statistics.Sequential;

/// <summary>Nights that stop when they are sure see what nights see that ask everything.</summary>
public sealed class StoppedNightsTests(ITestOutputHelper output)
{
    [Fact]
    public void NightsThatStopWhenSure_FindTheSameDrop_AndNothingElse_ForLess()
    {
        const int cell = 3;
        var nights = new StoppedNights(seed: 1, cell);
        var (whole, stopped) = (nights.Live(null), nights.Live(new SequentialOptions()));
        var share = (double)stopped.Asked / whole.Asked;
        output.WriteLine($"whole: {Said(whole)}; stopped: {Said(stopped)}; {share:0.00} of the attempts");
        Assert.Equal([(StoppedNights.DropNight, cell)], whole.Reports);
        Assert.Equal(whole.Reports, stopped.Reports);
        Assert.InRange(share, 0.3, 0.8);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void QuietNightsThatStopWhenSure_StayQuiet()
    {
        const int histories = 15;
        var all = Enumerable
            .Range(100, histories)
            .Select(seed => new StoppedNights((ulong)seed, dropped: null).Live(new SequentialOptions()))
            .ToList();
        var (suspicions, reports) = (all.Sum(h => h.Suspicions), all.Sum(h => h.Reports.Count));
        output.WriteLine($"{histories} histories: {suspicions} suspicions, {reports} reports");
        Assert.InRange(reports, 0, 1);
        // 5 % of the 11 nights of each history are promised to have one; a few have two.
        Band.AssertBetween(0, 0.05, suspicions, histories * 11);
    }

    private static string Said(StoppedNightsResult result) =>
        $"{result.Asked:n0} attempts, {result.Suspicions} suspicions, reported {string.Join(", ", result.Reports)}";
}
