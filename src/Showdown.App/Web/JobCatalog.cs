using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Scheduling;
using Showdown.Settings;

namespace Showdown.App.Web;

/// <summary>One job file with what is wrong in it.</summary>
/// <param name="File">Its name in the jobs folder.</param>
/// <param name="Job">Null when it cannot be read at all.</param>
internal sealed record JobEntry(string File, Job? Job, IReadOnlyList<string> Problems)
{
    public string Name => Job?.Name ?? Path.GetFileNameWithoutExtension(File);
}

/// <summary>The files that people edit, as they are now. Only files of the jobs folder can be named, never a path.</summary>
internal sealed record JobCatalog(SettingsFiles Files, IReadOnlyList<JobEntry> Jobs, IReadOnlyList<string> Problems)
{
    /// <summary>Reads all files.</summary>
    public static JobCatalog Read(SettingsFolders folders)
    {
        var shared = new Problems();
        var files = new SettingsFiles(ModelsFile.Read(folders.ModelsFile, shared), BenchmarkCatalog.Read(folders.Datasets, shared));
        var jobs = new List<JobEntry>();
        foreach (var path in folders.JobFiles)
        {
            var own = new Problems();
            var job = JobFile.Read(path, files.Models, files.Benchmarks, own);
            if (job is not null && jobs.Find(j => j.Name == job.Name) is { } twin)
                own.Add(path, 1, $"the name '{job.Name}' is already that of {twin.File}. Names are unique.");
            jobs.Add(new JobEntry(Path.GetFileName(path), job, own.Messages));
        }

        return new JobCatalog(files, jobs, shared.Messages);
    }

    /// <summary>A job that may be run.</summary>
    /// <exception cref="SettingsException">There is none of this name, or a file has a mistake.</exception>
    public Job Job(string? name)
    {
        if (string.IsNullOrEmpty(name))
            throw new SettingsException($"'job' is missing. Give the name of a job: {string.Join(", ", Jobs.Select(j => j.Name))}.");
        var entry = Jobs.FirstOrDefault(j => j.Name == name)
            ?? throw new SettingsException($"There is no job '{name}'.{Spelling.Hint(name, Jobs.Select(j => j.Name))}");
        var problems = Problems.Concat(entry.Problems).ToList();
        return problems.Count == 0 && entry.Job is { } job ? job : throw new SettingsException(string.Join('\n', problems));
    }
}
