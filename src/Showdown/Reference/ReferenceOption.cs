namespace Showdown.Reference;

/// <summary>The option of a scorer.</summary>
public sealed record ReferenceOption(string Name, string Type, KeyWords Words);
