using System.Globalization;

namespace Showdown.Benchmarks.Generated;

/// <summary>What several generators are told in the same words.</summary>
internal static class GeneratorOptions
{
    /// <summary>Tokens that a text may have at most: a prompt has 16 million characters.</summary>
    private const int Longest = 2_500_000;

    /// <exception cref="FormatException">An option is none of these.</exception>
    public static void RefuseUnknown(IReadOnlyDictionary<string, string> options, params string[] known)
    {
        if (options.Keys.FirstOrDefault(k => !known.Contains(k)) is { } unknown)
            throw new FormatException($"there is no option '{unknown}'. Known: {string.Join(", ", known)}.");
    }

    /// <exception cref="FormatException">'lengths' is no list of different numbers of tokens.</exception>
    public static IReadOnlyList<int> Lengths(
        IReadOnlyDictionary<string, string> options,
        IReadOnlyList<int> standard,
        int least = 1024,
        int most = Longest
    )
    {
        if (!options.TryGetValue("lengths", out var text))
            return standard;
        var lengths = text.Split([' ', '\n', ','], StringSplitOptions.RemoveEmptyEntries)
            .Select(t =>
                int.TryParse(t, out var n) && n >= least && n <= most
                    ? n
                    : throw new FormatException($"'lengths' holds '{t}': whole numbers of tokens from {least:N0} to {most:N0} are expected.")
            )
            .ToList();
        return lengths.Count > 0 && lengths.Distinct().Count() == lengths.Count
            ? lengths
            : throw new FormatException("'lengths' must name at least one length, and none twice.");
    }

    /// <exception cref="FormatException">'seed' is no whole number.</exception>
    public static int Seed(IReadOnlyDictionary<string, string> options) =>
        !options.TryGetValue("seed", out var text) ? 1
        : int.TryParse(text, out var seed) ? seed
        : throw new FormatException($"'seed' must be a whole number, not '{text}'.");

    /// <exception cref="FormatException">The option is no whole number in the range.</exception>
    public static int Whole(IReadOnlyDictionary<string, string> options, string name, int standard, int least, int most) =>
        !options.TryGetValue(name, out var text) ? standard
        : int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw new FormatException($"'{name}' must be a whole number from {least} to {most}, not '{text}'.");

    /// <summary>"32k tokens": the group of samples of one length.</summary>
    public static string LengthName(int tokens) => tokens % 1024 == 0 ? $"{tokens / 1024}k tokens" : $"{tokens} tokens";
}
