using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Importing;
using Showdown.Results;
using Showdown.Scheduling;
using Showdown.Settings;

namespace Showdown.Operations;

/// <summary>Makes a run of results that other programs recorded, so that they get the verdicts, pages and gates of our own.</summary>
public sealed class ImportResults(SettingsFolders folders, Importer importer)
{
    /// <param name="options">What to import. A benchmark that is none of ours is only a name.</param>
    /// <param name="gates">The job, by path or name, whose gates and margin hold for the results; null: none.</param>
    /// <exception cref="SettingsException">Something in the files is wrong, or there is no such job. Nothing is imported then.</exception>
    public async Task<Imported> ExecuteAsync(ImportOptions options, string? gates, CancellationToken cancel)
    {
        var job = gates is null ? null : JobCatalog.Read(folders).At(gates, folders);
        return await importer.ImportAsync(options, options.Benchmark is { } id ? Ours(id) : null, job, cancel);
    }

    /// <exception cref="SettingsException">The run was imported: there is nobody to ask again.</exception>
    internal static void ThrowIfImported(RunRow run, string what)
    {
        if (run.Settings.Import is { } import)
            throw new SettingsException(
                $"Run {run.Id} was imported from {string.Join(", ", import.Files.Take(3).Select(f => f.Name))}: {string.Join(" and ", import.Programs)} asked its models, so it cannot be {what} here. Import new files, or start a job of your own."
            );
    }

    private BenchmarkSettings? Ours(string id)
    {
        var problems = new Problems();
        var entries = BenchmarkCatalog.ReadEach(folders.Datasets, problems, folders.ShippedDatasets).Where(e => e.Id == id).ToList();
        foreach (var own in entries)
            problems.Add(own.Problems);
        if (entries.Count > 0)
            problems.ThrowIfAny();
        return entries.Select(e => e.Benchmark).FirstOrDefault(b => b?.Id == id);
    }
}
