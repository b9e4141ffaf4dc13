namespace Showdown.Sandboxing;

/// <param name="Name">Such as "base" and "plus".</param>
public sealed record TestGroup(string Name, IReadOnlyList<CallTest> Tests);
