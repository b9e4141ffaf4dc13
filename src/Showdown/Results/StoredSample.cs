namespace Showdown.Results;

/// <summary>What a sample asks and wants, as it is stored; empty where that is not known.</summary>
public sealed class StoredSample
{
    public required string SampleId { get; set; }

    public required string Input { get; set; }

    /// <summary>A list of texts, as JSON.</summary>
    public string Choices { get; set; } = "[]";

    public string Target { get; set; } = "";
}
