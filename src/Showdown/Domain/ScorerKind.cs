namespace Showdown.Domain;

/// <summary>When a scorer does its work, and whether its result is a score. The names are stored.</summary>
public enum ScorerKind
{
    /// <summary>Scores each completion as it arrives.</summary>
    Instant,

    /// <summary>Takes so long, or needs so much, that scoring is a step of its own after all completions are there.</summary>
    Deferred,

    /// <summary>Measures and scores nothing: its completions are neither right nor wrong.</summary>
    Measurement,

    /// <summary>Scores nothing: what is said is compared with what other hosts of the same model say.</summary>
    Compared,
}
