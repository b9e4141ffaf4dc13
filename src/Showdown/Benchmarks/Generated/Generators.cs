using System.Security.Cryptography;
using System.Text;
using Showdown.Domain;

namespace Showdown.Benchmarks.Generated;

/// <summary>What makes samples, by the name that a source gives it.</summary>
internal static class Generators
{
    public static string[] Names { get; } = [ContextWindow.Name, SpeedPrompts.Name];

    /// <exception cref="FormatException">An option cannot be read; the message says why.</exception>
    public static void Check(DatasetSource source)
    {
        if (source.Generator == SpeedPrompts.Name)
            SpeedPrompts.Check(source.GeneratorOptions);
        else
            ContextWindow.Check(source.GeneratorOptions);
    }

    /// <summary>Stands for the data: the same options always give the same samples.</summary>
    public static string Sha256(DatasetSource source) =>
        source.Generator == SpeedPrompts.Name ? SpeedPrompts.Sha256(source.GeneratorOptions) : ContextWindow.Sha256(source.GeneratorOptions);

    public static IEnumerable<Sample> Samples(DatasetSource source) =>
        source.Generator == SpeedPrompts.Name ? SpeedPrompts.Samples(source.GeneratorOptions) : ContextWindow.Samples(source.GeneratorOptions);

    /// <summary>SHA-256 in lower-case hex.</summary>
    internal static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
