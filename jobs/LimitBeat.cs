using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Showdown.Domain;
using Showdown.Running;

namespace Showdown.Jobs;

/// <summary>The heartbeat by which processes divide the limits of the models they ask.</summary>
public sealed partial class LimitBeat(LimitShares shares, TimeProvider time, ILogger<LimitBeat> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LimitShares.Beat, time).Until(stoppingToken);
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            try
            {
                await shares.BeatAsync(stoppingToken);
            }
#pragma warning disable CA1031 // a database that is away now hears the next beat; until then the shares stay as they are
            catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
            {
                BeatFailed(log, e.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The limits could not be shared anew, and are at the next beat: {Message}")]
    private static partial void BeatFailed(ILogger log, string message);
}
