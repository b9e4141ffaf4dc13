using System.IO.Compression;
using Showdown.Benchmarks.Code;

namespace Showdown.Performance.Code;

/// <summary>HumanEval+ and MBPP+ as they lie in the mirror of upstream datasets.</summary>
internal static class EvalPlusFiles
{
    public static string Mirror { get; } =
        Environment.GetEnvironmentVariable("SHOWDOWN_DATASET_MIRROR")
        ?? throw new InvalidOperationException("Set SHOWDOWN_DATASET_MIRROR to the folder with the upstream datasets.");

    public static IReadOnlyList<EvalPlusProblem> HumanEval() => Read("humanevalplus/HumanEvalPlus.jsonl.gz");

    public static IReadOnlyList<EvalPlusProblem> Problems() => [.. HumanEval(), .. Read("mbppplus/MbppPlus.jsonl.gz")];

    private static List<EvalPlusProblem> Read(string path)
    {
        using var file = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(Mirror, path)), CompressionMode.Decompress));
        var problems = new List<EvalPlusProblem>();
        while (file.ReadLine() is { } line)
            problems.Add(EvalPlusProblem.Read(line));
        return problems;
    }
}
