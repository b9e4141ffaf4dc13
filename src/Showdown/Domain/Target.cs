namespace Showdown.Domain;

/// <summary>What a scorer knows about the question.</summary>
/// <param name="Value">What is right; null when the answer is only to be extracted.</param>
public sealed record Target(string? Value)
{
    /// <summary>Letters on offer (multiple choice), in order; empty means A, B, C ... as many as <see cref="Choices"/>, or A to J.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Option texts in the order of the labels, so that an answer given in words can be told.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}
