using System.Numerics;
using Showdown.Domain;

namespace Showdown.Tests.Statistics;

/// <summary>Random numbers that are the same on every machine and in every version of .NET, so that a measured rate is the same everywhere.</summary>
/// <remarks>xoshiro256** 1.0 (Blackman and Vigna 2021, ACM TOMS 47:36), its state filled by SplitMix64 (Steele, Lea and Flood 2014). Whole-number
/// arithmetic only. Not for secrets.</remarks>
internal sealed class SeededRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;
    private ulong _coins;
    private int _coinsLeft;

    public SeededRandom(ulong seed)
        : this(SplitMix64.Next(ref seed), SplitMix64.Next(ref seed), SplitMix64.Next(ref seed), SplitMix64.Next(ref seed)) { }

    internal SeededRandom(ulong s0, ulong s1, ulong s2, ulong s3) => (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);

    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>From 0 to below 1 in steps of 2^-53.</summary>
    public double NextShare() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From 0 to below <paramref name="count"/>, each equally likely (Lemire 2019, ACM TOMACS 29:3, by rejection).</summary>
    public int NextBelow(int count)
    {
        var bound = (uint)count;
        var product = (NextBits() >> 32) * bound;
        if ((uint)product < bound)
        {
            var threshold = (uint)-(int)bound % bound;
            while ((uint)product < threshold)
                product = (NextBits() >> 32) * bound;
        }
        return (int)(product >> 32);
    }

    /// <summary>How many of so many fair coins show heads. Bits that are left over serve the next call.</summary>
    public int NextHeads(int coins)
    {
        var heads = 0;
        for (; coins >= 64; coins -= 64)
            heads += BitOperations.PopCount(NextBits());
        if (coins == 0)
            return heads;
        if (_coinsLeft < coins)
            (_coins, _coinsLeft) = (NextBits(), 64);
        heads += BitOperations.PopCount(_coins & ((1UL << coins) - 1));
        _coins >>= coins;
        _coinsLeft -= coins;
        return heads;
    }
}
