namespace Showdown.Running;

/// <summary>What a forecast of tokens is made from.</summary>
public enum ForecastBasis
{
    /// <summary>Earlier attempts of the same model at the same benchmark: their average.</summary>
    EarlierRuns,

    /// <summary>The length of the prompts and the output cap: the most it can be.</summary>
    OutputCap,

    /// <summary>The length of the prompts, and an assumption where nothing caps the output.</summary>
    Assumed,
}
