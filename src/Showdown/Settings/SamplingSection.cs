using Showdown.Domain;

namespace Showdown.Settings;

/// <summary>How to sample, as it stands in models.yaml, in job files and among the keys of a benchmark's protocol.</summary>
public static class SamplingSection
{
    /// <param name="section">Null: nothing is said, the next level decides.</param>
    /// <param name="close">True when the section holds nothing else, so that other keys are unknown.</param>
    public static Sampling Read(Section? section, bool close)
    {
        if (section is null)
            return new Sampling();
        var sampling = new Sampling
        {
            Temperature = section.Number("temperature", 0, 2),
            TopP = section.Number("top_p", 0, 1),
            TopK = section.Whole("top_k"),
            Seed = section.LargeWhole("seed"),
            MaxOutputTokens = section.Whole("max_output_tokens"),
            Stop = section.Texts("stop"),
        };
        if (sampling.TopP == 0)
            section.Problem("top_p", "'top_p' must be above 0: it is the share of probability that is kept.");
        if (close)
            section.RefuseUnknownKeys();
        return sampling;
    }
}
