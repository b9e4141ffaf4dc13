namespace Showdown.Domain;

/// <summary>Which stored completions may be used again.</summary>
public enum Reuse
{
    /// <summary>Those of the same run, when it is resumed.</summary>
    Resume,

    /// <summary>Those of any earlier run that were asked exactly the same, too.</summary>
    SameSettings,

    /// <summary>None: a run of such a job is not resumed.</summary>
    Never,
}
