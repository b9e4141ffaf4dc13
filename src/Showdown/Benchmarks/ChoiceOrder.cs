using Showdown.Domain;

namespace Showdown.Benchmarks;

/// <summary>
/// The order of options for one sample in one epoch. It follows from benchmark id, sample id and epoch alone, on every machine and for ever:
/// the first 8 bytes (little-endian) of SHA-256 over "benchmark\nsample\nepoch" seed a SplitMix64 generator, which drives a Fisher-Yates shuffle from
/// the last option down.
/// </summary>
public static class ChoiceOrder
{
    /// <returns>At each new place the old place of the option that stands there.</returns>
    public static int[] Of(string benchmarkId, string sampleId, int epoch, int count)
    {
        var state = SplitMix64.Seed(benchmarkId, sampleId, epoch);
        var order = Enumerable.Range(0, count).ToArray();
        for (var last = count - 1; last > 0; last--)
        {
            var other = (int)SplitMix64.Below(ref state, (ulong)last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }

        return order;
    }

    /// <summary>The sample as an epoch shows it: shuffled where its benchmark says so, else as the dataset has it.</summary>
    public static Sample Shown(BenchmarkSettings benchmark, Sample sample, int epoch) =>
        DiffersByEpoch(benchmark, sample) ? Shuffle(benchmark.Id, sample, epoch) : sample;

    /// <summary>True when each epoch shows the options in an order of its own.</summary>
    public static bool DiffersByEpoch(BenchmarkSettings benchmark, Sample sample) => benchmark.ShuffleChoices && sample.Choices.Count > 1;

    /// <summary>The sample with its options in the order of this epoch, and the target's letter moved with its option.</summary>
    public static Sample Shuffle(string benchmarkId, Sample sample, int epoch)
    {
        var order = Of(benchmarkId, sample.Id, epoch, sample.Choices.Count);
        var target = string.Join(", ", Places(sample.Target).Select(old => Letter(Array.IndexOf(order, old))).Order(StringComparer.Ordinal));
        return sample with { Choices = [.. order.Select(old => sample.Choices[old])], Target = target };
    }

    /// <summary>The places of a target's letters: 1 for "B", 0 and 2 for "A, C"; -1 for what is no letter.</summary>
    public static IEnumerable<int> Places(string target) =>
        target.Split(',', StringSplitOptions.TrimEntries).Select(letter => letter is [>= 'A' and <= 'Z'] ? letter[0] - 'A' : -1);

    public static string Letter(int place) => ((char)('A' + place)).ToString();
}
