using System.Globalization;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Settings;

namespace Showdown.Scheduling;

/// <summary>The models and benchmarks that jobs may name.</summary>
public sealed record SettingsFiles(IReadOnlyDictionary<string, ModelSettings> Models, IReadOnlyDictionary<string, BenchmarkSettings> Benchmarks)
{
    /// <summary>No models and no benchmarks.</summary>
    public static SettingsFiles None { get; } = new(new Dictionary<string, ModelSettings>(), new Dictionary<string, BenchmarkSettings>());

    private ILookup<string, BenchmarkEntry> Entries { get; init; } = Array.Empty<BenchmarkEntry>().ToLookup(e => e.Id);

    /// <summary>What is wrong in any benchmark.yaml; only the jobs that name the benchmark need to care.</summary>
    public IEnumerable<string> BrokenBenchmarks => Entries.SelectMany(e => e).SelectMany(e => e.Problems.Messages);

    /// <summary>Reads models.yaml and every benchmark.yaml; what every job needs and is wrong stands in <paramref name="problems"/>.</summary>
    public static SettingsFiles Read(SettingsFolders folders, Problems problems)
    {
        var entries = BenchmarkCatalog.ReadEach(folders.Datasets, problems, folders.ShippedDatasets).ToLookup(e => e.Id, StringComparer.Ordinal);
        return new SettingsFiles(ModelsFile.Read(folders.ModelsFile, problems), new BenchmarksById(entries)) { Entries = entries };
    }

    /// <summary>What is wrong with a benchmark; null when nothing is, or when there is none of this id.</summary>
    public Problems? ProblemsOf(string benchmark)
    {
        var all = new Problems();
        foreach (var entry in Entries[benchmark])
            all.Add(entry.Problems);
        return all.Count > 0 ? all : null;
    }

    /// <summary>A run's settings, frozen but for the pins.</summary>
    public RunSettings Freeze(Job job, string programVersion) =>
        new()
        {
            Job = job,
            Models = [.. job.Models.Select(id => HostsPlan.Find(Models, id))],
            Benchmarks = [.. job.Benchmarks.Select(b => Raised(Choose(Benchmarks[b.Id], b.Where), b.Load))],
            Pins = new Dictionary<string, BenchmarkPin>(),
            ProgramVersion = programVersion,
            Judges = [.. JudgedBenchmarks.JudgesOf(job, Benchmarks).Select(id => Models[id])],
        };

    /// <summary>What the job says of the load decides which samples there are.</summary>
    private static BenchmarkSettings Raised(BenchmarkSettings benchmark, LoadPlan? load) =>
        load is null
            ? benchmark
            : benchmark with
            {
                Sources =
                [
                    .. benchmark.Sources.Select(s =>
                        s with
                        {
                            GeneratorOptions = s
                                .GeneratorOptions.Append(new("up_to", load.UpTo.ToString(CultureInfo.InvariantCulture)))
                                .Append(new("requests", load.Requests.ToString(CultureInfo.InvariantCulture)))
                                .GroupBy(o => o.Key)
                                .ToDictionary(g => g.Key, g => g.Last().Value),
                        }
                    ),
                ],
            };

    private static BenchmarkSettings Choose(BenchmarkSettings benchmark, IReadOnlyDictionary<string, string> where) =>
        benchmark with
        {
            Sources =
            [
                .. benchmark.Sources.Select(s =>
                    s with
                    {
                        Where = s.Where.Concat(where).GroupBy(w => w.Key).ToDictionary(g => g.Key, g => g.Last().Value),
                    }
                ),
            ],
        };
}
