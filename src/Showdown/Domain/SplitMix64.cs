using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Showdown.Domain;

/// <summary>The generator SplitMix64: every 64-bit state gives a number and the next state.</summary>
/// <remarks>Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators". Not for secrets.</remarks>
public static class SplitMix64
{
    public static ulong Next(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A state that follows from what is drawn for: the first 8 bytes (little-endian) of SHA-256 over "benchmark\nsample\nepoch".</summary>
    public static ulong Seed(string benchmarkId, string sampleId, int epoch) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{benchmarkId}\n{sampleId}\n{epoch}")));

    /// <summary>A number from 0 to below <paramref name="limit"/>, each equally likely: what would favour the small ones is drawn again.</summary>
    public static ulong Below(ref ulong state, ulong limit)
    {
        var uneven = (ulong.MaxValue % limit + 1) % limit;
        ulong drawn;
        do drawn = Next(ref state);
        while (drawn > ulong.MaxValue - uneven);
        return drawn % limit;
    }
}
