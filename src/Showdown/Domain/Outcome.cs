namespace Showdown.Domain;

/// <summary>What became of an attempt. Only <see cref="Right"/>, <see cref="Partial"/> and <see cref="Wrong"/> say something about an
/// answer.</summary>
public enum Outcome
{
    Right,
    Wrong,

    /// <summary>The answer earned a share of the credit, neither none nor all: only where a scorer gives shares.</summary>
    Partial,

    /// <summary>The completion hit the output cap before it stated a right answer. Counted apart from wrong.</summary>
    Truncated,

    /// <summary>The infrastructure failed for good. Never a wrong answer; left out of every average and counted beside it.</summary>
    Failed,

    /// <summary>The completion is there but could not be judged. Left out of every average and counted beside it.</summary>
    Unscored,
}
