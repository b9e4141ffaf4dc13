using System.Security.Cryptography;
using System.Text;
using Showdown.Results;

namespace Showdown.Analysis.Comparing;

/// <summary>What a sample asks and wants, as hashes; null where that was not recorded.</summary>
/// <param name="Input">Of question and options, differences of blanks aside.</param>
internal sealed record SampleContent(string Id, string? Input, string? Target)
{
    public static SampleContent Of(StoredSample sample) =>
        new(
            sample.SampleId,
            string.IsNullOrWhiteSpace(sample.Input) ? null : Hash($"{Bare(sample.Input)}\0{sample.Choices}"),
            string.IsNullOrWhiteSpace(sample.Target) ? null : Hash(Bare(sample.Target))
        );

    private static string Bare(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // Half of it is enough to tell questions apart, and is held for each.
    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}

/// <summary>A sample that two datasets have, with its id in either.</summary>
/// <param name="ByIdAlone">What it asks was not recorded in both.</param>
/// <param name="OtherTarget">The two hold something else for right.</param>
internal sealed record SharedSample(string A, string B, bool ByIdAlone, bool OtherTarget)
{
    /// <summary>Of the same id, unless it asks something else; or of the same question under other ids, where each side asks it once.</summary>
    public static IReadOnlyList<SharedSample> Of(IReadOnlyList<SampleContent> a, IReadOnlyList<SampleContent> b)
    {
        var byId = b.ToDictionary(s => s.Id, StringComparer.Ordinal);
        var shared = new List<SharedSample>();
        foreach (var one in a)
        {
            if (byId.TryGetValue(one.Id, out var other) && (one.Input is null || other.Input is null || one.Input == other.Input))
                shared.Add(Pair(one, other));
        }

        var (ofA, ofB) = (shared.Select(s => s.A).ToHashSet(), shared.Select(s => s.B).ToHashSet());
        var asked = Once(b.Where(s => !ofB.Contains(s.Id)));
        foreach (var (question, one) in Once(a.Where(s => !ofA.Contains(s.Id))))
        {
            if (asked.TryGetValue(question, out var other))
                shared.Add(Pair(one, other));
        }

        return shared;
    }

    private static SharedSample Pair(SampleContent a, SampleContent b) =>
        new(a.Id, b.Id, a.Input is null || b.Input is null, a.Target is { } mine && b.Target is { } other && mine != other);

    private static Dictionary<string, SampleContent> Once(IEnumerable<SampleContent> samples) =>
        samples.Where(s => s.Input is not null).GroupBy(s => s.Input!).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => g.First());
}
