using System.Text.RegularExpressions;

namespace Showdown.Tests.House;

/// <summary>SECURITY.md says of each promise which test holds it.</summary>
public sealed partial class PromisesTests
{
    [Fact]
    public void EachPromise_NamesTestsThatThereAre()
    {
        var classes = new[] { "Showdown.Tests", "Showdown.EndToEnd" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", project), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => Class().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value))
            .ToHashSet(StringComparer.Ordinal);
        var text = File.ReadAllText(Path.Combine(Repository.Root, "SECURITY.md"));
        var promises = text[text.IndexOf("| against |", StringComparison.Ordinal)..]
            .Split('\n')
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .ToList();
        Assert.NotEmpty(promises);
        foreach (var promise in promises)
        {
            var named = Named().Matches(promise.Split('|')[^2]).Select(m => m.Groups[1].Value).ToList();
            Assert.True(named.Count > 0, promise);
            Assert.All(named.Where(name => name != "tests/containers"), name => Assert.Contains(name, classes));
        }
    }

    [GeneratedRegex(@"\bclass (\w+Tests)\b")]
    private static partial Regex Class();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Named();
}
