namespace Showdown.Statistics.Pairwise;

/// <summary>How an answer is laid out, blocks of code left out.</summary>
/// <param name="Tokens">Its length, from 0; the same tokenizer for all models.</param>
/// <param name="Headers">Lines that begin as a heading of Markdown does.</param>
/// <param name="Lists">Lines that begin as an item of a list does.</param>
/// <param name="Bold">Passages in bold.</param>
internal readonly record struct StyleCounts(double Tokens, double Headers, double Lists, double Bold)
{
    /// <summary>What <see cref="Differences"/> holds, in its order.</summary>
    public static IReadOnlyList<string> Names { get; } = ["length", "headers", "lists", "bold"];

    /// <summary>A less B: of the length over the sum of both; of the others, each by token, over their sum and one.</summary>
    /// <remarks>As lmarena/arena-hard-auto has it (utils/math_utils.py). 0 where both are alike.</remarks>
    public static double[] Differences(StyleCounts a, StyleCounts b) =>
        [
            a.Tokens + b.Tokens > 0 ? (a.Tokens - b.Tokens) / (a.Tokens + b.Tokens) : 0,
            Density(a.Headers / (a.Tokens + 1), b.Headers / (b.Tokens + 1)),
            Density(a.Lists / (a.Tokens + 1), b.Lists / (b.Tokens + 1)),
            Density(a.Bold / (a.Tokens + 1), b.Bold / (b.Tokens + 1)),
        ];

    private static double Density(double a, double b) => (a - b) / (a + b + 1);
}
