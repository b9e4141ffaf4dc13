namespace Showdown.Analysis.Published;

/// <param name="Variant">"instruct" or "base".</param>
/// <param name="HostIds">What hosts call it, in lower case.</param>
public sealed record PublishedModel(string Id, string Name, string Family, string Variant, IReadOnlyList<string> HostIds);
