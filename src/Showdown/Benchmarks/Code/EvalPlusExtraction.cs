using Showdown.Sandboxing;
using Showdown.Sandboxing.Values;
using Showdown.Scoring.Code;

namespace Showdown.Benchmarks.Code;

/// <summary>
/// Takes a function's program out of a completion: what the entry point reaches, as the model wrote it, or what EvalPlus's own rule takes.
/// </summary>
/// <remarks>
/// EvalPlus drops functions without <c>return</c>, loops that fill tables and more (see <see cref="CodeExtractor.Function"/>), which makes some
/// working programs
/// fail. Python's own parser, in the sandbox, tells what a program needs (<c>Python/needed.py</c>); the reader in C# steps in where that finds
/// nothing.
/// </remarks>
/// <param name="byProtocol">True to take what EvalPlus takes, for figures to be compared with published ones to the last program.</param>
internal sealed class EvalPlusExtraction(CodeSandbox sandbox, bool byProtocol)
{
    private const int ShownChars = 60;

    private static readonly Lazy<string> _needed = new(() =>
    {
        using var source = typeof(EvalPlusExtraction).Assembly.GetManifestResourceStream("Showdown.Benchmarks.Code.Python.needed.py")!;
        return new StreamReader(source).ReadToEnd();
    });

    /// <exception cref="SandboxFailedException">The sandbox failed twice.</exception>
    public async Task<ExtractedCode> ExtractAsync(string completion, string entryPoint, string prompt, CancellationToken cancel)
    {
        var protocol = CodeExtractor.Function(completion, entryPoint, prompt);
        if (byProtocol || await ReachedAsync(completion, entryPoint, cancel) is not { Length: > 0 } reached)
            return protocol;
        var difference = Difference(Lines(protocol.Code), Lines(reached));
        return protocol.Rule != ExtractionRule.Protocol
                ? new ExtractedCode(reached, ExtractionRule.Fallback, $"what {entryPoint} needs; EvalPlus's own rule finds nothing")
            : difference.Length > 0 ? new ExtractedCode(reached, ExtractionRule.Reached, $"what {entryPoint} needs; {difference}")
            : protocol;
    }

    private async Task<string?> ReachedAsync(string completion, string entryPoint, CancellationToken cancel)
    {
        var blocks = CodeExtractor.Blocks(completion);
        if (!blocks.Any(block => block.Contains(entryPoint, StringComparison.Ordinal)))
            return null;
        try
        {
            PyValue[] arguments = [new PyList([.. blocks.Select(block => new PyStr(block))]), new PyStr(entryPoint)];
            return await sandbox.CallAsync(_needed.Value, "take", arguments, cancel) is PyTuple { Items: [PyStr program, ..] } ? program.Value : null;
        }
        catch (SandboxUnavailableException)
        {
            return null; // nothing will run here, and the test that follows says so
        }
    }

    private static List<string> Lines(string code) =>
        [.. code.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0 && !line.TrimStart().StartsWith('#'))];

    private static string Difference(List<string> protocol, List<string> reached)
    {
        var (leftOut, added) = (Minus(reached, protocol), Minus(protocol, reached));
        if (leftOut.Count > 0)
            return $"EvalPlus's own rule leaves out {Some(leftOut)}";
        return added.Count > 0 ? $"EvalPlus's own rule takes {Some(added)} instead" : "";
    }

    private static List<string> Minus(List<string> lines, List<string> others)
    {
        var left = others.CountBy(line => line).ToDictionary(StringComparer.Ordinal);
        return [.. lines.Where(line => !left.TryGetValue(line, out var count) || (left[line] = count - 1) < 0)];
    }

    private static string Some(List<string> lines) =>
        $"'{PyRepr.Cut(lines[0].Trim(), ShownChars)}'{(lines.Count > 1 ? $" and {lines.Count - 1} more line{(lines.Count > 2 ? "s" : "")}" : "")}";
}
