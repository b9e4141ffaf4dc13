namespace Showdown.Importing;

/// <summary>What came of an import.</summary>
/// <param name="RunId">The run that holds the results.</param>
/// <param name="IsNew">False when the same files were imported the same way before: the run is that one.</param>
public sealed record Imported(string RunId, bool IsNew);
