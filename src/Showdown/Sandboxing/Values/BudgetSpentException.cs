namespace Showdown.Sandboxing.Values;

/// <summary>A comparison took more steps than values of their size can need.</summary>
public sealed class BudgetSpentException() : Exception("The comparison takes too many steps.");
