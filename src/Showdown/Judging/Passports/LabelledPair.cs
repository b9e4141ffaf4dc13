using System.Security.Cryptography;
using System.Text;

namespace Showdown.Judging.Passports;

/// <summary>A pair of answers of which somebody has said which one is better.</summary>
/// <param name="Set">Pairs of a set are reported together.</param>
/// <param name="Id">Unique among the pairs.</param>
/// <param name="Pair">Its <see cref="PairToJudge.Better"/> is the label.</param>
public sealed record LabelledPair(string Set, string Id, PairToJudge Pair)
{
    /// <summary>Of prompt and answers.</summary>
    public string Sha256 { get; } = Hash($"{Pair.Prompt}\0{Pair.First}\0{Pair.Second}\0{Pair.Reference}");

    internal static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

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
