using System.CommandLine;
using Showdown.App.Hosting;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Models;
using Showdown.Results;
using Showdown.Sandboxing;
using Showdown.Settings;

namespace Showdown.App.Cli;

/// <summary>showdown doctor: what is set up, what is missing, how to get it.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Says what is set up, what is missing, and how to get it");
        command.SetAction(
            async (parsed, cancel) =>
            {
                var paths = parsed.PathsOf();
                Console.WriteLine($"showdown   {ProgramVersion.Text}");
                var good = await DatabaseAsync(paths, cancel);
                good &= Files(paths);
                if (OpenFiles.Limit is { } files)
                    Console.WriteLine($"open files {files} (ulimit -n): at most {OpenFiles.Requests} requests to models at once");
                await using var pool = new SandboxPool(new SandboxOptions());
                var sandbox = await SandboxProbe.CheckAsync(pool, TimeProvider.System, cancel);
                Console.WriteLine(
                    $"sandbox    {(sandbox.Usable ? "" : "not usable: ")}{sandbox.Message}{(sandbox.Usable ? "" : " Only benchmarks of code need it.")}"
                );
                return good ? ExitCode.Done : ExitCode.FailedOrIncomplete;
            }
        );
        return command;
    }

    private static async Task<bool> DatabaseAsync(AppPaths paths, CancellationToken cancel)
    {
        try
        {
            await using var database = await Database.OpenAsync(paths.Data, paths.Database, cancel);
            Console.WriteLine(database.IsPostgres ? "database   PostgreSQL, reached" : $"database   SQLite in {paths.Data}");
            foreach (var open in new[] { paths.Data, Path.Combine(paths.Data, "showdown.db") }.Where(PrivateFiles.IsOpenToOthers))
                Console.WriteLine($"privacy    other users of this machine can read {open}: close it with 'chmod go-rwx {open}'");
            return true;
        }
        catch (SettingsException e)
        {
            Console.WriteLine($"database   {e.Message}");
            return false;
        }
    }

    private static bool Files(AppPaths paths)
    {
        var problems = new Problems();
        paths.Settings.CheckJobs(problems);
        var models = ModelsFile.Read(paths.Settings.ModelsFile, problems);
        var benchmarks = BenchmarkCatalog.Read(paths.Datasets, problems, AppPaths.ShippedDatasets);
        foreach (var problem in problems.Messages)
            Console.WriteLine(Printable.Of($"settings   {problem}"));
        var keyless = models.Values.SelectMany(m => EnvironmentText.Missing(m.ApiKey)).Distinct().ToList();
        Console.WriteLine(
            $"models     {models.Count} in {paths.Settings.ModelsFile}{(keyless.Count > 0 ? $"; not set: {string.Join(", ", keyless)} (export the variable to use its models)" : "")}"
        );
        using var http = new HttpClient();
        var cache = new DatasetCache(DatasetOptions.FromEnvironment(Path.Combine(paths.Data, "datasets"), paths.Mirror), http);
        var here = benchmarks.Values.Count(b => cache.Find(b) is not null);
        var shipped = AppPaths.ShippedDatasets is { } folder ? benchmarks.Values.Count(b => Path.GetDirectoryName(b.Folder) == folder) : 0;
        var where =
            shipped == 0 ? $"in {paths.Datasets}" : $"({benchmarks.Count - shipped} in {paths.Datasets}, {shipped} that came with the program)";
        Console.WriteLine($"benchmarks {benchmarks.Count} {where}, data of {here} here ('showdown datasets pull' gets the rest)");
        Console.WriteLine($"mirror     {cache.Options.MirrorFolder ?? "none (--mirror or SHOWDOWN_DATASET_MIRROR)"}");
        return problems.Count == 0;
    }
}
