namespace Showdown.Statistics.Pairwise;

/// <summary>Two models' answers to one prompt, as they were judged in both orders together.</summary>
/// <param name="Prompt">Names the prompt: it is the unit, however many answers to it were judged.</param>
/// <param name="Value">What A earned of the pair, 0 (B won) to 1 (A won), one half for a tie; null: it could not be judged, which is no loss.</param>
internal sealed record JudgedPair(string Prompt, double? Value)
{
    /// <summary>Prompts of one cluster hang together: the cluster is the unit. Null: the prompt stands for itself.</summary>
    public string? Cluster { get; init; }

    /// <summary>How A's answer is laid out; null: not known, and the pair is not in what is adjusted for it.</summary>
    public StyleCounts? StyleA { get; init; }

    public StyleCounts? StyleB { get; init; }

    /// <summary>What varies independently of the others.</summary>
    public string Unit => Cluster is null ? $"p:{Prompt}" : $"c:{Cluster}";
}
