using Showdown.Results;

namespace Showdown.App.Hosting;

/// <summary>Opens the database of a service or a worker, which may be started before it.</summary>
internal static class DatabaseStart
{
    public static Task<Database> OpenAsync(AppPaths paths, CancellationToken cancel) =>
        new DatabasePatience(TimeProvider.System).ReadAsync(
            () => Database.OpenAsync(paths.Data, paths.Database, cancel),
            reason => Console.Error.WriteLine($"{reason} Waiting for it up to {DatabasePatience.Longest.TotalMinutes:0} minutes."),
            cancel
        );
}
