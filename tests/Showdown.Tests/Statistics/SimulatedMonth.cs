using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

/// <summary>Two models that are asked the same 198 samples on each of 30 nights.</summary>
internal static class SimulatedMonth
{
    /// <summary>What each night says alone, and what it says with the six before it.</summary>
    public static IEnumerable<(PairedComparison Night, PairedComparison Week)> Looks(SimulatedModels models, double[] table, double[] other)
    {
        var (first, second) = models.Drawn(table, other, 198, true);
        var (a, b) = (new NightHistory("a", []), new NightHistory("b", []));
        var often = new PairedOptions().OverLooks(NightHistory.LooksOfAMonth);
        for (var night = 0; night < 30; night++)
        {
            a = a with { Nights = [.. a.Nights, models.Attempt(first, 1)] };
            b = b with { Nights = [.. b.Nights, models.Attempt(second, 1)] };
            yield return (NightHistory.Compare(a, b, 1), NightHistory.Compare(a, b, 7, often));
        }
    }
}
