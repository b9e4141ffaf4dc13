using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Benchmarks;

/// <summary>The benchmarks of a folder: each subfolder with a benchmark.yaml is one.</summary>
public static class BenchmarkCatalog
{
    public const string FileName = "benchmark.yaml";

    private static readonly EnumerationOptions _inSubfolders = new() { RecurseSubdirectories = true, MaxRecursionDepth = 1 };

    /// <summary>All benchmarks by id. What is wrong in any file goes into <paramref name="problems"/>.</summary>
    /// <param name="shipped">As in <see cref="ReadEach"/>.</param>
    public static IReadOnlyDictionary<string, BenchmarkSettings> Read(string datasetsFolder, Problems problems, string? shipped = null)
    {
        var entries = ReadEach(datasetsFolder, problems, shipped);
        foreach (var entry in entries)
            problems.Add(entry.Problems);
        return entries.Select(e => e.Benchmark).OfType<BenchmarkSettings>().ToDictionary(b => b.Id, StringComparer.Ordinal);
    }

    /// <summary>Every benchmark with what is wrong in its own file, so that one does no harm to the others.</summary>
    /// <param name="datasetsFolder">The user's own folder.</param>
    /// <param name="problems">Gets what is wrong with the folder.</param>
    /// <param name="shipped">Benchmarks that come with the program: each counts where the user's folder has none of its id.</param>
    public static IReadOnlyList<BenchmarkEntry> ReadEach(string datasetsFolder, Problems problems, string? shipped = null)
    {
        var own = ReadFolder(datasetsFolder, problems);
        if (shipped is null || Path.GetFullPath(shipped) == Path.GetFullPath(datasetsFolder))
            return own;
        var ids = own.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        return [.. own, .. Shipped(shipped).Where(e => !ids.Contains(e.Id))];
    }

    // The folders of these are named by their ids.
    private static IEnumerable<BenchmarkEntry> Shipped(string datasetsFolder) =>
        from path in Directory.GetFiles(datasetsFolder, FileName, _inSubfolders).Order(StringComparer.Ordinal)
        select new BenchmarkEntry(
            Path.GetFileName(Path.GetDirectoryName(path)!),
            () =>
            {
                var own = new Problems();
                return (BenchmarkFile.Read(path, own), own);
            }
        );

    private static List<BenchmarkEntry> ReadFolder(string datasetsFolder, Problems problems)
    {
        var found = new List<BenchmarkEntry>();
        if (!Directory.Exists(datasetsFolder))
        {
            problems.Add(datasetsFolder, 0, "there is no such folder. It should hold one folder for each benchmark; name another with --datasets.");
            return found;
        }

        foreach (var folder in ReadableFolder.List(datasetsFolder, problems, Directory.GetDirectories))
        {
            var path = Path.Combine(folder, FileName);
            var misnamed = Path.ChangeExtension(path, ".yml");
            var own = new Problems();
            ReadableFolder.List(folder, own, Directory.GetFiles);
            if (!File.Exists(path) && !File.Exists(misnamed) && own.Count == 0)
                continue;
            if (!File.Exists(path) && own.Count == 0)
                own.Add(misnamed, 0, $"is not read. Rename it to {FileName}.");
            var benchmark = File.Exists(path) ? BenchmarkFile.Read(path, own) : null;
            if (benchmark is not null && found.FirstOrDefault(e => e.Benchmark?.Id == benchmark.Id) is { Benchmark: var namesake })
            {
                own.Add(path, 1, $"the id '{benchmark.Id}' is already that of {Path.Combine(namesake!.Folder, FileName)}. Ids are unique.");
                found.Add(new BenchmarkEntry(benchmark.Id, null, own));
            }
            else
                found.Add(new BenchmarkEntry(benchmark?.Id ?? Path.GetFileName(folder), benchmark, own));
        }

        return found;
    }
}
