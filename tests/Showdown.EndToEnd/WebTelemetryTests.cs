using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Showdown.EndToEnd;

/// <summary>Metrics and traces by OTLP, where a collector is named.</summary>
public sealed class WebTelemetryTests
{
    [Fact]
    public async Task Otlp_GetsMetricsAndTraces_WithoutKeys()
    {
        var got = new ConcurrentDictionary<string, string>();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        await using var collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new StreamReader(context.Request.Body, Encoding.Latin1);
            var text = await body.ReadToEndAsync(TestContext.Current.CancellationToken);
            got.AddOrUpdate(context.Request.Path, text, (_, before) => before + text);
        });
        await collector.StartAsync(TestContext.Current.CancellationToken);

        using var work = WebJobs.Write(new Workplace());
        await using var serve = await WebServe.StartAsync(
            work,
            new()
            {
                ["WEB_TEST_KEY"] = WebJobs.Secret,
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.First(),
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            }
        );
        var run = await WebHttpTests.StartAsync(
            serve,
            new
            {
                job = "small",
                limit = 5,
                epochs = 1,
            }
        );
        await WebHttpTests.EventsAsync(serve, run);
        Assert.Equal(0, await serve.StopAsync()); // what is not sent yet is sent at the end

        Assert.Contains("showdown.attempts", got["/v1/metrics"]);
        Assert.Contains("quickstart-choice", got["/v1/metrics"]);
        Assert.Contains("/api/runs", got["/v1/traces"]);
        Assert.Contains("gen_ai.evaluation.result", got["/v1/traces"]);
        Assert.DoesNotContain(WebJobs.Secret, string.Concat(got.Values));
    }
}
