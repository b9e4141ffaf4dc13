namespace Showdown.Domain;

/// <summary>What becomes of a run when the data of a benchmark cannot be had: it is gated, or its host is away.</summary>
public enum MissingData
{
    /// <summary>The run fails before it asks anything.</summary>
    Fail,

    /// <summary>The benchmark is left out; the run asks the others and ends incomplete.</summary>
    Skip,
}
