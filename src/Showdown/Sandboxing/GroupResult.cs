namespace Showdown.Sandboxing;

/// <param name="TestsPassed">Before the first failure.</param>
public sealed record GroupResult(string Name, CodeOutcome Outcome, int TestsPassed, int Tests);
