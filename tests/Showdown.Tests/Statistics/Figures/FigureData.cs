using Showdown.Statistics;
using Showdown.Statistics.Sequential;

namespace Showdown.Tests.Statistics.Figures;

/// <summary>Made-up scores of every shape that occurs: single attempts, repeats, shares, clusters, gaps; few and many, hard, easy, and all
/// alike.</summary>
internal static class FigureData
{
    public static IEnumerable<(string Name, SampleScore[] Samples)> Evaluations()
    {
        yield return ("none", []);
        yield return ("one right", [new(1, 1)]);
        yield return ("two unlike", [new(1, 1), new(0, 1)]);
        yield return ("all right", [.. Enumerable.Repeat(new SampleScore(1, 1), 40)]);
        yield return ("all wrong", [.. Enumerable.Repeat(new SampleScore(0, 1), 12)]);
        yield return ("always alike", [.. Enumerable.Range(0, 30).Select(i => new SampleScore(i % 3 == 0 ? 4 : 0, 4))]);
        yield return ("never asked", [new(0, 0), new(0, 0, 3), new(1, 2, 1)]);
        foreach (
            var (samples, epochs, ease) in ((int, int, double)[])
                [(8, 1, 0.5), (30, 1, 0.9), (150, 1, 0.6), (30, 4, 0.8), (60, 16, 0.97), (400, 2, 0.3)]
        )
            yield return ($"{samples} samples, {epochs} times, {ease}", Scores((ulong)(samples + epochs), samples, epochs, ease));
        foreach (var (samples, epochs, ease) in ((int, int, double)[])[(5, 1, 0.7), (40, 1, 0.5), (40, 3, 0.9), (200, 1, 0.2)])
            yield return ($"shares of {samples}, {epochs} times, {ease}", Shares((ulong)(samples + epochs), samples, epochs, ease));
        yield return ("shares, all whole", [.. Enumerable.Range(0, 20).Select(i => new SampleScore(i % 2, 1) { IsShare = true })]);
        yield return ("shares, all a half", [.. Enumerable.Range(0, 20).Select(_ => Share(0.5))]);
        yield return (
            "gaps",
            [
                .. Scores(7, 50, 2, 0.6)
                    .Select(
                        (s, i) =>
                            i % 7 == 0 ? new SampleScore(0, 0, 2)
                            : i % 5 == 0 ? s + new SampleScore(0, 0, 1)
                            : s
                    ),
            ]
        );
    }

    public static IEnumerable<(string Name, SamplePair[] Pairs)> Pairs()
    {
        yield return ("none", []);
        yield return ("one", [new(new(1, 1), new(0, 1))]);
        yield return ("two", [new(new(1, 1), new(0, 1)), new(new(0, 1), new(1, 1))]);
        yield return ("all the same", [.. Enumerable.Repeat(new SamplePair(new(1, 1), new(1, 1)), 50)]);
        yield return ("one of many", [.. Enumerable.Range(0, 300).Select(i => new SamplePair(new(1, 1), new(i == 7 ? 0 : 1, 1)))]);
        yield return ("always better", [.. Enumerable.Repeat(new SamplePair(new(1, 1), new(0, 1)), 25)]);
        foreach (var (samples, epochs, a, b) in Sizes)
            yield return ($"{samples} samples, {epochs} times, {a} and {b}", Pair((ulong)(samples + epochs), samples, epochs, a, b));
        yield return ("shares", [.. Shares(1, 60, 1, 0.7).Zip(Shares(2, 60, 1, 0.5), (a, b) => new SamplePair(a, b))]);
        yield return ("shares of four", [.. Shares(3, 25, 4, 0.6).Zip(Shares(4, 25, 4, 0.6), (a, b) => new SamplePair(a, b))]);
        yield return ("shares and whole", [.. Shares(5, 12, 1, 0.6).Zip(Scores(4, 12, 1, 0.6), (a, b) => new SamplePair(a, b))]);
        yield return ("clusters", Clustered(11, 90, 1, 5));
        yield return ("clusters of repeats", Clustered(12, 40, 3, 4));
        yield return ("two clusters", Clustered(13, 30, 1, 15));
        yield return (
            "gaps",
            [
                .. Pair(9, 80, 2, 0.7, 0.5)
                    .Select(
                        (p, i) =>
                            (i % 9) switch
                            {
                                0 => p with { A = new(0, 0, 2) },
                                4 => p with { B = new(0, 0) },
                                6 => new(new(0, 0, 1), new(0, 0, 1)),
                                _ => p,
                            }
                    ),
            ]
        );
        yield return ("a gap", [.. Pair(9, 80, 1, 0.9, 0.5).Select((p, i) => i == 3 ? p with { A = new(0, 0, 1) } : p)]);
    }

