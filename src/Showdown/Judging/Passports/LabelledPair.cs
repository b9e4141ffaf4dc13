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
