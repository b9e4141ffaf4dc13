namespace Showdown.Domain;

/// <param name="Name">With that of its folder.</param>
/// <param name="Sha256">Of its bytes, in lower-case hex.</param>
public sealed record ImportedFile(string Name, string Sha256);
