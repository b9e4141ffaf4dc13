namespace Showdown.Pages.Run;

/// <param name="Code">True for hashes, ids and parameters, which are set in a fixed-width face.</param>
internal sealed record Fact(string Name, string Value, bool Code = false);
