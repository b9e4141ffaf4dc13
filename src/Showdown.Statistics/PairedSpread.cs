namespace Showdown.Statistics;

/// <summary>What the spread of a comparison says about larger ones.</summary>
/// <param name="Samples">Units of the comparison.</param>
/// <param name="Epochs">Attempts at a sample, on average.</param>
/// <param name="Variance">Of a unit's difference, with one made-up unit for either model in it: where nothing differed yet, that is not known to stay
/// so.</param>
/// <param name="Within">The part of it that attempts at the same samples vary by; null when single attempts do not tell.</param>
/// <param name="IsShare">True when scores may be shares: small differences at all samples then cost less spread than whole ones at few.</param>
public sealed record PairedSpread(int Samples, double Epochs, double Variance, double? Within, bool IsShare = false)
{
    internal static PairedSpread Of(PairedSample sample, BoundedMean mean)
    {
        double n = mean.Count;
        var seen = mean.StandardError * mean.StandardError * n * (n - 1);
        return new PairedSpread(mean.Count, sample.Epochs, (seen + 2 / sample.Epochs) / (n + 1), sample.Within, sample.IsShare);
    }
}
