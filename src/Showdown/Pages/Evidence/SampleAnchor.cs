namespace Showdown.Pages.Evidence;

/// <summary>Where a sample's attempts begin.</summary>
/// <param name="Snippet">The beginning of its question; null where it may not be shown.</param>
internal sealed record SampleAnchor(int Page, int Number, string? Snippet)
{
    /// <summary>From the benchmark's folder of evidence.</summary>
    public string Link => $"{EvidenceWriter.PageFile(Page)}#s{Number}";
}
