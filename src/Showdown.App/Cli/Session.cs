using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Showdown.App.Hosting;
using Showdown.Operations;
using Showdown.Results;

namespace Showdown.App.Cli;

/// <summary>The features over the database, for commands that read or repair. Jobs that they queue are for others to carry out.</summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Session(ServiceProvider services) => _services = services;

    public RunReader Reader => Get<RunReader>();

    /// <summary>True when workers of other processes carry out what is queued here.</summary>
    public bool HasSharedQueue => Get<Database>().IsPostgres;

    public static async Task<Session> OpenAsync(ParseResult parsed, CancellationToken cancel)
    {
        var paths = parsed.PathsOf();
        var database = await Database.OpenAsync(paths.Data, paths.Database, cancel);
        var session = new Session(
            new ServiceCollection().AddLogging().AddShowdown(paths, database).AddJobs(paths, asksHere: false).BuildServiceProvider()
        );
        // No command shows a run as running that nobody carries out. The queue is opened only where it has to be asked.
        if ((await session.Get<AttendanceStore>().RunningAsync(cancel)).Count > 0)
            await session.Get<InterruptRun>().EndAbandonedAsync(cancel);
        return session;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <inheritdoc cref="FindRun.ExecuteAsync"/>
    public Task<RunRow> RunAsync(string id, CancellationToken cancel) => Get<FindRun>().ExecuteAsync(id, cancel);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
