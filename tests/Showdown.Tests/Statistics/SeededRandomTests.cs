using Showdown.Domain;

namespace Showdown.Tests.Statistics;

public sealed class SeededRandomTests
{
    [Fact]
    public void SplitMix64_GivesThePublishedNumbers()
    {
        var state = 1234567UL;
        ulong[] expected = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];
        Assert.Equal(expected, expected.Select(_ => SplitMix64.Next(ref state)).ToArray());
    }

    [Fact]
    public void Xoshiro256_GivesThePublishedNumbers()
    {
        var random = new SeededRandom(1, 2, 3, 4);
        ulong[] expected = [11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600, 16172922978634559625];
        Assert.Equal(expected, expected.Select(_ => random.NextBits()).ToArray());
    }

    [Fact]
    public void NextBelow_IsEven_AndStaysInRange()
    {
        var random = new SeededRandom(7);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
            counts[random.NextBelow(7)]++;
        // 10,000 each; the standard deviation is 93.
        Assert.All(counts, c => Assert.InRange(c, 9_600, 10_400));
    }

    [Fact]
    public void NextHeads_CountsFairCoins()
    {
        var random = new SeededRandom(8);
        var (heads, coins) = (0, 0);
        for (var i = 0; i < 3_000; i++)
        {
            var some = i % 150;
            var shown = random.NextHeads(some);
            Assert.InRange(shown, 0, some);
            heads += shown;
            coins += some;
        }
        // 223,500 coins; the standard deviation is 236.
        Assert.InRange(heads, coins / 2 - 1_000, coins / 2 + 1_000);
    }
}
