using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Settings;

namespace Showdown.Scheduling;

/// <summary>Where models, benchmarks and job files stand.</summary>
/// <param name="Jobs">Job files and models.yaml.</param>
/// <param name="Datasets">One folder a benchmark.</param>
public sealed record SettingsFolders(string Jobs, string Datasets)
{
    public string ModelsFile => Path.Combine(Jobs, "models.yaml");

    /// <summary>Job files, by path; models.yaml is none.</summary>
    public IReadOnlyList<string> JobFiles => Directory.Exists(Jobs)
        ? [.. Directory.GetFiles(Jobs, "*.yaml").Where(f => Path.GetFileName(f) != "models.yaml").Order(StringComparer.Ordinal)]
        : [];
}

/// <summary>Models, benchmarks and job files, read and checked together.</summary>
public sealed record SettingsFiles(IReadOnlyDictionary<string, ModelSettings> Models, IReadOnlyDictionary<string, BenchmarkSettings> Benchmarks)
{
    /// <summary>False when models.yaml or a benchmark.yaml has a mistake: then nothing may be started with them.</summary>
    public bool Sound { get; private init; } = true;

    /// <summary>Reads a job with the models and benchmarks it may name.</summary>
    /// <param name="job">A path, or the name of a file in the jobs folder with or without .yaml.</param>
    /// <exception cref="SettingsException">All mistakes in all files, at once.</exception>
    public static (SettingsFiles Files, Job Job) ReadJob(SettingsFolders folders, string job)
    {
        var problems = new Problems();
        var files = Read(folders, problems);
        var read = JobFile.Read(JobPath(folders, job), files.Models, files.Benchmarks, problems);
        problems.ThrowIfAny();
        return (files, read!);
    }

    /// <summary>Reads every job file. One with a mistake is left out, and the mistakes stand in <paramref name="problems"/>.</summary>
    public static (SettingsFiles Files, IReadOnlyList<Job> Jobs) ReadAll(SettingsFolders folders, Problems problems)
    {
        var files = Read(folders, problems);
        var jobs = new List<Job>();
        foreach (var path in folders.JobFiles)
        {
            var own = new Problems();
            if (JobFile.Read(path, files.Models, files.Benchmarks, own) is { } job && own.Count == 0)
                jobs.Add(job);
            problems.Add(own);
        }

        return (files, jobs);
    }

    /// <summary>A run's settings, frozen but for the pins.</summary>
    public RunSettings Freeze(Job job, string programVersion) => new()
    {
        Job = job,
        Models = [.. job.Models.Select(id => Models[id])],
        Benchmarks = [.. job.Benchmarks.Select(b => Choose(Benchmarks[b.Id], b.Where))],
        Pins = new Dictionary<string, BenchmarkPin>(),
        ProgramVersion = programVersion,
    };

    private static BenchmarkSettings Choose(BenchmarkSettings benchmark, IReadOnlyDictionary<string, string> where) =>
        benchmark with { Sources = [.. benchmark.Sources.Select(s => s with { Where = s.Where.Concat(where).GroupBy(w => w.Key).ToDictionary(g => g.Key, g => g.Last().Value) })] };

    private static SettingsFiles Read(SettingsFolders folders, Problems problems)
    {
        var own = new Problems();
        var files = new SettingsFiles(ModelsFile.Read(folders.ModelsFile, own), BenchmarkCatalog.Read(folders.Datasets, own));
        problems.Add(own);
        return files with { Sound = own.Count == 0 };
    }

    private static string JobPath(SettingsFolders folders, string job)
    {
        string[] tries = [job, Path.Combine(folders.Jobs, job), Path.Combine(folders.Jobs, job + ".yaml")];
        return tries.FirstOrDefault(File.Exists)
            ?? throw new SettingsException(
                $"There is no job file '{job}', nor {tries[1]}, nor {tries[2]}. Job files in {folders.Jobs}: {string.Join(", ", folders.JobFiles.Select(Path.GetFileName))}.");
    }
}
