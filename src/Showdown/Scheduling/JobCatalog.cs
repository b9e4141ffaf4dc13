using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Scheduling;

/// <summary>All files that people edit, as they are now: models, benchmarks and the job files of the jobs folder.</summary>
/// <param name="Problems">What is wrong in models.yaml or with the folder of benchmarks; with any nothing can be started.</param>
public sealed record JobCatalog(SettingsFiles Files, IReadOnlyList<JobEntry> Jobs, IReadOnlyList<string> Problems)
{
    /// <summary>Jobs without a mistake.</summary>
    public IEnumerable<Job> Sound => from entry in Jobs where entry.Problems.Count == 0 select entry.Job;

    /// <summary>Everything that is wrong in any file.</summary>
    public IReadOnlyList<string> AllProblems => [.. Problems.Concat(BrokenBenchmarks).Concat(Jobs.SelectMany(j => j.Problems)).Distinct()];

    /// <summary>What is wrong in any benchmark.yaml. It stops the jobs that name the benchmark, among whose problems it stands too.</summary>
    public IReadOnlyList<string> BrokenBenchmarks => [.. Files.BrokenBenchmarks];

    /// <summary>Reads all files. Jobs of one name are all refused: a schedule, a trend and a list of runs know a job by its name.</summary>
    public static JobCatalog Read(SettingsFolders folders)
    {
        var shared = new Problems();
        folders.CheckJobs(shared);
        var files = SettingsFiles.Read(folders, shared);
        var read = folders
            .JobFiles.Select(path =>
            {
                var own = new Problems();
                return (Path: path, Job: JobFile.Read(path, files, own), Own: own);
            })
            .ToList();
        foreach (var namesakes in read.Where(r => r.Job is not null).GroupBy(r => r.Job!.Name).Where(g => g.Count() > 1))
        {
            foreach (var (path, _, own) in namesakes)
                own.Add(
                    path,
                    1,
                    $"the name '{namesakes.Key}' is also that of {Others(namesakes.Select(n => n.Path), path)}. Give each job a 'name' of its own."
                );
        }

        return new JobCatalog(
            files,
            [.. read.Select(r => new JobEntry(r.Path, r.Job, r.Own.Messages)), .. folders.MisnamedFiles.Select(Misnamed)],
            shared.Messages
        );
    }

    /// <summary>A job that may be run.</summary>
    /// <exception cref="SettingsException">There is none of this name, or a file has a mistake.</exception>
    public Job Named(string? name)
    {
        if (string.IsNullOrEmpty(name))
            throw new SettingsException($"'job' is missing. Give the name of a job: {string.Join(", ", Jobs.Select(j => j.Name))}.");
        var entry =
            Jobs.FirstOrDefault(j => j.Name == name)
            ?? throw new SettingsException($"There is no job '{name}'.{Spelling.Hint(name, Jobs.Select(j => j.Name))}");
        return OrRefuse(entry);
    }

    /// <summary>A job that may be run, in the file that somebody at this machine names.</summary>
    /// <param name="pathOrName">The path of any job file, the name of one in the jobs folder with or without .yaml, or a job's own name.</param>
    /// <exception cref="SettingsException">There is none, or a file has a mistake.</exception>
    public Job At(string pathOrName, SettingsFolders folders)
    {
        if (folders.JobPath(pathOrName) is not { } path)
        {
            return Jobs.Any(j => j.Name == pathOrName)
                ? Named(pathOrName)
                : throw new SettingsException(
                    $"There is no job file or job '{pathOrName}' here or in {folders.Jobs}."
                        + (
                            Jobs.Count == 0
                                ? " 'showdown init' writes a folder with examples."
                                : $"{Spelling.Hint(pathOrName, Jobs.Select(j => j.Name))} Job files there: {string.Join(", ", Jobs.Select(j => j.File))}."
                        )
                );
        }

        if (Jobs.FirstOrDefault(j => Path.GetFullPath(j.Path) == Path.GetFullPath(path)) is { } known)
            return OrRefuse(known);
        var problems = new Problems();
        return OrRefuse(new JobEntry(path, JobFile.Read(path, Files, problems), problems.Messages));
    }

    private Job OrRefuse(JobEntry entry)
    {
        var problems = Problems.Concat(entry.Problems).ToList();
        return problems.Count == 0 && entry.Job is { } job ? job : throw new SettingsException(string.Join('\n', problems));
    }

    private static JobEntry Misnamed(string path)
    {
        var problems = new Problems();
        problems.Add(path, 0, $"is not read. Rename it to {Path.GetFileNameWithoutExtension(path)}.yaml.");
        return new JobEntry(path, null, problems.Messages);
    }

    private static string Others(IEnumerable<string> paths, string self) =>
        string.Join(" and ", paths.Where(p => p != self).Select(Path.GetFileName));
}
