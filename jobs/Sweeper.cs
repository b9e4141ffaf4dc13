using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Showdown.Domain;

namespace Showdown.Jobs;

/// <summary>
/// Sweeps every 15 seconds, and at once when a process of this machine is found dead, in every process that works. Not a recurring job of Hangfire's:
/// those stand still for minutes when a process dies while it holds their lock.
/// </summary>
public sealed partial class Sweeper(SweepJob sweep, TimeProvider time, ILogger<Sweeper> log) : BackgroundService
{
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _period = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_look, time).Until(stoppingToken);
        var (swept, failing) = (time.GetTimestamp(), false);
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            try
            {
                if (await sweep.ReleaseDeadAsync(stoppingToken) || time.GetElapsedTime(swept) >= _period)
                {
                    await sweep.ExecuteAsync(stoppingToken);
                    swept = time.GetTimestamp();
                }
                failing = false;
            }
#pragma warning disable CA1031 // a database that is away now is swept later
            catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
            {
                if (!failing)
                    SweepFailed(log, e.Message);
                failing = true;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sweep failed and is tried again: {Message}")]
    private static partial void SweepFailed(ILogger log, string message);
}
