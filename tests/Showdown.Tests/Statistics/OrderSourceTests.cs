using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

public sealed class OrderSourceTests
{
    /// <summary>SplitMix64 from seed 1234567, as Rosetta Code lists it; of a bound of 2^k the first k bits are drawn.</summary>
    [Fact]
    public void Draws_AreThoseOfSplitMix64()
    {
        ulong[] published = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];
        var source = new OrderSource(1234567);
        Assert.Equal(published.Select(bits => (int)(bits >> 34)), published.Select(_ => source.Below(1 << 30)));
    }

    [Fact]
    public void Below_ReachesEveryValue_AndNeverTheBound()
    {
        var source = new OrderSource();
        Assert.Equal(Enumerable.Range(0, 7), Enumerable.Range(0, 500).Select(_ => source.Below(7)).Distinct().Order());
        Assert.All(Enumerable.Range(0, 20), _ => Assert.Equal(0, source.Below(1)));
    }

    [Fact]
    public void UnlessToldOtherwise_TheSeedIsOne()
    {
        var (source, one, two) = (new OrderSource(), new OrderSource(1), new OrderSource(2));
        int[] Draws(OrderSource of) => [.. Enumerable.Range(0, 8).Select(_ => of.Below(1 << 20))];
        var draws = Draws(source);
        Assert.Equal(draws, Draws(one));
        Assert.NotEqual(draws, Draws(two));
    }

    /// <summary>Six orders of three in 6000 shuffles: each within four standard deviations of 1000.</summary>
    [Fact]
    public void EveryOrder_IsAsLikely()
    {
        var source = new OrderSource();
        var seen = Enumerable.Range(0, 6000).Select(_ => Shuffled(source, "abc")).CountBy(o => o).ToDictionary();
        Assert.Equal(["abc", "acb", "bac", "bca", "cab", "cba"], seen.Keys.Order(StringComparer.Ordinal));
        Assert.All(seen.Values, count => Assert.InRange(count, 885, 1115));
        Assert.Equal("", Shuffled(source, ""));
        Assert.Equal("a", Shuffled(source, "a"));
    }

    private static string Shuffled(OrderSource source, string text)
    {
        var letters = text.ToCharArray();
        source.Shuffle<char>(letters);
        return new string(letters);
    }
}
