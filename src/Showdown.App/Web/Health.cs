using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Showdown.Results;

namespace Showdown.App.Web;

/// <summary>Ready means that the database answers.</summary>
internal sealed class DatabaseHealth(Database database) : IHealthCheck
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_patience);
        try
        {
            await database.PingAsync(patience.Token);
            return HealthCheckResult.Healthy();
        }
#pragma warning disable CA1031 // whatever it is, the service is not ready; the answer says no more, because anybody may ask
        catch (Exception e)
#pragma warning restore CA1031
        {
            return HealthCheckResult.Unhealthy("the database cannot be reached", e);
        }
    }
}

internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
    }
}
