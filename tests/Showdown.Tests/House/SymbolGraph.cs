using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Showdown.Tests.House;

/// <summary>One place in the source that names something declared elsewhere.</summary>
/// <param name="Where">File and line.</param>
/// <param name="To">The room of our own declaration; null when it comes from a package.</param>
/// <param name="Namespace">Of what is named.</param>
/// <param name="Type">What is named, or the type that it belongs to; of nested types the outermost.</param>
internal sealed record Use(string Where, Room From, Room? To, string Namespace, string Name, INamedTypeSymbol? Type);

/// <summary>
/// All uses between rooms, by symbols: what a name means to the compiler decides, whatever the using lines say. A fully qualified name, an
/// alias, a method on an inferred type are seen alike.
/// </summary>
internal static class SymbolGraph
{
    private static readonly Lazy<IReadOnlyList<Use>> _uses = new(Read);

    /// <summary>Every use that leaves its room, in the order of files and lines.</summary>
    public static IReadOnlyList<Use> Uses => _uses.Value;

    /// <summary>Files of the rooms, relative to the checkout's top folder, with slashes.</summary>
    public static IEnumerable<string> Files() =>
        from top in new[] { "src", "jobs" }
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, top), "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
        where !path.Split('/').Any(part => part is "bin" or "obj") && Room.Of(path) is not null
        orderby path
        select path;

    private static IReadOnlyList<Use> Read()
    {
        var compilation = Compile();
        return [.. compilation.SyntaxTrees.Where(t => t.FilePath.Length > 0).AsParallel().AsOrdered().SelectMany(t => UsesOf(t, compilation))];
    }

    // Source generators do not run: what they would add belongs to the file that asks for it.
    private static CSharpCompilation Compile()
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        string[] implied =
        [
            "System",
            "System.IO",
            "System.Linq",
            "System.Net.Http",
            "System.Threading",
            "System.Threading.Tasks",
            "System.Collections.Generic",
            "Microsoft.AspNetCore.Builder",
            "Microsoft.AspNetCore.Hosting",
            "Microsoft.AspNetCore.Http",
            "Microsoft.AspNetCore.Routing",
            "Microsoft.Extensions.Configuration",
            "Microsoft.Extensions.DependencyInjection",
            "Microsoft.Extensions.Hosting",
            "Microsoft.Extensions.Logging",
        ];
        var trees = Files()
            .Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(Repository.Root, f)), options, f))
            .Append(CSharpSyntaxTree.ParseText(string.Concat(implied.Select(n => $"global using {n};\n")), options));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(p => !Path.GetFileName(p).StartsWith("Showdown", StringComparison.Ordinal))
            .Select(p => MetadataReference.CreateFromFile(p));
        return CSharpCompilation.Create("house", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    }

    private static IEnumerable<Use> UsesOf(SyntaxTree tree, CSharpCompilation compilation)
    {
        var from = Room.Of(tree.FilePath)!.Value;
        var model = compilation.GetSemanticModel(tree);
        foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (name.FirstAncestorOrSelf<UsingDirectiveSyntax>() is { Alias: null })
                continue;
            var found = model.GetSymbolInfo(name);
            var symbol = found.Symbol ?? found.CandidateSymbols.FirstOrDefault();
            if (symbol is null or INamespaceSymbol or ILocalSymbol or IParameterSymbol or ITypeParameterSymbol or IRangeVariableSymbol)
                continue;
            symbol = symbol.OriginalDefinition;
            if (symbol is IMethodSymbol { ReducedFrom: { } extension })
                symbol = extension;
            var declared = symbol
                .Locations.Where(l => l.IsInSource && l.SourceTree is { FilePath.Length: > 0 })
                .Select(l => Room.Of(l.SourceTree!.FilePath))
                .ToList();
            if (declared.Contains(from) || (declared.Count == 0 && symbol.Locations.Any(l => l.IsInSource)))
                continue;
            var line = tree.GetLineSpan(name.Span).StartLinePosition.Line + 1;
            yield return new Use(
                $"{tree.FilePath}({line})",
                from,
                declared.FirstOrDefault(),
                symbol.ContainingNamespace?.ToDisplayString() ?? "",
                symbol.Name,
                Outermost(symbol)
            );
        }
    }

    private static INamedTypeSymbol? Outermost(ISymbol symbol)
    {
        var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        while (type?.ContainingType is { } outer)
            type = outer;
        return type?.OriginalDefinition;
    }
}
