using System.Text.RegularExpressions;

namespace Showdown.Tests.House;

/// <summary>The tables of ARCHITECTURE.md that say who may use whom: the page is the rule, so that page and test cannot differ.</summary>
internal static partial class HouseTable
{
    /// <summary>A feature to the features it may use besides Domain; <c>null</c>: all.</summary>
    public static IReadOnlyDictionary<string, HashSet<string>?> MayUse { get; } =
        Rows("may use (besides Domain)")
            .SelectMany(row => Names(row.Left), (row, feature) => (feature, row.Right))
            .ToDictionary(r => r.feature, r => Allowed(r.Right), StringComparer.Ordinal);

    /// <summary>A package's namespace to the folders that alone may name it, relative to the checkout's top folder.</summary>
    public static IReadOnlyDictionary<string, string[]> OnlyIn { get; } =
        Rows("is named only in")
            .SelectMany(row => Names(row.Left), (row, package) => (package, row.Right))
            .ToDictionary(r => r.package, r => Names(r.Right).ToArray(), StringComparer.Ordinal);

    private static HashSet<string>? Allowed(string cell) =>
        cell switch
        {
            "nothing" => [],
            "all" => null,
            _ => [.. Names(cell)],
        };

    private static IEnumerable<string> Names(string cell) => cell.Split(',', StringSplitOptions.TrimEntries).Select(n => n.Trim('`'));

    private static IEnumerable<(string Left, string Right)> Rows(string heading)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "ARCHITECTURE.md"));
        var start = Array.FindIndex(lines, l => l.StartsWith('|') && l.Contains($"| {heading} |", StringComparison.Ordinal));
        Assert.True(start >= 0, $"ARCHITECTURE.md has no table with a column '{heading}'.");
        return lines
            .Skip(start + 2)
            .TakeWhile(l => l.StartsWith('|'))
            .Select(l => Row().Match(l))
            .Select(m => (m.Groups[1].Value, m.Groups[2].Value));
    }

    [GeneratedRegex(@"^\| (.+?) \| (.+?) \|$")]
    private static partial Regex Row();
}
