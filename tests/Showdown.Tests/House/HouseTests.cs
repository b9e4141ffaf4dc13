using Microsoft.CodeAnalysis;

namespace Showdown.Tests.House;

/// <summary>Holds the source against the tables of ARCHITECTURE.md: a new arrow is a decision that someone sees there.</summary>
[Trait("Category", "Slow")]
public sealed class HouseTests(ITestOutputHelper output)
{
    [Fact]
    public void EveryFeature_StandsInTheTable() =>
        Assert.Equal(
            SymbolGraph.Files().Select(f => Room.Of(f)!.Value.Feature).Distinct().Where(f => f != "Domain").Order(StringComparer.Ordinal),
            HouseTable.MayUse.Keys.Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Features_UseOnlyWhatTheTableAllows()
    {
        var wrong =
            from use in SymbolGraph.Uses
            where use.To is { } to && to.Feature != use.From.Feature && to.Feature != "Domain"
            where use.From.Feature == "Domain" || HouseTable.MayUse[use.From.Feature] is { } allowed && !allowed.Contains(use.To!.Value.Feature)
            select $"{use.Where}: {use.From.Feature} uses {use.Name} of {use.To}";
        Assert.Empty(wrong);
    }

    // To be untied; whoever does takes it off.
    private static readonly string[] _stillInKnots = [];

    [Fact]
    public void Features_HaveNoCircle() => Assert.Empty(Circles(Arrows(r => r.Feature)));

    [Fact]
    public void Rooms_HaveNoCircle()
    {
        var circles = Circles(Arrows(r => r.ToString()));
        Assert.DoesNotContain(circles, c => !_stillInKnots.Any(f => c.StartsWith(f, StringComparison.Ordinal)));
        Assert.All(_stillInKnots, f => Assert.Contains(circles, c => c.StartsWith(f, StringComparison.Ordinal)));
    }

    // A folder's listing is its face: what others may know of it can be found there. What only its own room uses may stand with its user.
    [Fact]
    public void TypesThatOtherRoomsUse_LieInFilesOfTheirNames()
    {
        var hidden =
            from type in SymbolGraph.Uses.Where(u => u.To is not null).Select(u => u.Type!).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            let files = FilesOf(type)
            where files.Count > 0 && !files.Any(f => FileName(f) == type.Name) && !IsCaseOfNeighbour(type)
            select $"{type.ToDisplayString()} lies in {string.Join(", ", files)}";
        Assert.Empty(hidden);
    }

    // The cases of a closed type are read together, in its file.
    private static bool IsCaseOfNeighbour(INamedTypeSymbol type) =>
        Parents(type).Any(parent => FilesOf(parent.OriginalDefinition).Intersect(FilesOf(type)).Any(f => FileName(f) == parent.Name));

    private static IEnumerable<INamedTypeSymbol> Parents(INamedTypeSymbol type)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
            yield return parent;
        foreach (var contract in type.Interfaces)
            yield return contract;
    }

    private static IReadOnlyList<string> FilesOf(INamedTypeSymbol type) =>
        [.. type.Locations.Where(l => l.IsInSource).Select(l => l.SourceTree!.FilePath).Distinct()];

    // Of RunReader.Costs.cs "RunReader".
    private static string FileName(string path) => Path.GetFileName(path).Split('.')[0];

    [Fact]
    public void Packages_AreNamedOnlyInTheirFolders()
    {
        var wrong =
            from use in SymbolGraph.Uses
            where use.To is null
            from rule in HouseTable.OnlyIn
            where use.Namespace == rule.Key || use.Namespace.StartsWith(rule.Key + ".", StringComparison.Ordinal)
            where !rule.Value.Any(folder => use.Where.StartsWith(folder + "/", StringComparison.Ordinal))
            select $"{use.Where} names {use.Namespace}.{use.Name}, which only {string.Join(" and ", rule.Value)} may";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Domain_UsesNoPackage() =>
        Assert.DoesNotContain(
            SymbolGraph.Uses,
            u => u.From.Feature == "Domain" && u.To is null && !u.Namespace.StartsWith("System", StringComparison.Ordinal)
        );

    // From one node to what it uses, each with one place as the witness.
    private static Dictionary<string, Dictionary<string, string>> Arrows(Func<Room, string> node) =>
        SymbolGraph
            .Uses.Where(u => u.To is not null)
            .GroupBy(u => node(u.From))
            .ToDictionary(
                from => from.Key,
                from =>
                    from.Where(u => node(u.To!.Value) != from.Key)
                        .GroupBy(u => node(u.To!.Value))
                        .ToDictionary(to => to.Key, to => $"{to.First().Where} {to.First().Name}")
            );

    // An arrow is part of a circle when there is a way back.
    private List<string> Circles(Dictionary<string, Dictionary<string, string>> arrows)
    {
        foreach (var (from, to) in arrows.OrderBy(a => a.Key, StringComparer.Ordinal))
            output.WriteLine($"{from} -> {string.Join(", ", to.Keys.Order(StringComparer.Ordinal))}");
        return
        [
            .. from arrow in arrows.OrderBy(a => a.Key, StringComparer.Ordinal)
            from to in arrow.Value
            where Reached(to.Key).Contains(arrow.Key)
            select $"{arrow.Key} -> {to.Key}: {to.Value}",
        ];

        HashSet<string> Reached(string start)
        {
            HashSet<string> seen = [start];
            var next = new Stack<string>([start]);
            while (next.TryPop(out var node))
            {
                foreach (var to in arrows.GetValueOrDefault(node)?.Keys.Where(seen.Add) ?? [])
                    next.Push(to);
            }

            return seen;
        }
    }
}
