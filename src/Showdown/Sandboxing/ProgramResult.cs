namespace Showdown.Sandboxing;

/// <summary>The verdict on one program.</summary>
/// <param name="Reason">One line that a person can check.</param>
public sealed record ProgramResult(CodeOutcome Outcome, string Reason)
{
    /// <summary>The groups that were run, in order; those after the first failure are missing.</summary>
    public IReadOnlyList<GroupResult> Groups { get; init; } = [];

    /// <summary>The test that it failed at, with input, expected and got, each cut; null when it failed at none.</summary>
    public FailedTest? Failure { get; init; }

    /// <summary>CPU time of all its runs.</summary>
    public TimeSpan Cpu { get; init; }

    public bool Passed(string group) => Groups.Any(g => g.Name == group && g.Outcome == CodeOutcome.Passed);
}

/// <param name="Number">From 1, inside its group.</param>
/// <param name="Got">Null when there was no answer.</param>
public sealed record FailedTest(string Group, int Number, string Input, string Expected, string? Got);
