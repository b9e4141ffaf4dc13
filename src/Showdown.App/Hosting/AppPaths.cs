using Showdown.Scheduling;

namespace Showdown.App.Hosting;

/// <summary>Where things lie, as the options say.</summary>
public sealed record AppPaths
{
    /// <summary>Database and dataset cache.</summary>
    public required string Data { get; init; }

    /// <summary>Reports are rendered to out/ in it; templates/ in it, where there is one, replaces our own.</summary>
    public required string Reports { get; init; }

    /// <summary>Job files and models.yaml.</summary>
    public required string Jobs { get; init; }

    /// <summary>One folder a benchmark.</summary>
    public required string Datasets { get; init; }

    public string? Mirror { get; init; }

    /// <summary>PostgreSQL connection string; null: SQLite in the data folder. Holds a password: never shown.</summary>
    public string? Database { get; init; }

    public string ReportsOut => Path.Combine(Reports, "out");

    public SettingsFolders Settings => new(Jobs, Datasets) { ShippedDatasets = ShippedDatasets };

    /// <summary>The benchmarks that were published with the program; null in a checkout, where they stand in its own folder.</summary>
    public static string? ShippedDatasets { get; } =
        Path.Combine(AppContext.BaseDirectory, "datasets") is var folder && Directory.Exists(folder) ? folder : null;

    /// <summary>The folder of this name here, or beside the program when there is none here.</summary>
    public static string Find(string name)
    {
        if (Directory.Exists(name))
            return Path.GetFullPath(name);
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(Path.Combine(folder, name)) && File.Exists(Path.Combine(folder, "Showdown.slnx")))
                return Path.Combine(folder, name);
        }

        return Path.GetFullPath(name);
    }
}
