using System.Runtime.CompilerServices;
using System.Text;
using CliWrap;
using CliWrap.Buffered;

namespace Showdown.EndToEnd;

/// <summary>A temporary folder in which the real program runs as a process of its own.</summary>
internal sealed class Workplace : IDisposable
{
    public string Folder { get; init; } = Directory.CreateTempSubdirectory("showdown-e2e-").FullName;

    public static string Root { get; } = FindRoot();

    /// <summary>The mirror of upstream datasets; null when there is none.</summary>
    public static string? Mirror { get; } =
        Environment.GetEnvironmentVariable("SHOWDOWN_DATASET_MIRROR") is { Length: > 0 } folder && Directory.Exists(folder)
            ? Path.GetFullPath(folder)
            : null;

    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "showdown");

    /// <summary>Folder of benchmarks: the project's own unless a test brings another.</summary>
    public string Datasets { get; init; } = Path.Combine(FindRoot(), "datasets");

    /// <summary>Writes a file below the folder.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }

    /// <summary>A copy with all that has been made in it; no program may be at work there.</summary>
    public Workplace Copy()
    {
        var copy = new Workplace { Datasets = Datasets };
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            var place = Path.Combine(copy.Folder, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Copy(file, place);
        }

        return copy;
    }

    public Command Showdown(params string[] arguments) =>
        Cli.Wrap(Program)
            .WithArguments([
                .. arguments,
                "--data",
                Path.Combine(Folder, "data"),
                "--reports",
                Path.Combine(Folder, "reports"),
                "--jobs",
                Path.Combine(Folder, "jobs"),
                "--datasets",
                Datasets,
            ])
            .WithWorkingDirectory(Folder)
            .WithEnvironmentVariables(e => e.Set("NO_COLOR", "1").Set("SHOWDOWN_DATABASE", null))
            .WithValidation(CommandResultValidation.None);

    /// <summary>Runs the program to its end.</summary>
    public Task<BufferedCommandResult> RunAsync(params string[] arguments) => RunAsync([], arguments);

    /// <summary>Runs the program to its end with further variables.</summary>
    public async Task<BufferedCommandResult> RunAsync(Dictionary<string, string?> environment, params string[] arguments)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience.Long);
        return await Showdown(arguments)
            .WithEnvironmentVariables(e => e.Set("NO_COLOR", "1").Set("SHOWDOWN_DATABASE", null).Set(environment))
            .ExecuteBufferedAsync(patience.Token);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string FindRoot([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));
}
