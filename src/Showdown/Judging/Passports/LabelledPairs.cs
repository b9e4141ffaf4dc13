namespace Showdown.Judging.Passports;

/// <summary>Labelled pairs with a name.</summary>
/// <param name="Name">In words, such as "LLMBar".</param>
/// <param name="Pairs">At least one.</param>
public sealed record LabelledPairs(string Name, IReadOnlyList<LabelledPair> Pairs)
{
    /// <summary>Of the pairs and their labels, whatever their order.</summary>
    public string Sha256 { get; } =
        LabelledPair.Hash(string.Join('\n', Pairs.Select(p => $"{p.Sha256} {p.Pair.Better} {p.Set}").Order(StringComparer.Ordinal)));

    /// <summary>The first of a fixed pseudo-random order, the same every time; a larger limit keeps the pairs of a smaller one.</summary>
    public LabelledPairs Limited(int? limit) =>
        limit is not { } most || most >= Pairs.Count
            ? this
            : new LabelledPairs($"{Name}, {most} of {Pairs.Count} pairs", [.. Pairs.OrderBy(p => p.Sha256, StringComparer.Ordinal).Take(most)]);
}
