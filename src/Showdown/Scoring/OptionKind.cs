namespace Showdown.Scoring;

/// <summary>What an option may be.</summary>
public enum OptionKind
{
    /// <summary>One of <see cref="OptionShape.Allowed"/>, the first where nothing is said.</summary>
    Word,

    /// <summary>A number from 0; 0 where nothing is said.</summary>
    Number,
    Flag,
    Text,

    /// <summary>A block of JSON, which a benchmark file writes as YAML.</summary>
    Json,
}
