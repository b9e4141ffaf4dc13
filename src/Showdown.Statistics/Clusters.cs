namespace Showdown.Statistics;

/// <summary>Samples that hang together are counted as one: many questions about one text are not as many observations.</summary>
internal static class Clusters
{
    /// <summary>Adds up the scores of each cluster: to an interval a passage with ten questions is what one sample with ten attempts is.</summary>
    /// <param name="samples">One score for each sample.</param>
    /// <param name="clusters">In the same order; null for a sample that stands for itself.</param>
    /// <exception cref="ArgumentException">The lists have different lengths.</exception>
    public static IReadOnlyList<SampleScore> Gather(IReadOnlyList<SampleScore> samples, IReadOnlyList<string?> clusters)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(clusters);
        if (samples.Count != clusters.Count)
            throw new ArgumentException($"{samples.Count} samples have {clusters.Count} clusters.", nameof(clusters));
        var gathered = new List<SampleScore>(samples.Count);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < samples.Count; i++)
        {
            if (clusters[i] is { } cluster && !places.TryAdd(cluster, gathered.Count))
                gathered[places[cluster]] += samples[i];
            else
                gathered.Add(samples[i]);
        }
        return gathered;
    }

    /// <summary>The same for values with weights, such as differences.</summary>
    internal static IReadOnlyList<Unit> Gather(IReadOnlyList<(double Value, double Weight, string? Cluster)> values)
    {
        var units = new List<Unit>(values.Count);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (value, weight, cluster) in values)
        {
            if (cluster is null || places.TryAdd(cluster, units.Count))
            {
                units.Add(new Unit(value, weight));
                continue;
            }
            var (mean, gathered) = units[places[cluster]];
            units[places[cluster]] = new Unit((mean * gathered + value * weight) / (gathered + weight), gathered + weight);
        }
        return units;
    }
}
