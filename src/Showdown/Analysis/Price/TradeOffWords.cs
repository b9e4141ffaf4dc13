using Showdown.Analysis.Facts;
using Showdown.Analysis.Wording;
using Showdown.Formatting;

namespace Showdown.Analysis.Price;

/// <summary>What follows from the frontier, in words.</summary>
internal static class TradeOffWords
{
    /// <summary>What the trade-off is of: "Maths", a benchmark's title, "All benchmarks".</summary>
    public static string Title(TradeOff of, RunNames names) =>
        of.Capability is { } capability ? ForWhat.Title(capability)
        : of.BenchmarkId is { } benchmark ? names.Benchmark(benchmark).Title
        : "All benchmarks";

    /// <summary>"The cheapest of those that could not be told apart in quality (A and B) is B: $0.42 for 1,000 right answers, $0.38 to $0.47; so in
    /// 97% of drawings of the questions." Null where there are no verdicts, or one model.</summary>
    public static string? Cheapest(TradeOff of, RunNames names)
    {
        if (Alone(of, names, "price") is { } alone)
            return alone.Length > 0 ? alone : null;
        if (of.Cheapest is not { Score.UsdPerRight: { Value: { } value } cost } point)
            return $"Who is the cheapest of those that could not be told apart in quality ({Leaders(of, names)}) is not known: a price is missing.";
        var interval = cost.Low is null ? "" : $", {PriceWords.Interval(cost, 1000)}";
        return $"The cheapest of those that could not be told apart in quality ({Leaders(of, names)}) is {names.Model(point.Score.ModelId).Name}: {Format.Usd((decimal)(1000 * value))} for 1,000 right answers{interval}{Share(point.Share.Cheapest)}.";
    }

    /// <summary>The same by the median time to an answer, of this night.</summary>
    public static string? Fastest(TradeOff of, RunNames names)
    {
        if (Alone(of, names, "time") is not null || of.Fastest is not { Score.AnswerSeconds: { Value: { } value } time } point)
            return null;
        var interval = time is { Low: { } low, High: { } high } ? $", {Format.Seconds(low)} to {Format.Seconds(high)}" : "";
        return $"The fastest of them this night is {names.Model(point.Score.ModelId).Name}: {Format.Seconds(value)} to an answer{interval}{Share(point.Share.Fastest)}.";
    }

    /// <returns>Empty where nothing is to be said at all; null where there is something to choose.</returns>
    private static string? Alone(TradeOff of, RunNames names, string by) =>
        of.Points.Count < 2 || of.Leaders.Count == 0 ? ""
        : of.Leaders.Count == 1 ? $"In quality {names.Model(of.Leaders[0]).Name} stands alone: there is nothing to choose by {by}."
        : null;

    private static string Leaders(TradeOff of, RunNames names) => Format.List([.. of.Leaders.Select(id => names.Model(id).Name)]);

    private static string Share(double? share) => share is { } s ? $"; so in {OfDrawings(s)} of drawings of the questions" : "";

    /// <summary>Of a thousand drawings none is not never.</summary>
    public static string OfDrawings(double share) =>
        share >= 0.995 ? "more than 99%"
        : share < 0.005 ? "less than 1%"
        : Format.WholePercent(share);
}
