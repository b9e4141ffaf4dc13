using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Benchmarks;

/// <summary>The benchmarks of a folder: each subfolder with a benchmark.yaml is one.</summary>
public static class BenchmarkCatalog
{
    public const string FileName = "benchmark.yaml";

    /// <summary>All benchmarks by id. What is wrong in any file goes into <paramref name="problems"/>.</summary>
    public static IReadOnlyDictionary<string, BenchmarkSettings> Read(string datasetsFolder, Problems problems)
    {
        var found = new Dictionary<string, BenchmarkSettings>(StringComparer.Ordinal);
        if (!Directory.Exists(datasetsFolder))
        {
            problems.Add(datasetsFolder, 0, "there is no such folder. It should hold one folder for each benchmark; name another with --datasets.");
            return found;
        }

        foreach (var folder in Directory.GetDirectories(datasetsFolder).Order(StringComparer.Ordinal))
        {
            var path = Path.Combine(folder, FileName);
            if (!File.Exists(path) && File.Exists(Path.ChangeExtension(path, ".yml")))
                problems.Add(Path.ChangeExtension(path, ".yml"), 0, $"is not read. Rename it to {FileName}.");
            if (!File.Exists(path) || BenchmarkFile.Read(path, problems) is not { } benchmark)
                continue;
            if (!found.TryAdd(benchmark.Id, benchmark))
                problems.Add(
                    path,
                    1,
                    $"the id '{benchmark.Id}' is already that of {Path.Combine(found[benchmark.Id].Folder, FileName)}. Ids are unique."
                );
        }

        return found;
    }
}
