namespace Showdown.Statistics;

/// <summary>The same draws on every machine: nothing that a page says hangs on the day it was made. SplitMix64 (Steele, Lea and Flood 2014, OOPSLA,
/// figure 16).</summary>
/// <param name="seed">Where many results are judged by one rule each wants draws of its own: the same for all would lean all of them the same
/// way.</param>
internal sealed class OrderSource(ulong seed = 1)
{
    private ulong _state = seed;

    /// <summary>From 0 to below the bound (Lemire 2019, ACM TOMACS 29:3; its bias is below 2^-32 here).</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>Fisher and Yates.</summary>
    public void Shuffle<T>(Span<T> units)
    {
        for (var i = units.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (units[i], units[j]) = (units[j], units[i]);
        }
    }

    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
