namespace Showdown.Domain;

/// <summary>How a completion did on one part of what a benchmark asks, such as the base tests or the instructions read strictly.</summary>
/// <param name="Name">Such as base. A finer part names the part it belongs to first: "instructions: punctuation".</param>
/// <param name="Right">True when it did all that the part asks.</param>
public sealed record PartScore(string Name, bool Right)
{
    /// <summary>How many of <see cref="Total"/> were right, such as tests, instructions or rubric points; null where the part is not
    /// counted.</summary>
    public int? Passed { get; init; }

    /// <summary>From 1; null where the part is not counted.</summary>
    public int? Total { get; init; }

    /// <summary>A part with a count: right when all of it is.</summary>
    /// <param name="passed">From 0 to <paramref name="total"/>.</param>
    /// <param name="total">From 1.</param>
    public static PartScore Counted(string name, int passed, int total) => new(name, passed == total) { Passed = passed, Total = total };
}
