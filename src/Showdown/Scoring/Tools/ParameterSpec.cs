namespace Showdown.Scoring.Tools;

/// <summary>What an argument may be.</summary>
/// <param name="Type">In the dataset's own word; empty where it names none.</param>
/// <param name="ItemType">Of a list's items; null where nothing is said of them.</param>
internal sealed record ParameterSpec(string Type, string? ItemType);
