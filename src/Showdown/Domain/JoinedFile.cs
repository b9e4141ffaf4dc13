namespace Showdown.Domain;

/// <summary>A second file whose records belong to those of a first one.</summary>
/// <param name="Place">Where it lies, its hash and format.</param>
/// <param name="On">The field that both files have, and that tells which records belong together.</param>
public sealed record JoinedFile(DatasetSource Place, string On);
