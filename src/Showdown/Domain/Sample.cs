namespace Showdown.Domain;

/// <summary>One question of a benchmark. Its id never changes, so old results still join.</summary>
/// <param name="Id">Unique inside the benchmark, whatever source the dataset came from.</param>
/// <param name="Input">The question as the dataset gives it, before the prompt is made.</param>
/// <param name="Target">What is right. For multiple choice: the letter.</param>
public sealed record Sample(string Id, string Input, string Target)
{
    /// <summary>Option texts in the order of the letters A, B, C ...; empty where the question is open.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Subject, difficulty or the like, for scores by group; null where the dataset has none.</summary>
    public string? Group { get; init; }

    /// <summary>
    /// Names the samples that hang together with this one, as the questions about one passage do: to a score they count once. Null: it stands for
    /// itself.
    /// </summary>
    public string? Cluster { get; init; }

    /// <summary>
    /// What was said before, in order, sent exactly so ahead of <see cref="Input"/>'s message; empty where the question stands alone. A system
    /// message of the benchmark's own comes first.
    /// </summary>
    public IReadOnlyList<Message> Turns { get; init; } = [];

    /// <summary>Functions that the model may call; empty where it is to answer in words.</summary>
    public IReadOnlyList<Tool> Tools { get; init; } = [];

    /// <summary>Further upstream fields that a prompt or a scorer uses, by name.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();
}
