namespace Showdown.Sandboxing;

/// <summary>CPU time that a program may use. Waiting for a processor costs it nothing.</summary>
public sealed record TimeRule
{
    /// <summary>
    /// For one test at least, and for loading the program. On a host that is slower than an ordinary machine it grows with the slowness.
    /// </summary>
    public TimeSpan Floor { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>For one test also this many times what the reference uses.</summary>
    public double ReferenceFactor { get; init; } = 4;

    /// <summary>For all tests of a group together, or for all tests of a script; waiting without doing anything counts here too.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromSeconds(60);

    internal TimeRule Scaled(double factor) =>
        this with
        {
            Floor = Floor * factor,
            ReferenceFactor = ReferenceFactor * factor,
            Total = Total * factor,
        };

    internal TimeSpan ForTest(TimeSpan reference) => reference * ReferenceFactor > Floor ? reference * ReferenceFactor : Floor;
}
