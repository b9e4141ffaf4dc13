namespace Showdown.Domain;

/// <summary>A file inside a zip archive.</summary>
/// <param name="Entry">The file's name inside the archive.</param>
/// <param name="Password">As the owners publish it, or the <c>${NAME}</c> of a variable; null for an open archive.</param>
/// <param name="Sha256">Of the archive, in lower-case hex.</param>
public sealed record ArchiveEntry(string Entry, string? Password, string Sha256);
