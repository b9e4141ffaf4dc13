using Showdown.Formatting;

namespace Showdown.Analysis.Wording;

/// <summary>How many times one figure is another, as people say it.</summary>
internal static class RatioWords
{
    // Measured speeds and prices closer than this are called alike.
    public const double Alike = 1.05;

    private static readonly string[] _parts =
    [
        "",
        "",
        "half",
        "a third",
        "a quarter",
        "a fifth",
        "a sixth",
        "a seventh",
        "an eighth",
        "a ninth",
        "a tenth",
    ];

    /// <summary>"1.9 times as fast"; null where the two are alike.</summary>
    /// <param name="ratio">The larger over the smaller, from 1.</param>
    public static string? Times(double ratio, string adjective) => Times(ratio) is { } times ? $"{times} as {adjective}" : null;

    /// <summary>"1.9 times"; null where the two are alike.</summary>
    /// <inheritdoc cref="Times(double, string)"/>
    public static string? Times(double ratio) => ratio < Alike ? null : $"{Format.Number(ratio, ratio < 9.95 ? 1 : 0)} times";

    /// <summary>"a quarter of the price", "80% of the price"; null where the two are alike.</summary>
    /// <param name="ratio">The smaller over the larger, above 0 and at most 1.</param>
    public static string? Share(double ratio, string of)
    {
        if (ratio > 1 / Alike)
            return null;
        var whole = (int)Math.Round(1 / ratio);
        var isRound = whole < _parts.Length && whole > 1 && Math.Abs(1 / ratio / whole - 1) < 0.07;
        return isRound ? $"{(whole == 2 ? "half" : _parts[whole] + " of")} {of}" : $"{Format.Number(100 * ratio, ratio < 0.0095 ? 1 : 0)}% of {of}";
    }
}
