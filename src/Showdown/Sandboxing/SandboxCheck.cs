namespace Showdown.Sandboxing;

/// <summary>Whether programs can be run here.</summary>
/// <param name="Usable">False: nothing untrusted runs, and benchmarks of code are refused.</param>
/// <param name="Message">What is there; or why there is no sandbox, and what to do.</param>
public sealed record SandboxCheck(bool Usable, string Message);
