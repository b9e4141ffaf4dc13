using System.Net;
using System.Text.Json;
using Showdown.Results;

namespace Showdown.Tests.Web;

/// <summary>The API: what it refuses and how it says so, how much it lists, what it forecasts, and where its events end.</summary>
[Collection(nameof(WebHost))]
public sealed class ApiTests(WebHost host) : IClassFixture<WebHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    //          path                   body                                      status  says
    [InlineData("/api/runs", "", 400, "The body is missing")]
    [InlineData("/api/runs", "{", 400, "The body is not JSON: line 1, character")]
    [InlineData("/api/runs", "[1]", 400, "The body must be a JSON object")]
    [InlineData("/api/runs", "{}", 422, "'job' is missing. Give the name of a job: broken, small, unknown.")]
    [InlineData("/api/runs", """{"jobb":"small"}""", 400, "'jobb' is not known here. /api/openapi.json lists the fields.")]
    [InlineData("/api/runs", """{"job":7}""", 400, "'job' must be a text, the name of a job, not 7.")]
    [InlineData("/api/runs", """{"job":"smal"}""", 422, "There is no job 'smal'. Did you mean 'small'?")]
    [InlineData("/api/runs", """{"job":"../jobs/small.yaml"}""", 422, "There is no job '../jobs/small.yaml'.")]
    [InlineData("/api/runs", """{"job":"broken"}""", 422, "broken.yaml(3): 'epochz' is not known here. Did you mean 'epochs'?")]
    [InlineData("/api/runs", """{"job":"small","models":"real"}""", 400, "'models' must be a list of texts, such as [\"kimi-k2\"], not \"real\".")]
    [InlineData("/api/runs", """{"job":"small","models":[7]}""", 400, "'models' must be a list of texts")]
    [InlineData("/api/runs", """{"job":"small","models":[]}""", 422, "'models' is an empty list")]
    [InlineData("/api/runs", """{"job":"small","benchmarks":[]}""", 422, "'benchmarks' is an empty list")]
    [InlineData("/api/forecasts", """{"job":"small","models":[]}""", 422, "'models' is an empty list")]
    [InlineData("/api/runs/RUN/rerun", """{"benchmarks":[]}""", 422, "'benchmarks' is an empty list")]
    [InlineData("/api/runs", """{"job":"small","models":["reel"]}""", 422, "Job 'small' has no model 'reel'. Did you mean 'real'?")]
    [InlineData("/api/runs", """{"job":"small","benchmarks":["sum"]}""", 422, "Job 'small' has no benchmark 'sum'. Did you mean 'sums'?")]
    [InlineData("/api/runs", """{"job":"small","limit":"many"}""", 400, "'limit' must be a whole number from 1, not \"many\".")]
    [InlineData("/api/runs", """{"job":"small","limit":1.5}""", 400, "'limit' must be a whole number from 1, not 1.5.")]
    [InlineData("/api/runs", """{"job":"small","limit":0}""", 422, "'limit' must be a whole number from 1, not 0.")]
    [InlineData("/api/runs", """{"job":"small","epochs":-3}""", 422, "'epochs' must be a whole number from 1, not -3.")]
    [InlineData("/api/runs", """{"job":"small","budget_usd":-0.5}""", 422, "'budget_usd' must be an amount of 0 or more, not -0.5.")]
    [InlineData("/api/runs", """{"job":"small","budget_usd":"5 USD"}""", 400, "'budget_usd' must be an amount such as 12.50, not \"5 USD\".")]
    [InlineData("/api/forecasts", "{}", 422, "'job' is missing.")]
    [InlineData("/api/forecasts", """{"job":"small","limit":"many"}""", 400, "'limit' must be a whole number from 1, not \"many\".")]
    [InlineData("/api/runs/nothing/forecast", "{}", 404, "There is no run 'nothing'.")]
    [InlineData("/api/runs/nothing/rerun", "{}", 404, "There is no run 'nothing'. GET /api/runs lists them.")]
    [InlineData("/api/runs/nothing/resume", "{}", 404, "There is no run 'nothing'.")]
    [InlineData("/api/runs/nothing/cancel", "", 404, "There is no run 'nothing'.")]
    [InlineData("/api/runs/RUN/rerun", """{"only":"rong"}""", 422, "'only' cannot be 'rong'. Allowed: all, failed, wrong, partial, truncated.")]
    [InlineData(
        "/api/runs/RUN/rerun",
        """{"only":7}""",
        400,
        "'only' must be one of \"all\", \"failed\", \"wrong\", \"partial\" and \"truncated\", not 7."
    )]
    [InlineData("/api/runs/RUN/rerun", """{"models":["reel"]}""", 422, "Job 'small' has no model 'reel'.")]
    [InlineData("/api/runs/RUN/resume", """{"failed":"yes"}""", 400, "'failed' must be true or false, not \"yes\".")]
    [InlineData("/api/runs/RUN/resume", """{"budget_usd":-1}""", 422, "'budget_usd' must be an amount of 0 or more, not -1.")]
    public async Task BadInput_IsNamedWithItsFieldValueAndFix(string path, string body, int status, string says)
    {
        var run = path.Contains("RUN", StringComparison.Ordinal) ? await host.StartAsync() : "";
        await AssertProblemAsync("POST", path.Replace("RUN", run, StringComparison.Ordinal), body, status, says);
    }

    [Theory]
    [InlineData("/api/runs?limit=x", 400, "'limit' must be a whole number from 1 to 1000, not x.")]
    [InlineData("/api/runs?limit=0", 400, "'limit' must be a whole number from 1 to 1000, not 0.")]
    [InlineData("/api/runs?limit=1001", 400, "'limit' must be a whole number from 1 to 1000, not 1001.")]
    [InlineData("/api/runs?limit=99999999999", 400, "'limit' must be a whole number from 1 to 1000, not 99999999999.")]
    [InlineData("/api/runs/nothing", 404, "There is no run 'nothing'. GET /api/runs lists them.")]
    [InlineData("/api/runs/nothing/events", 404, "There is no run 'nothing'.")]
    [InlineData("/api/runs/nothing/export", 404, "There is no run 'nothing'.")]
    [InlineData("/api/nothing", 404, "There is no such page.")]
    public Task BadAddress_IsNamedWithItsValueAndFix(string path, int status, string says) => AssertProblemAsync("GET", path, null, status, says);

    [Fact]
    public async Task ABodyThatIsNotJson_IsRefusedByItsType()
    {
        foreach (var type in (string[])["text/plain", "application/x-www-form-urlencoded"])
        {
            using var reply = await host.SendAsync("POST", "/api/runs", """{"job":"small"}""", type);
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, reply.StatusCode);
            Assert.Contains("application/json", await reply.Content.ReadAsStringAsync(Cancel));
        }
    }

    [Fact]
    public async Task Runs_AreListedNewestFirst_AsManyAsAskedFor()
    {
        var started = new List<string>();
        for (var i = 0; i < 3; i++)
            started.Add(await host.StartAsync());
        var all = await RunsAsync("/api/runs?limit=1000");
        Assert.Subset(all.ToHashSet(), started.ToHashSet());
        Assert.Equal(all.Take(2), await RunsAsync("/api/runs?limit=2"));
        Assert.Equal(all.Take(2), await RunsAsync("/api/runs?limit=2&job=small"));
        Assert.Empty(await RunsAsync("/api/runs?job=unknown"));
        Assert.Equal(all.Take(50), await RunsAsync("/api/runs"));
    }

    [Fact]
    public async Task Forecast_IsTheMostItCanBe_WhereNothingIsKnown_AndStartsNothing()
    {
        var before = await RunsAsync("/api/runs?limit=1000");
        var forecast = await ForecastAsync("""{"job":"small","models":["simulated"]}""");
        Assert.Equal(2 * 3, forecast.GetProperty("attempts").GetInt32());
        Assert.True(forecast.GetProperty("at_most").GetBoolean());
        Assert.Equal(5m, forecast.GetProperty("budget_usd").GetDecimal());
        var only = Assert.Single(forecast.GetProperty("evaluations").EnumerateArray());
        Assert.Equal("output-cap", only.GetProperty("from").GetString());
        // 29 characters a prompt, four to a token, and 100 tokens of output at $10 a million.
        Assert.Equal(6 * 107, forecast.GetProperty("tokens").GetInt64(), 6.0);
        Assert.Equal(6 * ((7 * 1) + (100 * 10)) / 1e6, forecast.GetProperty("usd").GetDouble(), 1e-5);
        Assert.Equal(before, await RunsAsync("/api/runs?limit=1000"));
    }

    [Fact]
    public async Task Forecast_SaysWhatItDoesNotKnow()
    {
        var forecast = await ForecastAsync("""{"job":"unknown","budget_usd":2}""");
        Assert.Equal(JsonValueKind.Null, forecast.GetProperty("attempts").ValueKind);
        Assert.Equal(JsonValueKind.Null, forecast.GetProperty("usd").ValueKind);
        Assert.Equal(2m, forecast.GetProperty("budget_usd").GetDecimal());
        var known = forecast
            .GetProperty("evaluations")
            .EnumerateArray()
            .Where(e => e.GetProperty("benchmark").GetString() == "sums")
            .ToDictionary(e => e.GetProperty("model").GetString()!);
        Assert.Equal(2, known["unpriced"].GetProperty("attempts").GetInt32());
        Assert.Equal(JsonValueKind.Null, known["unpriced"].GetProperty("usd").ValueKind);
        Assert.NotEqual(JsonValueKind.Null, known["simulated"].GetProperty("usd").ValueKind);

        // The page says the same, and that no budget in USD holds a model without a price.
        var page = await host.Http.GetStringAsync("/start?job=unknown&budget_usd=2", Cancel);
        Assert.Contains("What running unknown will cost is not known", page);
        Assert.Contains("The data of Benchmark elsewhere is not on this machine yet", page);
        Assert.Contains("The budget does not hold unpriced", page);
        Assert.DoesNotContain("The budget does not hold", await host.Http.GetStringAsync("/start?job=small&model=simulated", Cancel));
    }

    [Fact]
    public async Task OpenApi_DescribesEveryPathWithItsErrors()
    {
        using var document = JsonDocument.Parse(await host.Http.GetStringAsync("/api/openapi.json", Cancel));
        var paths = document.RootElement.GetProperty("paths");
        foreach (
            var (method, path, statuses) in new[]
            {
                ("get", "/api/runs", "200 400"),
                ("post", "/api/runs", "201 400 415 422"),
                ("post", "/api/forecasts", "200 400 415 422"),
                ("get", "/api/runs/{id}", "200 404"),
                ("get", "/api/runs/{id}/events", "200 404"),
                ("get", "/api/runs/{id}/export", "200 400 404"),
                ("post", "/api/runs/{id}/forecast", "200 400 404 415 422"),
                ("post", "/api/runs/{id}/rerun", "200 201 400 404 415 422"),
                ("post", "/api/runs/{id}/resume", "202 400 404 415 422"),
                ("post", "/api/runs/{id}/cancel", "202 404 409"),
                ("get", "/api/jobs", "200"),
                ("get", "/api/models", "200"),
            }
        )
        {
            var operation = paths.GetProperty(path).GetProperty(method);
            Assert.False(string.IsNullOrEmpty(operation.GetProperty("summary").GetString()));
            Assert.Equal($"{statuses} 401".Split(' ').Order(), operation.GetProperty("responses").EnumerateObject().Select(r => r.Name).Order());
        }

        Assert.All(paths.EnumerateObject(), path => Assert.StartsWith("/api/", path.Name));
        Assert.Equal(
            "bearer",
            document.RootElement.GetProperty("components").GetProperty("securitySchemes").GetProperty("token").GetProperty("scheme").GetString()
        );
        var start = document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("StartRequest").GetProperty("properties");
        Assert.Equal(["benchmarks", "budget_usd", "epochs", "job", "limit", "models"], start.EnumerateObject().Select(p => p.Name).Order());
    }

    [Theory]
    [InlineData("", "application/jsonl", ".jsonl")]
    [InlineData("?format=csv", "text/csv", ".csv")]
    [InlineData("?format=parquet", "application/vnd.apache.parquet", ".parquet")]
    [InlineData("?format=junit", "application/xml", ".xml")]
    public async Task Export_IsAFileOfTheRun(string format, string type, string ending)
    {
        var run = await host.StartAsync();
        using var reply = await host.SendAsync("GET", $"/api/runs/{run}/export{format}");
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal((type, run + ending), (reply.Content.Headers.ContentType!.MediaType, reply.Content.Headers.ContentDisposition!.FileName));
        await AssertProblemAsync("GET", $"/api/runs/{run}/export?format=inspect", null, 400, "'format' cannot be 'inspect'. Allowed: jsonl, csv");
    }

    [Theory]
    [InlineData("/jobs")]
    [InlineData("/api/runs")]
    [InlineData("/assets/web.css")]
    public async Task Head_IsAnsweredLikeGet_WithoutABody(string path)
    {
        using var reply = await host.SendAsync("HEAD", path);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Empty(await reply.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task ALinkInAReportsFolder_LeadsNowhere_AndAPageLeadsBack()
    {
        var folder = Path.Combine(host.Service<Showdown.Jobs.ReportFolders>().Out, "some-run");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "index.html"), "<p class=\"kicker\">Job</p>");
        File.WriteAllText(Path.Combine(folder, "..", "..", "outside.html"), "outside");
        File.CreateSymbolicLink(Path.Combine(folder, "link.html"), Path.Combine(folder, "..", "..", "outside.html"));
        Assert.Equal(
            "<p class=\"kicker\"><a href=\"/runs/some-run\">This run in the service</a> · Job</p>",
            await host.Http.GetStringAsync("/reports/some-run/index.html", Cancel)
        );
        Directory.CreateSymbolicLink(Path.Combine(folder, "up"), Path.Combine(folder, "..", ".."));
        Directory.CreateSymbolicLink(folder + "-2", folder);
        File.CreateSymbolicLink(Path.Combine(folder, "gone.html"), Path.Combine(folder, "nowhere.html"));
        File.CreateSymbolicLink(Path.Combine(folder, "twice.html"), Path.Combine(folder, "link.html"));
        foreach (
            var path in (string[])
                ["some-run/link.html", "some-run/up/outside.html", "some-run-2/index.html", "some-run/gone.html", "some-run/twice.html"]
        )
        {
            using var linked = await host.SendAsync("GET", "/reports/" + path);
            Assert.True(linked.StatusCode == HttpStatusCode.NotFound, path);
        }
    }

    [Fact]
    public async Task AHostThatIsDown_StandsOnTheRunsPage_WithItsNextTry()
    {
        var run = await host.StartAsync();
        const string down = "real: models.example.org down since 03:12:00 UTC, next try 03:17:00: refused";
        var now = TimeProvider.System.GetUtcNow();
        await host.Service<Showdown.Results.WorkerStore>().BeatAsync("real", "a-worker", now, now.AddHours(1), Cancel, down);
        Assert.Contains(down, await host.Http.GetStringAsync($"/runs/{run}", Cancel));
    }

    [Fact]
    public async Task ARerunOfWhatNeverHappened_EndsWell_WithItsReason()
    {
        var run = await host.StartAsync();
        using var reply = await host.SendAsync("POST", $"/api/runs/{run}/rerun", """{"only":"failed"}""");
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        using var document = JsonDocument.Parse(await reply.Content.ReadAsStringAsync(Cancel));
        Assert.Equal($"Nothing to ask: run {run} has no attempt that came out failed.", document.RootElement.GetProperty("reason").GetString());
        Assert.Contains("Nothing to ask", await host.Http.GetStringAsync($"/runs/{run}/rerun?only=failed", Cancel));
    }

    [Fact]
    public async Task Events_GoOnWhileTheRunDoes_AndEndWithIt()
    {
        var run = await host.StartAsync();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        using var reader = new StreamReader(await host.Http.GetStreamAsync($"/api/runs/{run}/events", patience.Token));
        var names = new List<string>();
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (!line.StartsWith("event: ", StringComparison.Ordinal))
                continue;
            names.Add(line["event: ".Length..]);
            if (names.Count != 2)
                continue;
            using (var cancelled = await host.SendAsync("POST", $"/api/runs/{run}/cancel"))
                Assert.Equal(HttpStatusCode.Accepted, cancelled.StatusCode);
            await host.Service<RunStore>().SetReportAsync(run, "elsewhere", patience.Token); // what a worker does last
        }

        Assert.Equal("ended", names[^1]);
        Assert.All(names.SkipLast(1), name => Assert.Equal("progress", name));
        using var again = new StreamReader(await host.Http.GetStreamAsync($"/api/runs/{run}/events", patience.Token));
        Assert.Equal("event: ended", await again.ReadLineAsync(patience.Token));
    }

    private async Task<JsonElement> ForecastAsync(string body)
    {
        using var reply = await host.SendAsync("POST", "/api/forecasts", body);
        var text = await reply.Content.ReadAsStringAsync(Cancel);
        Assert.True(reply.StatusCode == HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<List<string>> RunsAsync(string path)
    {
        using var runs = JsonDocument.Parse(await host.Http.GetStringAsync(path, Cancel));
        return [.. runs.RootElement.EnumerateArray().Select(r => r.GetProperty("run").GetString()!)];
    }

    private async Task AssertProblemAsync(string method, string path, string? body, int status, string says)
    {
        using var reply = await host.SendAsync(method, path, body);
        var text = await reply.Content.ReadAsStringAsync(Cancel);
        Assert.True((int)reply.StatusCode == status, $"{reply.StatusCode}: {text}");
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(text);
        Assert.Equal(status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.Contains(says, problem.RootElement.GetProperty("detail").GetString());
    }
}
