using System.Text;

namespace Showdown.Statistics;

/// <summary>The same sample as two models met it. Where one of them has no score it is dropped from the comparison and counted.</summary>
public readonly record struct SamplePair(SampleScore A, SampleScore B)
{
    /// <summary>Samples of one cluster hang together, as several questions about one passage do: the cluster is what varies. Null: the sample stands
    /// for itself.</summary>
    public string? Cluster { get; init; }

    /// <summary>True when both have a score.</summary>
    public bool IsComplete => A.IsScored && B.IsScored;

    /// <summary>A's mean value of an attempt less B's, -1 to 1.</summary>
    public double Difference => A.Mean - B.Mean;

    /// <summary>The same pair seen from the other model.</summary>
    public SamplePair Mirrored => this with { A = B, B = A };

    // Of itself a record prints every property: Mirrored would print its own Mirrored, without end.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append($"A = {A}, B = {B}, Cluster = {Cluster}");
        return true;
    }
}
