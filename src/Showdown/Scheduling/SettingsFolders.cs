using Showdown.Settings;

namespace Showdown.Scheduling;

/// <summary>Where models, benchmarks and job files stand.</summary>
/// <param name="Jobs">Job files and models.yaml.</param>
/// <param name="Datasets">One folder a benchmark.</param>
public sealed record SettingsFolders(string Jobs, string Datasets)
{
    /// <summary>Benchmarks that come with the program, for ids that <see cref="Datasets"/> lacks; null where there are none.</summary>
    public string? ShippedDatasets { get; init; }

    public string ModelsFile => Path.Combine(Jobs, "models.yaml");

    /// <summary>Job files, by path; models.yaml is none.</summary>
    public IReadOnlyList<string> JobFiles => [.. Files("*.yaml").Where(f => Path.GetFileName(f) != "models.yaml")];

    /// <summary>Files in the jobs folder whose ending keeps them from being read.</summary>
    public IReadOnlyList<string> MisnamedFiles => Files("*.yml");

    /// <summary>Adds a problem where the folder of jobs may not be read.</summary>
    public void CheckJobs(Problems problems)
    {
        if (Directory.Exists(Jobs))
            ReadableFolder.List(Jobs, problems, Directory.GetFiles);
    }

    // A folder that may not be read is told by CheckJobs, and holds nothing here.
    private IReadOnlyList<string> Files(string pattern) =>
        Directory.Exists(Jobs) ? ReadableFolder.List(Jobs, new Problems(), folder => Directory.GetFiles(folder, pattern)) : [];

    /// <summary>The file that is meant: a path, or the name of a file in the jobs folder with or without .yaml; null when there is none.</summary>
    public string? JobPath(string job) => new[] { job, Path.Combine(Jobs, job), Path.Combine(Jobs, job + ".yaml") }.FirstOrDefault(File.Exists);
}
