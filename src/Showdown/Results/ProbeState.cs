namespace Showdown.Results;

/// <summary>How far the check of a model's endpoint is, in one run.</summary>
public enum ProbeState
{
    /// <summary>Made, or not asked for: the model may be asked.</summary>
    Settled,
    Due,

    /// <summary>A worker is at it.</summary>
    Claimed,
}
