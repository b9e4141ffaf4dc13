namespace Showdown.Statistics;

/// <summary>How the interval of a difference was made.</summary>
public enum PairedMethod
{
    /// <summary>Fewer than two shared samples or clusters: nothing is known.</summary>
    None,

    /// <summary>One attempt a sample: Tango's score interval.</summary>
    Tango,

    /// <summary>Repeats or clusters: t interval of their differences.</summary>
    T,

    /// <summary>Repeats or clusters of which few differ: the score interval of a mean between -1 and 1, which carries Tango's over to them.</summary>
    Bounded,

    /// <summary>Several benchmarks: each one's own interval, put together.</summary>
    Strata,

    /// <summary>Under a stopping rule: a confidence sequence, which holds whenever the asking stops.</summary>
    Sequence,
}
