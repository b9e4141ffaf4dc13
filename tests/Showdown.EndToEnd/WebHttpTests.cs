using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Showdown.EndToEnd;

/// <summary>The service as programs and attackers see it.</summary>
public sealed class WebHttpTests
{
    private const string Token = "token-of-the-tests";
    private const string Password = "password-of-the-tests";

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.168.1.1")]
    public async Task Serve_RefusesToListenForOthers_WithoutPasswordOrToken(string host)
    {
        using var work = WebJobs.Write(new Workplace());
        var ended = await work.RunAsync("serve", "--host", host, "--port", "0");
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("SHOWDOWN_PASSWORD", ended.StandardError);
        Assert.Empty(ended.StandardOutput);
    }

    [Fact]
    public async Task Serve_OnLoopback_AnswersPagesApiAndHealth_AndRefusesForgedRequests()
    {
        using var work = WebJobs.Write(new Workplace());
        await using var serve = await WebServe.StartAsync(work, new() { ["WEB_TEST_KEY"] = WebJobs.Secret });

        foreach (
            var path in (string[])
                [
                    "/",
                    "/jobs",
                    "/models",
                    "/hangfire",
                    "/api/runs",
                    "/api/jobs",
                    "/api/models",
                    "/api/openapi.json",
                    "/metrics",
                    "/health/live",
                    "/health/ready",
                    "/assets/web.css",
                    "/assets/report.css",
                    "/assets/web.js",
                ]
        )
        {
            using var reply = await serve.GetAsync(path);
            Assert.True(reply.StatusCode == HttpStatusCode.OK, $"{path}: {reply.StatusCode}");
            Assert.DoesNotContain(WebJobs.Secret, await reply.Content.ReadAsStringAsync(Cancel));
            Assert.Equal("nosniff", reply.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Contains("default-src 'none'", reply.Headers.GetValues("Content-Security-Policy").Single());
            Assert.Contains("frame-ancestors 'none'", reply.Headers.GetValues("Content-Security-Policy").Single());
            Assert.False(reply.Headers.Contains("Server"));
        }

        using (var page = await serve.GetAsync("/"))
            Assert.DoesNotContain("unsafe", page.Headers.GetValues("Content-Security-Policy").Single());

        // What is not there: a page for people, a problem document for programs.
        await AssertStatusAsync(serve, "/runs/nothing", HttpStatusCode.NotFound, "text/html");
        await AssertStatusAsync(serve, "/nowhere", HttpStatusCode.NotFound, "text/html");
        await AssertStatusAsync(serve, "/api/runs/nothing", HttpStatusCode.NotFound, "application/problem+json");
        await AssertStatusAsync(serve, "/reports/..%2f..%2fjobs/models.yaml", HttpStatusCode.NotFound, "text/html");
        await AssertStatusAsync(serve, "/reports/x/..%2f..%2f..%2fdata%2fshowdown.db", HttpStatusCode.NotFound, "text/html");

        await RefusesForgeriesAsync(serve);
        await RefusesForeignNamesAsync(serve);
        await RefusesPathsAsJobsAsync(serve);
        Assert.Equal(0L, (await serve.Http.GetFromJsonAsync<JsonElement>("/api/runs", Cancel)).GetArrayLength());
        Assert.Equal(0, await serve.StopAsync());
        Assert.DoesNotContain(WebJobs.Secret, serve.Log);
    }

    [Fact]
    public async Task Serve_Guarded_LetsOnlyPasswordAndTokenIn()
    {
        using var work = WebJobs.Write(new Workplace());
        await using var serve = await WebServe.StartAsync(work, new() { ["SHOWDOWN_PASSWORD"] = Password, ["SHOWDOWN_TOKEN"] = Token });

        foreach (var path in (string[])["/", "/runs/x", "/jobs", "/models", "/hangfire", "/hangfire/recurring", "/reports/x/index.html", "/nowhere"])
        {
            using var reply = await serve.GetAsync(path);
            Assert.True(reply.StatusCode == HttpStatusCode.Found, $"{path}: {reply.StatusCode}");
            Assert.Contains("/login", reply.Headers.Location!.ToString());
        }

        foreach (var path in (string[])["/api/runs", "/api/jobs", "/api/models", "/api/openapi.json", "/api/nowhere", "/metrics"])
            await AssertStatusAsync(serve, path, HttpStatusCode.Unauthorized, "application/problem+json");
        foreach (var path in (string[])["/login", "/health/live", "/health/ready", "/assets/web.css"])
            await AssertStatusAsync(serve, path, HttpStatusCode.OK, null);

        foreach (
            var (path, type) in new[]
            {
                ("/api/runs", "application/json"),
                ("/metrics", "text/plain"),
                ("/", "text/html"),
                ("/hangfire", "text/html"),
            }
        )
            await AssertStatusAsync(serve, path, HttpStatusCode.OK, type, Token);
        foreach (var wrong in (string[])["", "wrong", Token + "x", Token[..^1], Password])
            await AssertStatusAsync(serve, "/api/runs", HttpStatusCode.Unauthorized, null, wrong);
    }

    [Fact]
    public async Task Api_StartsFollowsShowsAndRepeatsRuns()
    {
        using var work = WebJobs.Write(new Workplace());
        await using var serve = await WebServe.StartAsync(work, new() { ["SHOWDOWN_TOKEN"] = Token });
        serve.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);

        await AssertProblemAsync(serve, new { job = "smal" }, "Did you mean 'small'");
        await AssertProblemAsync(serve, new { job = "small", models = new[] { "nobody" } }, "nobody");
        await AssertProblemAsync(serve, new { job = "small", limit = 0 }, "limit");

        var run = await StartAsync(
            serve,
            new
            {
                job = "small",
                benchmarks = new[] { "quickstart-choice" },
                limit = 12,
                epochs = 1,
            }
        );
        var events = await EventsAsync(serve, run);
        Assert.Equal("ended", events[^1].Name);
        Assert.Equal(24, events[^1].Run.GetProperty("done").GetInt32());
        Assert.Equal("complete", events[^1].Run.GetProperty("status").GetString());

        var shown = await serve.Http.GetFromJsonAsync<JsonElement>($"/api/runs/{run}", Cancel);
        Assert.Equal("complete", shown.GetProperty("status").GetString());
        Assert.Equal(2, shown.GetProperty("evaluations").GetArrayLength());
        Assert.Equal(1, shown.GetProperty("comparisons").GetArrayLength());
        using (var report = await serve.GetAsync(shown.GetProperty("report").GetString()!, Token))
        {
            Assert.Equal(HttpStatusCode.OK, report.StatusCode);
            Assert.Contains("connect-src 'none'", report.Headers.GetValues("Content-Security-Policy").Single());
            Assert.Contains("Simulated", await report.Content.ReadAsStringAsync(Cancel));
        }

        using (var over = await serve.Http.PostAsync($"/api/runs/{run}/cancel", null, Cancel))
            Assert.Equal(HttpStatusCode.Conflict, over.StatusCode);
        using (var again = await serve.Http.PostAsJsonAsync($"/api/runs/{run}/rerun", new { models = new[] { "weak" } }, Cancel))
        {
            Assert.Equal(HttpStatusCode.Created, again.StatusCode);
            var repeat = (await again.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("run").GetString()!;
            await EventsAsync(serve, repeat);
            var item = (await serve.Http.GetFromJsonAsync<JsonElement>("/api/runs", Cancel))[0];
            Assert.Equal((repeat, run), (item.GetProperty("run").GetString(), item.GetProperty("parent").GetString()));
            Assert.Equal("weak", Assert.Single(item.GetProperty("models").EnumerateArray()).GetString());
        }

        var cancelled = await StartAsync(serve, new { job = "small", epochs = 50 });
        using (var cancel = await serve.Http.PostAsync($"/api/runs/{cancelled}/cancel", null, Cancel))
            Assert.Equal(HttpStatusCode.Accepted, cancel.StatusCode);
        Assert.Equal("cancelled", (await EventsAsync(serve, cancelled))[^1].Run.GetProperty("status").GetString());

        var paths = (await serve.Http.GetFromJsonAsync<JsonElement>("/api/openapi.json", Cancel)).GetProperty("paths");
        foreach (
            var path in (string[])
                [
                    "/api/runs",
                    "/api/runs/{id}",
                    "/api/runs/{id}/events",
                    "/api/runs/{id}/rerun",
                    "/api/runs/{id}/resume",
                    "/api/runs/{id}/cancel",
                    "/api/jobs",
                    "/api/models",
                ]
        )
            Assert.True(paths.TryGetProperty(path, out _), $"{path} is not documented");
        var metrics = await serve.Http.GetStringAsync("/metrics", Cancel);
        Assert.Contains("showdown_attempts_total{", metrics);
        Assert.Contains("http_server_request_duration_seconds", metrics);
        Assert.Contains("http_client_request_duration_seconds", metrics);
        Assert.DoesNotContain("http_client_open_connections", metrics); // counted at every step of every request to a model
    }

    [Fact]
    public async Task Serve_StartedAgain_GoesOnWithWhatItLeft()
    {
        using var work = WebJobs.Write(new Workplace());
        string run;
        await using (var first = await WebServe.StartAsync(work))
        {
            run = await StartAsync(first, new { job = "small" });
            await EventsAsync(first, run, until: e => e.GetProperty("done").GetInt32() > 20);
            // Disposed of with SIGKILL.
        }

        await using var second = await WebServe.StartAsync(work);
        var end = (await EventsAsync(second, run))[^1];
        Assert.Equal("complete", end.Run.GetProperty("status").GetString());
        Assert.Equal(end.Run.GetProperty("expected").GetInt32(), end.Run.GetProperty("done").GetInt32());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts a run by the API.</summary>
    internal static async Task<string> StartAsync(WebServe serve, object request)
    {
        using var reply = await serve.Http.PostAsJsonAsync("/api/runs", request, Cancel);
        Assert.True(reply.StatusCode == HttpStatusCode.Created, await reply.Content.ReadAsStringAsync(Cancel));
        return (await reply.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("run").GetString()!;
    }

    /// <summary>Reads a run's events up to its end, or until one is as wanted.</summary>
    internal static async Task<List<(string Name, JsonElement Run)>> EventsAsync(WebServe serve, string run, Func<JsonElement, bool>? until = null)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Patience.Long);
        await using var stream = await serve.Http.GetStreamAsync($"/api/runs/{run}/events", patience.Token);
        using var reader = new StreamReader(stream);
        var events = new List<(string, JsonElement)>();
        var name = "";
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                name = line["event: ".Length..];
            if (!line.StartsWith("data: ", StringComparison.Ordinal))
                continue;
            events.Add((name, JsonSerializer.Deserialize<JsonElement>(line["data: ".Length..])));
            if (until?.Invoke(events[^1].Item2) == true)
                break;
        }

        return events;
    }

