using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Showdown.EndToEnd;

/// <summary>Messages to webhooks after a run.</summary>
public sealed class WebNoticeTests
{
    private const string Path = "/services/SECRET-PATH-4711";

    [Fact]
    public async Task Notify_TellsEachWebhookOnce_TriesAgain_AndKeepsTheAddressSecret()
    {
        var told = new ConcurrentQueue<(string Query, JsonElement Body)>();
        var refusals = 0;
        await using var receiver = await ReceiverAsync(async context =>
        {
            var body = await JsonSerializer.DeserializeAsync<JsonElement>(
                context.Request.Body,
                cancellationToken: TestContext.Current.CancellationToken
            );
            if (context.Request.QueryString.Value == "?slack" && Interlocked.Increment(ref refusals) == 1)
            {
                context.Response.StatusCode = 503;
                return;
            }

            told.Enqueue((context.Request.QueryString.Value!, body));
        });
        using var work = WebJobs.Write(new Workplace());
        work.Write(
            "jobs/telling.yaml",
            """
            name: telling <b>
            models: [strong, weak]
            benchmarks: [{ id: quickstart-choice, limit: 20 }]
            gates: [{ on: below, model: weak, value: 0.99 }, { on: coverage, value: 0.5 }]
            notify:
              - ${WEB_TEST_HOOK}
              - { webhook: "${WEB_TEST_SLACK}", format: slack }
            """
        );
        await using var serve = await WebServe.StartAsync(
            work,
            new()
            {
                ["WEB_TEST_HOOK"] = receiver.Urls.First() + Path,
                ["WEB_TEST_SLACK"] = receiver.Urls.First() + Path + "?slack",
                ["SHOWDOWN_PUBLIC_URL"] = "https://showdown.example.org",
            }
        );

        var run = await WebHttpTests.StartAsync(serve, new { job = "telling <b>" });
        await WebHttpTests.EventsAsync(serve, run);
        var patience = TimeProvider.System.GetTimestamp();
        while (told.Count < 2)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(patience) < Patience.Long, $"only {told.Count} were told: {serve.Log}");
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        var generic = told.Single(t => t.Query == "").Body;
        Assert.Equal("complete", generic.GetProperty("status").GetString());
        Assert.True(generic.GetProperty("simulated").GetBoolean());
        Assert.Equal($"https://showdown.example.org/runs/{run}", generic.GetProperty("link").GetString());
        Assert.Contains("Strong model", Assert.Single(generic.GetProperty("verdicts").EnumerateArray()).GetString());
        var slack = told.Single(t => t.Query == "?slack").Body.GetProperty("text").GetString()!;
        Assert.Contains("telling &lt;b&gt;", slack);
        Assert.Contains($"<https://showdown.example.org/runs/{run}|", slack);
        Assert.Contains("Simulated", slack);
        Assert.Equal(
            [("below", false), ("coverage", true), ("coverage", true)],
            generic.GetProperty("gates").EnumerateArray().Select(g => (g.GetProperty("on").GetString(), g.GetProperty("passed").GetBoolean()))
        );
        Assert.Contains("✗ Gate failed: Weak model on Quickstart, multiple choice scored", slack);
        Assert.Contains("✓ 2 of 3 gates passed", slack);
        Assert.Contains(
            "Weak model on Quickstart, multiple choice scored",
            await serve.Http.GetStringAsync($"/runs/{run}", TestContext.Current.CancellationToken)
        );

        var everywhere = WebHttpTests.Dump(work) + serve.Log;
        foreach (
            var path in (string[])
                [
                    "/jobs",
                    "/",
                    $"/runs/{run}",
                    $"/api/runs/{run}",
                    "/api/jobs",
                    "/metrics",
                    $"/reports/{run}/index.html",
                    "/hangfire/jobs/succeeded",
                    "/hangfire/jobs/scheduled",
                    "/hangfire/retries",
                ]
        )
            everywhere += await serve.Http.GetStringAsync(path, TestContext.Current.CancellationToken);
        Assert.Contains("WEB_TEST_HOOK", everywhere);
        Assert.DoesNotContain("SECRET-PATH", everywhere);
        Assert.Equal(2, told.Count);
    }

    internal static async Task<WebApplication> ReceiverAsync(RequestDelegate handle)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        var app = builder.Build();
        app.Run(handle);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
