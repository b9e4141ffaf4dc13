namespace Showdown.Sandboxing;

/// <summary>What became of a program.</summary>
public enum CodeOutcome
{
    Passed,

    /// <summary>It gave an answer that is not right.</summary>
    Wrong,

    /// <summary>It used up its CPU time, or waited without end.</summary>
    TimedOut,

    /// <summary>It raised an exception, or its process ended, or it does not even load.</summary>
    Crashed,
    OutOfMemory,
    OutputLimit,

    /// <summary>Our failure. Says nothing about the program and never counts as wrong.</summary>
    CouldNotRun,
}
