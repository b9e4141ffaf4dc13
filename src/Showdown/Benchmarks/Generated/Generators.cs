using System.Security.Cryptography;
using System.Text;
using Showdown.Domain;

namespace Showdown.Benchmarks.Generated;

/// <summary>What makes samples, by the name that a source gives it.</summary>
internal static class Generators
{
    private static readonly Dictionary<string, Generator> _all = new(StringComparer.Ordinal)
    {
        [ContextWindow.Name] = new(ContextWindow.Check, ContextWindow.Sha256, ContextWindow.Samples) { Document = ContextWindow.Document },
        [HostCalls.Name] = new(HostCalls.Check, HostCalls.Sha256, HostCalls.Samples),
        [LongContext.Name] = new(LongContext.Check, LongContext.Sha256, LongContext.Samples) { Document = LongContext.Document },
        [LoadPlan.Generator] = new(LoadPrompts.Check, LoadPrompts.Sha256, LoadPrompts.Samples),
        [SpeedPrompts.Name] = new(SpeedPrompts.Check, SpeedPrompts.Sha256, SpeedPrompts.Samples),
    };

    public static string[] Names { get; } = [.. _all.Keys];

    /// <exception cref="FormatException">An option cannot be read; the message says why.</exception>
    public static void Check(DatasetSource source) => _all[source.Generator!].Check(source.GeneratorOptions);

    /// <summary>Stands for the data: the same options always give the same samples.</summary>
    public static string Sha256(DatasetSource source) => _all[source.Generator!].Sha256(source.GeneratorOptions);

    public static IEnumerable<Sample> Samples(DatasetSource source) => _all[source.Generator!].Samples(source.GeneratorOptions);

    /// <returns>The text that belongs to a sample and is not stored with it; null where there is none.</returns>
    public static string? Document(Sample sample) =>
        sample.Fields.TryGetValue("generator", out var name) && _all.TryGetValue(name, out var generator) ? generator.Document?.Invoke(sample) : null;

    /// <summary>SHA-256 in lower-case hex.</summary>
    internal static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private sealed record Generator(
        Action<IReadOnlyDictionary<string, string>> Check,
        Func<IReadOnlyDictionary<string, string>, string> Sha256,
        Func<IReadOnlyDictionary<string, string>, IEnumerable<Sample>> Samples
    )
    {
        public Func<Sample, string>? Document { get; init; }
    }
}