    private static (int Samples, int Epochs, double A, double B)[] Sizes =>
        [
            (6, 1, 0.5, 0.5),
            (20, 1, 0.9, 0.4),
            (60, 1, 0.6, 0.5),
            (250, 1, 0.8, 0.78),
            (1200, 1, 0.9, 0.9),
            (15, 5, 0.5, 0.6),
            (80, 4, 0.7, 0.5),
            (500, 3, 0.95, 0.95),
        ];

    public static SamplePair[] Pair(ulong seed, int samples, int epochs, double a, double b)
    {
        var random = new SeededRandom(seed);
        return
        [
            .. Enumerable
                .Range(0, samples)
                .Select(_ =>
                {
                    var ease = random.NextShare();
                    return new SamplePair(Score(random, epochs, Of(a, ease)), Score(random, epochs, Of(b, ease)));
                }),
        ];
    }

    public static SamplePair[] Clustered(ulong seed, int samples, int epochs, int size) =>
        [.. Pair(seed, samples, epochs, 0.7, 0.55).Select((p, i) => p with { Cluster = i % 11 == 10 ? null : $"c{i / size}" })];

    public static SampleScore[] Scores(ulong seed, int samples, int epochs, double ease)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, samples).Select(_ => Score(random, epochs, Of(ease, random.NextShare())))];
    }

    public static SampleScore[] Shares(ulong seed, int samples, int epochs, double ease)
    {
        var random = new SeededRandom(seed);
        return
        [
            .. Enumerable
                .Range(0, samples)
                .Select(_ =>
                {
                    var skill = Of(ease, random.NextShare());
                    return Enumerable
                        .Range(0, epochs)
                        .Select(_ => Share(Math.Round(Of(skill, random.NextShare()) * 4) / 4))
                        .Aggregate(SampleScore.Add);
                }),
        ];
    }

    public static SampleScore Share(double value) =>
        value == 1
            ? new SampleScore(1, 1) { IsShare = true }
            : new SampleScore(0, 1)
            {
                PartCredit = value,
                PartSquares = value * value,
                IsShare = true,
            };

    public static double[] Values(ulong seed, int count, double from, double to)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => from * Math.Pow(to / from, random.NextShare()))];
    }

    public static SequentialUnit[] Units(ulong seed, int count, double better, double worse, int largest)
    {
        var random = new SeededRandom(seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ =>
                {
                    var size = 1 + random.NextBelow(largest);
                    var sum = Enumerable
                        .Range(0, size)
                        .Sum(_ =>
                            random.NextShare() is var u && u < better ? 1.0
                            : u < better + worse ? -1
                            : 0
                        );
                    return new SequentialUnit(sum, size);
                }),
        ];
    }

    /// <summary>A night a month, from a model that may fall or slide.</summary>
    public static NightHistory History(string name, ulong seed, int nights, int samples, int epochs, Func<int, double> ease)
    {
        var random = new SeededRandom(seed);
        var hard = Enumerable.Range(0, samples).Select(_ => random.NextShare()).ToArray();
        return new NightHistory(
            name,
            [.. Enumerable.Range(0, nights).Select(night => hard.Select(h => Score(random, epochs, Of(ease(night), h))).ToArray())]
        );
    }

    private static SampleScore Score(SeededRandom random, int epochs, double chance) =>
        new(Enumerable.Range(0, epochs).Count(_ => random.NextShare() < chance), epochs);

    /// <summary>A chance around a mean: harder and easier samples.</summary>
    private static double Of(double mean, double rank) => mean >= 1 ? 1 : Math.Pow(rank, (1 - mean) / mean);
}
