namespace Showdown.Statistics;

/// <summary>The nights of one evaluation identity: same benchmark, dataset, prompt, scorer, sampling and served model. A change of any starts a new
/// history.</summary>
/// <param name="Name">What is watched, such as "kimi-k2 on gpqa-diamond".</param>
/// <param name="Nights">Oldest first, tonight last. Each night has one score for each sample, all in the same order; a sample without a score that
/// night is <c>default </c>. </param>
public sealed record NightHistory(string Name, IReadOnlyList<IReadOnlyList<SampleScore>> Nights)
{
    /// <summary>A verdict over the last nights is looked at anew on every night: so many looks of a month keep its level together.</summary>
    public const int LooksOfAMonth = 30;

    /// <summary>Of each sample the cluster that it hangs together with others in, or null, in the order of the samples; null: every sample stands for
    /// itself.</summary>
    public IReadOnlyList<string?>? Clusters { get; init; }

    /// <summary>Brings nights that know their samples by id into one order: samples of the first night first, then those that turn up
    /// later.</summary>
    /// <param name="clusters">By sample id; null, or a sample that is not in it: it stands for itself.</param>
    public static NightHistory Align(
        string name,
        IReadOnlyList<IReadOnlyDictionary<string, SampleScore>> nights,
        IReadOnlyDictionary<string, string>? clusters = null
    )
    {
        ArgumentNullException.ThrowIfNull(nights);
        return Align(name, [.. nights.SelectMany(n => n.Keys).Distinct(StringComparer.Ordinal)], nights, clusters);
    }

    /// <summary>The same in a given order of samples, as two histories need it that are compared.</summary>
    public static NightHistory Align(
        string name,
        IReadOnlyList<string> ids,
        IReadOnlyList<IReadOnlyDictionary<string, SampleScore>> nights,
        IReadOnlyDictionary<string, string>? clusters = null
    )
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(nights);
        return new NightHistory(name, [.. nights.Select(night => ids.Select(id => night.GetValueOrDefault(id)).ToArray())])
        {
            Clusters = clusters is null ? null : [.. ids.Select(clusters.GetValueOrDefault)],
        };
    }

    /// <summary>The history from a night on: what to watch once a change was confirmed on that night, since the old level is no longer the
    /// measure.</summary>
    public NightHistory From(int night) => this with { Nights = [.. Nights.Skip(night)] };

    /// <summary>Several nights taken together, sample by sample.</summary>
    /// <param name="first">Position of the first night.</param>
    /// <param name="count">How many.</param>
    public IReadOnlyList<SampleScore> Pool(int first, int count)
    {
        var pooled = new SampleScore[Nights.Count == 0 ? 0 : Nights[0].Count];
        foreach (var night in Nights.Skip(first).Take(count))
        {
            if (night.Count != pooled.Length)
                throw new InvalidOperationException($"The nights of '{Name}' have different numbers of samples: {pooled.Length} and {night.Count}.");
            for (var i = 0; i < pooled.Length; i++)
                pooled[i] += night[i].Checked();
        }
        return pooled;
    }

    /// <summary>Scores of the history's samples against others, in its order and with its clusters.</summary>
    public IReadOnlyList<SamplePair> Pair(IReadOnlyList<SampleScore> a, IReadOnlyList<SampleScore> b) => Pair(a, b, Clusters);

    internal static IReadOnlyList<SamplePair> Pair(IReadOnlyList<SampleScore> a, IReadOnlyList<SampleScore> b, IReadOnlyList<string?>? clusters) =>
        [.. a.Zip(b, (x, y) => new SamplePair(x, y)).Select((pair, i) => pair with { Cluster = clusters?[i] })];

    /// <summary>Two models over their last nights on the same samples: samples are what varies, nights are repeats.</summary>
    /// <param name="a">Its samples in the same order as those of <paramref name="b"/>; a change of either identity starts a new history, so the one
    /// that is younger decides how far back both go.</param>
    /// <param name="b">The other model.</param>
    /// <param name="nights">At most so many, from 1.</param>
    /// <remarks>Whoever looks every night takes <see cref="PairedOptions.OverLooks"/>: with seven nights at 5 % each, equal models were called
    /// different on some night of 43 % of months.</remarks>
    public static PairedComparison Compare(NightHistory a, NightHistory b, int nights = 7, PairedOptions? options = null) =>
        Paired.Compare(Pairs(a, b, nights), options);

    /// <summary>What two models made of each sample on their last nights.</summary>
    /// <inheritdoc cref="Compare"/>
    public static IReadOnlyList<SamplePair> Pairs(NightHistory a, NightHistory b, int nights)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentOutOfRangeException.ThrowIfLessThan(nights, 1);
        var count = Math.Min(nights, Math.Min(a.Nights.Count, b.Nights.Count));
        return a.Pair(a.Pool(a.Nights.Count - count, count), b.Pool(b.Nights.Count - count, count));
    }
}
