using System.Net;
using System.Text.Json;

namespace Showdown.Tests.Web;

/// <summary>What stands before every page: headers, forged requests, and no secret anywhere.</summary>
[Collection(nameof(WebHost))]
public sealed class SecurityHeadersTests(WebHost host) : IClassFixture<WebHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/?job=small")]
    [InlineData("/jobs")]
    [InlineData("/models")]
    [InlineData("/start?job=small")]
    [InlineData("/runs/RUN")]
    [InlineData("/runs/RUN/rerun")]
    [InlineData("/runs/nothing", 404)]
    [InlineData("/no/such/page", 404)]
    [InlineData("/start?job=nothing", 422)]
    [InlineData("/?limit=x", 400)]
    [InlineData("/login", 302)]
    [InlineData("/reports/RUN/index.html", 404)]
    [InlineData("/hangfire")]
    [InlineData("/hangfire/jobs/enqueued")]
    [InlineData("/hangfire/recurring")]
    [InlineData("/api/runs")]
    [InlineData("/api/runs?limit=x", 400)]
    [InlineData("/api/runs/RUN")]
    [InlineData("/api/runs/nothing", 404)]
    [InlineData("/api/jobs")]
    [InlineData("/api/models")]
    [InlineData("/api/openapi.json")]
    [InlineData("/metrics")]
    [InlineData("/health/ready")]
    [InlineData("/assets/web.js")]
    public async Task EveryPage_SaysWhatItMayDo_AndShowsNoSecret(string path, int status = 200)
    {
        var run = await RunAsync();
        using var reply = await host.SendAsync("GET", path.Replace("RUN", run, StringComparison.Ordinal));
        Assert.Equal(status, (int)reply.StatusCode);
        var policy = reply.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; script-src 'self'; ", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Contains("base-uri 'none'", policy);
        if (!path.StartsWith("/hangfire", StringComparison.Ordinal))
            Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", reply.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(reply.Headers.Contains("Server"));
        var text = await reply.Content.ReadAsStringAsync(Cancel) + string.Join('\n', reply.Headers.SelectMany(h => h.Value));
        Assert.DoesNotContain(WebHost.Key, text);
        Assert.DoesNotContain(WebHost.Secret, text);
    }

    [Theory]
    [InlineData("/runs")]
    [InlineData("/runs/RUN/rerun")]
    [InlineData("/runs/RUN/resume")]
    [InlineData("/runs/RUN/cancel")]
    [InlineData("/runs/RUN/report")]
    [InlineData("/login")]
    [InlineData("/logout")]
    public async Task AButton_WithoutItsToken_DoesNothing(string path)
    {
        var run = await RunAsync();
        var before = await RunsAsync();
        foreach (var body in (string[])["job=small", "job=small&token=", "job=small&token=forged"])
        {
            using var reply = await host.SendAsync(
                "POST",
                path.Replace("RUN", run, StringComparison.Ordinal),
                body,
                "application/x-www-form-urlencoded"
            );
            Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
            Assert.Contains("This form has expired", await reply.Content.ReadAsStringAsync(Cancel));
        }

        Assert.Equal(before, await RunsAsync());
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    public async Task WhatAnotherSiteSends_IsRefused(string header, string value)
    {
        foreach (var path in (string[])["/api/runs", "/api/forecasts", "/runs"])
        {
            using var reply = await host.SendAsync("POST", path, """{"job":"small"}""", headers: (header, value));
            Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
        }
    }

    [Fact]
    public async Task ANameThatIsNotThisMachines_IsNotAnswered()
    {
        using var reply = await host.SendAsync("GET", "/", headers: ("Host", "evil.example"));
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
    }

    [Fact]
    public async Task Keys_AreNamed_NeverShown()
    {
        using var models = JsonDocument.Parse(await host.Http.GetStringAsync("/api/models", Cancel));
        var real = models.RootElement.EnumerateArray().Single(m => m.GetProperty("model").GetString() == "real");
        Assert.Equal("SHOWDOWN_UNIT_TEST_KEY", real.GetProperty("key").GetString());
        Assert.True(real.GetProperty("key_set").GetBoolean());
        Assert.Contains("SHOWDOWN_UNIT_TEST_KEY", await host.Http.GetStringAsync("/models", Cancel));
    }

    private async Task<string> RunAsync()
    {
        using var runs = JsonDocument.Parse(await host.Http.GetStringAsync("/api/runs", Cancel));
        return runs.RootElement.GetArrayLength() > 0 ? runs.RootElement[0].GetProperty("run").GetString()! : await host.StartAsync();
    }

    private Task<string> RunsAsync() => host.Http.GetStringAsync("/api/runs", Cancel);
}
