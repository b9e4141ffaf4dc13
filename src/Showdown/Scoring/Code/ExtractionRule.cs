namespace Showdown.Scoring.Code;

/// <summary>By which rule a program was found in a completion.</summary>
public enum ExtractionRule
{
    /// <summary>The benchmark's own.</summary>
    Protocol,

    /// <summary>
    /// What the function reaches, as the model wrote it, where the benchmark's own rule takes something else; told apart in the results.
    /// </summary>
    Reached,

    /// <summary>Ours, where the benchmark's own finds nothing; told apart in the results.</summary>
    Fallback,

    /// <summary>There is no program.</summary>
    Nothing,
}
