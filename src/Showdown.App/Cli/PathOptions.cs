using System.CommandLine;
using Showdown.App.Hosting;

namespace Showdown.App.Cli;

/// <summary>The options that every command has.</summary>
internal static class PathOptions
{
    private static readonly Option<string?> _data = Folder("--data", "Folder of the database and the dataset cache (default: .showdown)");
    private static readonly Option<string?> _reports = Folder("--reports", "Folder of the reports, rendered to out/ in it (default: reports)");
    private static readonly Option<string?> _jobs = Folder("--jobs", "Folder of job files and models.yaml (default: jobs)");
    private static readonly Option<string?> _datasets = Folder("--datasets", "Folder of the benchmarks (default: datasets)");
    private static readonly Option<string?> _mirror = Folder("--mirror", "Folder with copies of upstream files; also SHOWDOWN_DATASET_MIRROR");
    private static readonly Option<string?> _database = new("--database")
    {
        Description = "PostgreSQL connection string; also SHOWDOWN_DATABASE (default: SQLite in the data folder)",
        Recursive = true,
        HelpName = "CONNECTION",
    };

    public static void AddTo(RootCommand root)
    {
        foreach (var option in (Option[])[_data, _reports, _jobs, _datasets, _mirror, _database])
            root.Add(option);
    }

    public static AppPaths PathsOf(this ParseResult parsed) =>
        new()
        {
            Data = Path.GetFullPath(parsed.GetValue(_data) ?? ".showdown"),
            Reports = parsed.GetValue(_reports) is { } reports ? Path.GetFullPath(reports) : AppPaths.Find("reports"),
            Jobs = parsed.GetValue(_jobs) is { } jobs ? Path.GetFullPath(jobs) : AppPaths.Find("jobs"),
            Datasets = parsed.GetValue(_datasets) is { } datasets ? Path.GetFullPath(datasets) : AppPaths.Find("datasets"),
            Mirror = parsed.GetValue(_mirror) is { } mirror ? Path.GetFullPath(mirror) : null,
            Database = parsed.GetValue(_database) ?? (Environment.GetEnvironmentVariable("SHOWDOWN_DATABASE") is { Length: > 0 } text ? text : null),
        };

    private static Option<string?> Folder(string name, string description) =>
        new(name)
        {
            Description = description,
            Recursive = true,
            HelpName = "DIR",
        };
}
