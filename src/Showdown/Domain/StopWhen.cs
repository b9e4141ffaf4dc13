namespace Showdown.Domain;

/// <summary>When the evaluations of a benchmark may end before all of its samples are asked.</summary>
public enum StopWhen
{
    /// <summary>As soon as the comparisons of its models are sure: better, worse or equivalent.</summary>
    Sure,

    /// <summary>Never: all samples are asked.</summary>
    Never,
}
