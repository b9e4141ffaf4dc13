using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Showdown.Results;

namespace Showdown.App.Hosting;

/// <summary>Writes a file anew every ten seconds while the database answers: how a container without a port shows that it lives.</summary>
internal sealed class Heartbeat(string file, Database database, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(10);

    /// <summary>Beats where SHOWDOWN_HEARTBEAT_FILE names a file.</summary>
    public static void Add(IServiceCollection services)
    {
        if (Environment.GetEnvironmentVariable("SHOWDOWN_HEARTBEAT_FILE") is { Length: > 0 } file)
            services.AddHostedService(s => ActivatorUtilities.CreateInstance<Heartbeat>(s, file));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_every, time);
        try
        {
            do
            {
                try
                {
                    await database.PingAsync(stoppingToken);
                    await File.WriteAllTextAsync(file, $"{time.GetUtcNow():O}\n", stoppingToken);
                }
#pragma warning disable CA1031 // an old file is the sign of whatever went wrong
                catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
                { }
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // the process stops
        }
    }
}
