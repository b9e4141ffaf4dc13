using Showdown.Analysis.Trend;

namespace Showdown.Analysis.Comparing;

/// <summary>Two evaluations over two datasets, narrowed to the samples that both have; B under A's ids.</summary>
/// <param name="LeftOutA">Samples of A that are not there any more.</param>
/// <param name="LeftOutB">As <paramref name="LeftOutA"/>.</param>
internal sealed record SharedNights(Night A, Night B, int LeftOutA, int LeftOutB)
{
    public int Samples => A.Samples.Count;

    /// <summary>Samples that are the same by their ids: what they ask was not recorded in both.</summary>
    public required int ByIdAlone { get; init; }

    /// <summary>Samples of which the two hold something else for right.</summary>
    public required int OtherTargets { get; init; }

    public static SharedNights Of(Night a, Night b, IReadOnlyList<SharedSample> samples)
    {
        var both = samples.Where(s => a.Samples.ContainsKey(s.A) && b.Samples.ContainsKey(s.B)).ToList();
        return new SharedNights(
            new Night(a.Run, a.Evaluation, both.ToDictionary(s => s.A, s => a.Samples[s.A], StringComparer.Ordinal)) { Clusters = a.Clusters },
            new Night(b.Run, b.Evaluation, both.ToDictionary(s => s.A, s => b.Samples[s.B], StringComparer.Ordinal)),
            a.Samples.Count - both.Count,
            b.Samples.Count - both.Count
        )
        {
            ByIdAlone = both.Count(s => s.ByIdAlone),
            OtherTargets = both.Count(s => s.OtherTarget),
        };
    }
}

/// <summary>What datasets have in common, each two looked at once.</summary>
internal sealed class SharedDatasets(IReadOnlyDictionary<string, IReadOnlyList<SampleContent>> contents)
{
    private readonly Dictionary<(string, string), IReadOnlyList<SharedSample>> _known = [];

    /// <returns>Null where the two are about one dataset, or neither was imported.</returns>
    public SharedNights? Of(Night a, Night b)
    {
        var (mine, other) = (a.Evaluation.DatasetSha256, b.Evaluation.DatasetSha256);
        if (mine == other || a.Run.Settings.Import is null && b.Run.Settings.Import is null)
            return null;
        if (!_known.TryGetValue((mine, other), out var samples))
            _known[(mine, other)] = samples = SharedSample.Of(contents[mine], contents[other]);
        return SharedNights.Of(a, b, samples);
    }
}
