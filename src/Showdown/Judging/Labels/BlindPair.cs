using System.Security.Cryptography;
using System.Text;
using Showdown.Results;

namespace Showdown.Judging.Labels;

/// <summary>Which pair a rater is shown, and which answer stands on the left: by chance, but always the same.</summary>
internal static class BlindPair
{
    /// <summary>Names a pair without naming its models.</summary>
    public static string Token(string runId, string benchmarkId, PairKey pair) =>
        Convert.ToHexStringLower(Hash($"{runId}\n{benchmarkId}\n{pair.SampleId}\n{pair.Epoch}\n{pair.FirstModel}\n{pair.SecondModel}"))[..32];

    /// <summary>True when the second model's answer stands on the left for this rater.</summary>
    public static bool IsTurned(string token, string rater) => (Hash($"{token}\n{rater}")[0] & 1) == 1;

    /// <summary>
    /// The order in which pairs are labelled: the same for all raters, so that they label the same pairs and can be held against one another; and a
    /// random one, so that the first hundred stand for all.
    /// </summary>
    public static IReadOnlyList<(string Token, PairKey Pair)> Order(string runId, string benchmarkId, IEnumerable<PairKey> pairs) =>
        [.. pairs.Select(p => (Token: Token(runId, benchmarkId, p), p)).OrderBy(p => p.Token, StringComparer.Ordinal)];

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
