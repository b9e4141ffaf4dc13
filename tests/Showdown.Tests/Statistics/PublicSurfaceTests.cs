using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Showdown.Extensions.AI;
using Showdown.Statistics;

namespace Showdown.Tests.Statistics;

/// <summary>
/// The packages promise their public members to others: a public-members.txt lists those of each. What is added is a new minor version, what is
/// changed or taken away a new major one. With SHOWDOWN_GOLDEN=write the list is written anew: read its diff.
/// </summary>
public sealed class PublicSurfaceTests
{
    private static readonly SymbolDisplayFormat _format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeType
            | SymbolDisplayMemberOptions.IncludeParameters
            | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeConstantValue,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType
            | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
    );

    [Theory]
    [InlineData(typeof(Paired), "Statistics")]
    [InlineData(typeof(ChatClientEndpoint), "Bridge")]
    public void PublicMembers_AreThoseOfTheList(Type one, string folder)
    {
        var file = Path.Combine(Repository.Root, "tests", "Showdown.Tests", folder, "public-members.txt");
        var members = string.Concat(Types(one.Assembly.Location).OrderBy(t => t.ToDisplayString(), StringComparer.Ordinal).Select(Text));
        if (Environment.GetEnvironmentVariable("SHOWDOWN_GOLDEN") == "write")
            File.WriteAllText(file, members);
        Assert.Equal(File.ReadAllText(file), members);
    }

    private static IEnumerable<INamedTypeSymbol> Types(string assemblyFile)
    {
        var package = MetadataReference.CreateFromFile(assemblyFile);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(p => p != assemblyFile)
            .Select(p => MetadataReference.CreateFromFile(p));
        var assembly = (IAssemblySymbol)CSharpCompilation.Create("surface", references: [.. references, package]).GetAssemblyOrModuleSymbol(package)!;
        var spaces = new Queue<INamespaceSymbol>([assembly.GlobalNamespace]);
        while (spaces.TryDequeue(out var space))
        {
            foreach (var inner in space.GetNamespaceMembers())
                spaces.Enqueue(inner);
            foreach (var type in space.GetTypeMembers().Where(t => t.DeclaredAccessibility == Accessibility.Public))
                yield return type;
        }
    }

    private static string Text(INamedTypeSymbol type)
    {
        var members = type.GetMembers()
            .Where(m => m.DeclaredAccessibility == Accessibility.Public)
            .Where(m => m is IFieldSymbol or IPropertySymbol or IMethodSymbol { MethodKind: not (MethodKind.PropertyGet or MethodKind.PropertySet) })
            .Where(m => !m.GetAttributes().Any(a => a.AttributeClass?.Name == "CompilerGeneratedAttribute"))
            .Where(m => m is not IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 0 })
            .Select(m => $"    {m.ToDisplayString(_format)}\n");
        return $"{(type.IsRecord ? "record" : type.TypeKind.ToString().ToLowerInvariant())} {type.ToDisplayString()}\n"
            + string.Concat(members.Order(StringComparer.Ordinal));
    }
}
