using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Showdown.Tests.Bridge;

/// <summary>The samples in the README of Showdown.Extensions.AI print what it says.</summary>
[Trait("Category", "Slow")]
public sealed partial class ReadmeTests : IDisposable
{
    private const string Shared = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;

        // Stands before System's own: what a sample prints is not mixed with what other tests print.
        public static class Console
        {
            public static System.Text.StringBuilder Printed { get; } = new();

            public static void WriteLine(string line) => Printed.Append(line).Append('\n');
        }
        """;

    private static readonly MetadataReference[] _references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name.Contains("Extensions.AI")))
            .Select(p => MetadataReference.CreateFromFile(p)),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Samples_PrintWhatTheReadmeSays()
    {
        var readme = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "src", "Showdown.Extensions.AI", "README.md"),
            TestContext.Current.CancellationToken
        );
        var samples = Sample().Matches(readme);
        Assert.Equal(3, samples.Count);
        foreach (Match sample in samples)
        {
            var printed = await Task.Run(() => Run(sample.Groups["code"].Value), TestContext.Current.CancellationToken);
            Assert.Equal(sample.Groups["output"].Value, Port().Replace(printed, ":PORT/"));
        }
    }

    private string Run(string code)
    {
        code = code.Replace("\"run.jsonl\"", Literal(BridgeFiles.Export))
            .Replace("\"scored.jsonl\"", Literal(_folder["scored.jsonl"]))
            .Replace("\"store\"", Literal(_folder["store"]));
        var compilation = CSharpCompilation.Create(
            $"sample-{Guid.NewGuid():n}",
            [CSharpSyntaxTree.ParseText(code), CSharpSyntaxTree.ParseText(Shared)],
            _references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable)
        );
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        var program = Assembly.Load(image.ToArray());
        program.EntryPoint!.Invoke(null, program.EntryPoint.GetParameters().Length == 0 ? null : [Array.Empty<string>()]);
        return program.GetType("Console")!.GetProperty("Printed")!.GetValue(null)!.ToString()!;
    }

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    [GeneratedRegex("```csharp\n(?<code>.*?)```\n+```text\n(?<output>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Sample();

    [GeneratedRegex(@":\d+/")]
    private static partial Regex Port();
}
