using System.CommandLine;
using Showdown.App.Hosting;

namespace Showdown.App.Cli;

/// <summary>The options that every command has.</summary>
internal static class PathOptions
{
    private static readonly Option<string?> _data = Folder(
        "--data",
        "Folder of the database and the dataset cache; also SHOWDOWN_DATA (default: .showdown)"
    );
    private static readonly Option<string?> _reports = Folder(
        "--reports",
        "Folder of the reports, rendered to out/ in it; also SHOWDOWN_REPORTS (default: reports)"
    );
    private static readonly Option<string?> _jobs = Folder("--jobs", "Folder of job files and models.yaml; also SHOWDOWN_JOBS (default: jobs)");
    private static readonly Option<string?> _datasets = Folder(
        "--datasets",
        "Folder of your benchmarks; also SHOWDOWN_DATASETS (default: datasets). Those that come with the program count beside them"
    );
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
            Data = Given(parsed, _data, "SHOWDOWN_DATA") ?? Path.GetFullPath(".showdown"),
            Reports = Given(parsed, _reports, "SHOWDOWN_REPORTS") ?? AppPaths.Find("reports"),
            Jobs = Given(parsed, _jobs, "SHOWDOWN_JOBS") ?? AppPaths.Find("jobs"),
            Datasets = Given(parsed, _datasets, "SHOWDOWN_DATASETS") ?? OwnOrShippedDatasets(),
            Mirror = parsed.GetValue(_mirror) is { } mirror ? Path.GetFullPath(mirror) : null,
            Database = parsed.GetValue(_database) ?? (Environment.GetEnvironmentVariable("SHOWDOWN_DATABASE") is { Length: > 0 } text ? text : null),
        };

    private static string OwnOrShippedDatasets() =>
        AppPaths.Find("datasets") is var own && Directory.Exists(own) ? own : AppPaths.ShippedDatasets ?? own;

    /// <summary>What the option says, or the variable: in a container every command finds the folders, whoever starts it.</summary>
    private static string? Given(ParseResult parsed, Option<string?> option, string variable) =>
        parsed.GetValue(option) is { } said ? Path.GetFullPath(said)
        : Environment.GetEnvironmentVariable(variable) is { Length: > 0 } set ? Path.GetFullPath(set)
        : null;

    private static Option<string?> Folder(string name, string description) =>
        new(name)
        {
            Description = description,
            Recursive = true,
            HelpName = "DIR",
        };
}
