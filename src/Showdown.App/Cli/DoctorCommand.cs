using System.CommandLine;
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
        command.SetAction(async (parsed, cancel) =>
        {
            var places = parsed.PlacesOf();
            Console.WriteLine($"showdown   {ProgramVersion.Text}");
            var good = await DatabaseAsync(places, cancel);
            good &= Files(places);
            if (OpenFiles.Limit is { } files)
                Console.WriteLine($"open files {files} (ulimit -n): at most {OpenFiles.Requests} requests to models at once");
            await using var pool = new SandboxPool(new SandboxOptions());
            var sandbox = await SandboxProbe.CheckAsync(pool, TimeProvider.System, cancel);
            Console.WriteLine($"sandbox    {(sandbox.Usable ? "" : "not usable: ")}{sandbox.Message}{(sandbox.Usable ? "" : " Only benchmarks of code need it.")}");
            return good ? ExitCode.Done : ExitCode.FailedOrIncomplete;
        });
        return command;
    }

    private static async Task<bool> DatabaseAsync(Places places, CancellationToken cancel)
    {
        try
        {
            await using var database = await Database.OpenAsync(places.Data, places.Database, cancel);
            Console.WriteLine(database.IsPostgres ? "database   PostgreSQL, reached" : $"database   SQLite in {places.Data}");
            return true;
        }
        catch (SettingsException e)
        {
            Console.WriteLine($"database   {e.Message}");
            return false;
        }
    }

    private static bool Files(Places places)
    {
        var problems = new Problems();
        var models = ModelsFile.Read(places.Settings.ModelsFile, problems);
        var benchmarks = BenchmarkCatalog.Read(places.Datasets, problems);
        foreach (var problem in problems.Messages)
            Console.WriteLine($"settings   {problem}");
        var keyless = models.Values.SelectMany(m => EnvironmentText.Missing(m.ApiKey)).Distinct().ToList();
        Console.WriteLine($"models     {models.Count} in {places.Settings.ModelsFile}{(keyless.Count > 0 ? $"; not set: {string.Join(", ", keyless)} (export the variable to use its models)" : "")}");
        using var http = new HttpClient();
        var cache = new DatasetCache(DatasetOptions.FromEnvironment(Path.Combine(places.Data, "datasets"), places.Mirror), http);
        var here = benchmarks.Values.Count(b => cache.Find(b) is not null);
        Console.WriteLine($"benchmarks {benchmarks.Count} in {places.Datasets}, data of {here} here ('showdown datasets pull' gets the rest)");
        Console.WriteLine($"mirror     {cache.Options.MirrorFolder ?? "none (--mirror or SHOWDOWN_DATASET_MIRROR)"}");
        return problems.Count == 0;
    }
}
