namespace Showdown.Tests.Statistics;

/// <summary>The band in which a simulated rate lies when the true rate is as promised: 4.5 binomial standard deviations to either side, so that a
/// hundred bands leave one wrong alarm in a thousand re-seedings.</summary>
internal static class Band
{
    public static double Half(double rate, int rounds) => 4.5 * Math.Sqrt(rate * (1 - rate) / rounds);

    public static void AssertHolds(double promised, int hits, int rounds) => AssertBetween(promised, promised, hits, rounds);

    public static void AssertBetween(double least, double most, int hits, int rounds) =>
        Assert.InRange((double)hits / rounds, least - Half(least, rounds), most + Half(most, rounds));
}
