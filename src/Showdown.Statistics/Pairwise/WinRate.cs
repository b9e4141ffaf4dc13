namespace Showdown.Statistics.Pairwise;

/// <summary>How often A's answer is preferred to B's: over prompts, ties as half, with a verdict.</summary>
internal sealed record WinRate
{
    /// <summary>0 to 1; null where no pair was judged.</summary>
    public double? Value { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>Prompts with a judged pair.</summary>
    public int Prompts => Comparison.Samples;

    /// <summary>Pairs that could not be judged. They are no losses, and where they could turn the verdict there is none.</summary>
    public int Unscored { get; init; }

    /// <summary>Wins less losses, as the house compares two scores: A's is the win rate, B's is one less it. Holm's adjustment goes through
    /// it.</summary>
    public required PairedComparison Comparison { get; init; }

    public Verdict Verdict => Comparison.Verdict;

    /// <summary>The same rate as one of several, its verdict taken anew.</summary>
    public WinRate With(PairedComparison adjusted) => this with { Comparison = adjusted };

    /// <param name="pairs">In any order.</param>
    /// <param name="options">The margin is one of the win rate: 0.02 calls 48 to 52 % equivalent.</param>
    /// <remarks>
    /// The prompt (or its cluster) is the unit; both orders of a pair are one judgement, and several pairs of a prompt their mean. Interval:
    /// <see cref="ShareInterval"/>, which keeps within 0 and 1. Test against one half: <see cref="SignFlip"/> on wins less losses; where it does not
    /// reject, the interval is widened until it holds one half. Verdicts and what may hang on missing pairs: as <see cref="Paired"/>.
    /// </remarks>
    public static WinRate Of(IReadOnlyList<JudgedPair> pairs, PairedOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        options ??= new PairedOptions();
        options.Check();
        var unscored = pairs.Count(p => p.Value is null);
        // Wins less losses run from -1 to 1: twice as far as the rate does.
        var compared = Paired.Compare(Samples(pairs), options with { Margin = 2 * options.Margin });
        if (unscored == pairs.Count)
            return new WinRate { Unscored = unscored, Comparison = compared };
        var units = Clusters.Gather(Units(pairs));
        var rate = units.Sum(u => u.Value * u.Weight) / units.Sum(u => u.Weight);
        var interval = ShareInterval.Of(units, options.Level);
        if (compared.P >= 1 - options.Level)
            interval = interval.Hull(new Interval(0.5, 0.5));
        return new WinRate
        {
            Value = rate,
            Low = interval.Low,
            High = interval.High,
            Unscored = unscored,
            Comparison = (compared with { Low = 2 * interval.Low - 1, High = 2 * interval.High - 1 }).Decided(),
        };
    }

    /// <summary>What each of the two earned, prompt by prompt: A what it won, B the rest.</summary>
    public static IReadOnlyList<SamplePair> Samples(IReadOnlyList<JudgedPair> pairs) => [.. pairs.GroupBy(p => (p.Prompt, p.Cluster)).Select(Split)];

    // One value a prompt: many answers to it are one observation, better known.
    private static List<(double Value, double Weight, string? Cluster)> Units(IReadOnlyList<JudgedPair> pairs) =>
        [
            .. pairs
                .Where(p => p.Value is not null)
                .GroupBy(p => (p.Prompt, p.Cluster))
                .Select(g => (g.Average(p => p.Value!.Value), 1.0, g.Key.Cluster)),
        ];

    /// <summary>What A earned is A's score, the rest is B's.</summary>
    private static SamplePair Split(IGrouping<(string Prompt, string? Cluster), JudgedPair> prompt)
    {
        var values = prompt.Where(p => p.Value is not null).Select(p => Checked(p.Value!.Value)).ToList();
        var missing = prompt.Count() - values.Count;
        return new SamplePair(Score(values, missing), Score([.. values.Select(v => 1 - v)], missing)) { Cluster = prompt.Key.Cluster };
    }

    private static SampleScore Score(List<double> values, int missing) =>
        new(values.Count(v => v >= 1), values.Count, missing)
        {
            PartCredit = values.Where(v => v < 1).Sum(),
            PartSquares = values.Where(v => v < 1).Sum(v => v * v),
            IsShare = true,
        };

    private static double Checked(double value) =>
        value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "What a model earned of a pair lies from 0 (lost) to 1 (won).");
}