    private static async Task AssertStatusAsync(WebServe serve, string path, HttpStatusCode status, string? type, string? token = null)
    {
        using var reply = await serve.GetAsync(path, token);
        Assert.True(reply.StatusCode == status, $"{path}: {reply.StatusCode}");
        if (type is not null)
            Assert.Equal(type, reply.Content.Headers.ContentType?.MediaType);
    }

    private static async Task AssertProblemAsync(WebServe serve, object request, string says)
    {
        using var reply = await serve.Http.PostAsJsonAsync("/api/runs", request, Cancel);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.StatusCode);
        Assert.Contains(says, (await reply.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("detail").GetString());
    }

    private static async Task RefusesForgeriesAsync(WebServe serve)
    {
        // A form without the token that only our own pages know.
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("job", "small")]);
        using (var reply = await serve.Http.PostAsync("/runs", form, Cancel))
            Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);

        // What a browser sends when another site's page posts here.
        foreach (
            var (header, value) in new[]
            {
                ("Sec-Fetch-Site", "cross-site"),
                ("Sec-Fetch-Site", "same-site"),
                ("Origin", "https://evil.example"),
                ("Origin", "null"),
            }
        )
        {
            using var forged = new HttpRequestMessage(HttpMethod.Post, "/api/runs") { Content = JsonContent.Create(new { job = "small" }) };
            forged.Headers.Add(header, value);
            using var reply = await serve.Http.SendAsync(forged, Cancel);
            Assert.True(reply.StatusCode == HttpStatusCode.Forbidden, $"{header}: {value} gave {reply.StatusCode}");
        }

        // JSON in a form's clothes needs no leave to be sent from another site.
        using var plain = new StringContent("""{"job":"small"}""", MediaTypeHeaderValue.Parse("text/plain"));
        using (var reply = await serve.Http.PostAsync("/api/runs", plain, Cancel))
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, reply.StatusCode);
    }

    private static async Task RefusesForeignNamesAsync(WebServe serve)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "evil.example";
        using var reply = await serve.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
    }

    private static async Task RefusesPathsAsJobsAsync(WebServe serve)
    {
        foreach (var path in (string[])["/etc/passwd", "../jobs/small.yaml", "models.yaml"])
            await AssertProblemAsync(serve, new { job = path }, "There is no job");
    }

    /// <summary>All texts of a database, to look for what must not be there.</summary>
    internal static string Dump(Workplace work)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(work.Folder, "data", "showdown.db")}");
        return string.Join('\n', connection.Query<string>("select settings || coalesce(reason, '') || coalesce(report_error, '') from run"));
    }
}
