using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Showdown.App.Hosting;
using Showdown.Jobs;
using Showdown.Results;

namespace Showdown.App.Cli;

/// <summary>All features, the queue and its workers in this process, for as long as one command takes.</summary>
internal static class LocalHost
{
    /// <param name="asking">Shards asked at a time; 0: only reports are rendered, and other work is left where it is.</param>
    public static async Task<T> UseAsync<T>(AppPaths paths, int asking, Func<IServiceProvider, Task<T>> work, CancellationToken cancel)
    {
        var leaving = false;
        var builder = Composition.NewHost(quiet: () => leaving || cancel.IsCancellationRequested);
        var database = await Database.OpenAsync(paths.Data, paths.Database, cancel);
        builder.Services.AddShowdown(paths, database).AddJobs(paths, asksHere: asking > 0);
        _ = asking > 0 ? builder.Services.AddWorkers(asking) : builder.Services.AddReporter();
        using var host = builder.Build();
        GlobalJobFilters.Filters.Add(ActivatorUtilities.CreateInstance<FailedRunFilter>(host.Services));
        await host.StartAsync(cancel);
        try
        {
            return await work(host.Services);
        }
        finally
        {
            leaving = true;
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
            await host.StopAsync(patience.Token);
        }
    }
}
