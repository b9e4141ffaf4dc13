using System.Text.RegularExpressions;

namespace Showdown.Tests;

/// <summary>Reads the using lines of every source file against the table of the house: a new arrow is a decision that someone sees here.</summary>
public sealed partial class HouseTests
{
    private static readonly Dictionary<string, string[]> _mayUse = new()
    {
        ["Domain"] = [],
        ["Settings"] = [],
        ["Scoring"] = [],
        ["Statistics"] = [],
        ["Sandboxing"] = [],
        ["Models"] = ["Settings"],
        ["Results"] = [],
        ["Benchmarks"] = ["Settings", "Scoring", "Sandboxing", "Models"],
        ["Running"] = ["Scoring", "Sandboxing", "Benchmarks", "Models", "Results"],
        ["Scheduling"] = ["Settings", "Benchmarks", "Models"],
        ["Reporting"] = ["Settings", "Results", "Statistics", "Benchmarks"],
    };

    /// <summary>A package's namespace, and the only folders that may name it.</summary>
    private static readonly Dictionary<string, string[]> _onlyIn = new()
    {
        ["Hangfire"] = ["jobs", "src/Showdown.App"],
        ["Microsoft.SemanticKernel"] = ["src/Showdown/Models"],
        ["Scriban"] = ["src/Showdown/Reporting", "src/Showdown/Benchmarks"],
        ["Dapper"] = ["src/Showdown/Results"],
        ["YamlDotNet"] = ["src/Showdown/Settings"],
        ["Spectre.Console"] = ["src/Showdown.App/Cli"],
    };

    private static readonly string _root = Repository.Root;

    [Fact]
    public void Folders_UseOnlyWhatTheTableAllows()
    {
        var features = Path.Combine(_root, "src", "Showdown");
        var wrong =
            from folder in Directory.GetDirectories(features)
            let name = Path.GetFileName(folder)
            where name is not ("bin" or "obj")
            let allowed = _mayUse.TryGetValue(name, out var may) ? may : throw new InvalidOperationException($"src/Showdown/{name} is not in the table of the house.")
            from file in SourceFiles(folder)
            from used in UsedNamespaces(file)
            where used.StartsWith("Showdown.", StringComparison.Ordinal)
            let feature = used.Split('.')[1]
            where feature != name && feature != "Domain" && !allowed.Contains(feature)
            select $"{Path.GetRelativePath(_root, file)} uses {used}; {name} may use Domain{string.Concat(allowed.Select(a => ", " + a))}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Packages_AreNamedOnlyInTheirFolder()
    {
        var wrong =
            from top in new[] { "src", "jobs" }
            from file in SourceFiles(Path.Combine(_root, top))
            let place = Path.GetRelativePath(_root, file).Replace('\\', '/')
            from used in UsedNamespaces(file)
            from rule in _onlyIn
            where used == rule.Key || used.StartsWith(rule.Key + ".", StringComparison.Ordinal)
            where !rule.Value.Any(allowed => place.StartsWith(allowed + "/", StringComparison.Ordinal))
            select $"{place} uses {used}, which only {string.Join(" and ", rule.Value)} may name";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Domain_IsRecordsOnly_WithoutAnyPackage() =>
        Assert.All(
            SourceFiles(Path.Combine(_root, "src", "Showdown", "Domain")).SelectMany(UsedNamespaces),
            used => Assert.StartsWith("System", used, StringComparison.Ordinal));

    private static IEnumerable<string> SourceFiles(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    private static IEnumerable<string> UsedNamespaces(string file) =>
        File.ReadLines(file).Select(line => Using().Match(line)).Where(m => m.Success).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"^\s*(?:global )?using (?:static )?(?:\w+ = )?([\w.]+);")]
    private static partial Regex Using();
}
