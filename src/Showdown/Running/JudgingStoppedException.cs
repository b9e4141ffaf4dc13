namespace Showdown.Running;

/// <summary>No more verdicts may be asked for in this run.</summary>
public sealed class JudgingStoppedException(string reason) : Exception(reason);
