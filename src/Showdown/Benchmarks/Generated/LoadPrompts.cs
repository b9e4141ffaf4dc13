using System.Globalization;
using Showdown.Domain;

namespace Showdown.Benchmarks.Generated;

/// <summary>The prompts of <see cref="SpeedPrompts"/> as a <see cref="LoadPlan"/> asks them: each rate is a group.</summary>
internal static class LoadPrompts
{
    public static string Sha256(IReadOnlyDictionary<string, string> options) =>
        Generators.HashOf($"{LoadPlan.Generator} {UpTo(options).ToString(CultureInfo.InvariantCulture)}\n{SpeedPrompts.Sha256(Prompts(options))}");

    /// <exception cref="FormatException">An option cannot be read; the message says why.</exception>
    public static void Check(IReadOnlyDictionary<string, string> options)
    {
        UpTo(options);
        SpeedPrompts.Check(Prompts(options));
    }

    /// <summary>In the order of asking.</summary>
    /// <param name="options">As of speed, and up_to: the highest rate. The job names it and requests.</param>
    public static IEnumerable<Sample> Samples(IReadOnlyDictionary<string, string> options)
    {
        var requests = SpeedPrompts.Requests(Prompts(options));
        IEnumerable<string> groups =
        [
            .. Enumerable.Repeat(LoadPlan.WarmUp, LoadPlan.WarmUps),
            .. LoadPlan.RatesOf(UpTo(options), requests).SelectMany(step => Enumerable.Repeat(step.Name, step.Requests)),
        ];
        var all = new Dictionary<string, string>(Prompts(options))
        {
            ["requests"] = (requests + LoadPlan.WarmUps).ToString(CultureInfo.InvariantCulture),
        };
        return SpeedPrompts.Samples(all).Zip(groups, (sample, group) => sample with { Group = group });
    }

    private static double UpTo(IReadOnlyDictionary<string, string> options) =>
        !options.TryGetValue("up_to", out var text) ? 1
        : double.TryParse(text, CultureInfo.InvariantCulture, out var rate) && rate is > 0 and <= 100_000 ? rate
        : throw new FormatException($"'up_to' must be a number of requests a second above 0, not '{text}'.");

    private static Dictionary<string, string> Prompts(IReadOnlyDictionary<string, string> options)
    {
        var prompts = options.Where(o => o.Key != "up_to").ToDictionary();
        prompts.TryAdd("requests", "36");
        return prompts;
    }
}
