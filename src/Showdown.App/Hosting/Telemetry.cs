using System.Collections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Showdown.Domain;

namespace Showdown.App.Hosting;

/// <summary>OpenTelemetry: sent by OTLP when OTEL_EXPORTER_OTLP_ENDPOINT says where to, and read by Prometheus from the service's /metrics.</summary>
internal static class Telemetry
{
    private static bool IsSent => Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 };

    /// <param name="web">True for the service: its requests are measured too, and Prometheus can read.</param>
    public static void Add(IServiceCollection services, IConfigurationBuilder configuration, bool web)
    {
        if (!web && !IsSent)
            return;
        // Only these: other variables must not change where the service listens.
        configuration.AddInMemoryCollection(
            Environment
                .GetEnvironmentVariables()
                .Cast<DictionaryEntry>()
                .Where(e => ((string)e.Key).StartsWith("OTEL_", StringComparison.Ordinal))
                .Select(e => KeyValuePair.Create((string)e.Key, (string?)e.Value))
        );
        var telemetry = services
            .AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("showdown", serviceVersion: ProgramVersion.Text).AddEnvironmentVariableDetector())
            .WithMetrics(metrics =>
            {
                metrics.AddMeter("Showdown").AddHttpClientInstrumentation().AddRuntimeInstrumentation();
                // Of the requests to models their duration, with host and status; what the pool of connections does is counted at every step of each
                // of them.
                metrics.AddView(i =>
                    i.Meter.Name == "System.Net.Http" && i.Name != "http.client.request.duration" ? MetricStreamConfiguration.Drop : null
                );
                if (web)
                    metrics.AddAspNetCoreInstrumentation().AddPrometheusExporter();
                if (IsSent)
                    metrics.AddOtlpExporter();
            });
        if (!IsSent)
            return;
        telemetry.WithTracing(traces =>
        {
            traces.AddSource("Showdown").AddHttpClientInstrumentation().AddOtlpExporter();
            if (web)
                traces.AddAspNetCoreInstrumentation();
        });
    }
}
