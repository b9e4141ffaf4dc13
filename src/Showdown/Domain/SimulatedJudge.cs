namespace Showdown.Domain;

/// <summary>The declared faults of a simulated judge.</summary>
public sealed record SimulatedJudge
{
    /// <summary>Share of verdicts that are right, 0 to 1, over pairs in which the better answer stands first as often as second and is the longer one
    /// as often as the shorter.</summary>
    public double Accuracy { get; init; } = 0.8;

    /// <summary>Share of verdicts for what stands first less one half, -0.5 to 0.5, over both orders of all pairs.</summary>
    public double PositionLean { get; init; }

    /// <summary>Share of verdicts for the longer answer less one half, -0.5 to 0.5, over pairs in which it is the better one as often as
    /// not.</summary>
    public double LengthLean { get; init; }

    /// <summary>Share of replies from which no verdict can be read, 0 to 1.</summary>
    public double FailureRate { get; init; }
}
