using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Dapper;
using Npgsql;
using Showdown.Tests.Results;

namespace Showdown.EndToEnd;

/// <summary>
/// The services of docker-compose.yml in their own arrangement, over a real PostgreSQL: a run with a code benchmark, and who did what.
/// </summary>
public sealed class WebWorkersTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    private const string Token = "token-of-the-arrangement";
    private static readonly string[] _ours = ["web", "worker", "judge"];

    [Fact]
    public async Task EachServiceDoesItsPart_AndNoOther()
    {
        Assert.SkipUnless(await ComposeContainer.IsPossibleAsync(), "needs bubblewrap, and user namespaces for ordinary programs");
        var cancel = TestContext.Current.CancellationToken;
        var database = await postgres.NewDatabaseAsync();
        using var work = new Workplace();
        using var host = await SimulatorProcess.StartAsync(work.Folder);
        WriteSettings(work, host.Endpoint);
        var place = new ComposePlace(
            ComposeFile.Read(),
            work,
            postgres.SocketFolder is null ? database : new NpgsqlConnectionStringBuilder(database) { Host = ComposePlace.SocketFolder }.ToString(),
            postgres.SocketFolder,
            FreePort(),
            new Dictionary<string, string>
            {
                ["POSTGRES_PASSWORD"] = "unused",
                ["SHOWDOWN_PASSWORD"] = "password of the arrangement",
                ["SHOWDOWN_TOKEN"] = Token,
                ["OPENROUTER_API_KEY"] = "key-of-the-host",
            }
        );

        var containers = new Dictionary<string, ComposeContainer>();
        try
        {
            foreach (var service in _ours)
                containers[service] = ComposeContainer.Start(place.Compose.Services[service], place);
            await HealthyAsync(containers);
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{place.Port}") };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
            var summary = await RunAsync(http, containers);

            Assert.Equal("complete", summary.GetProperty("status").GetString());
            foreach (var evaluation in summary.GetProperty("evaluations").EnumerateArray())
            {
                var attempts = evaluation.GetProperty("attempts");
                Assert.Equal(0, attempts.GetProperty("unscored").GetInt32() + attempts.GetProperty("failed").GetInt32());
                Assert.InRange(
                    attempts.GetProperty("right").GetInt32(),
                    1,
                    evaluation.GetProperty("samples").GetInt32() * evaluation.GetProperty("epochs").GetInt32()
                );
            }

            using var report = await http.GetAsync(summary.GetProperty("report").GetString(), cancel);
            Assert.Equal(HttpStatusCode.OK, report.StatusCode);
        }
        finally
        {
            foreach (var container in containers.Values)
                await container.DisposeAsync();
        }

        Assert.NotEmpty(Directory.GetFiles(place.VolumeOf("references"), "*", SearchOption.AllDirectories));
        Assert.NotEmpty(Directory.GetFiles(place.VolumeOf("keys")));
        var who = await WhoDidWhatAsync(database);
        Assert.Equal(["web"], who["PlanRunJob"]);
        Assert.Equal(["worker"], who["ShardJob"]);
        Assert.Equal(["judge"], who["JudgeShardJob"]);
        Assert.Equal(["web"], who["RenderReportJob"]);
        foreach (var container in containers)
            Assert.False(container.Value.Log.Contains("Read-only file system", StringComparison.Ordinal), $"{container.Key}: {container.Value.Log}");
    }

    private static async Task HealthyAsync(Dictionary<string, ComposeContainer> containers)
    {
        var cancel = TestContext.Current.CancellationToken;
        var patience = TimeProvider.System.GetTimestamp();
        foreach (var (name, container) in containers)
        {
            while (!await container.IsHealthyAsync(cancel))
            {
                Assert.True(TimeProvider.System.GetElapsedTime(patience) < Patience.Long, $"{name} does not become healthy: {container.Log}");
                await Task.Delay(500, cancel);
            }
        }
    }

    private static async Task<JsonElement> RunAsync(HttpClient http, Dictionary<string, ComposeContainer> containers)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var started = await http.PostAsJsonAsync("/api/runs", new { job = "arrangement" }, cancel);
        Assert.True(started.StatusCode == HttpStatusCode.Created, await started.Content.ReadAsStringAsync(cancel));
        var run = (await started.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("run").GetString();
        var patience = TimeProvider.System.GetTimestamp();
        for (var broken = 0; ; )
        {
            JsonElement summary;
            try
            {
                summary = await http.GetFromJsonAsync<JsonElement>($"/api/runs/{run}", cancel);
            }
            catch (HttpRequestException e) when (e.StatusCode is null)
            {
                // A connection may break under a full machine; a service that is gone stays away.
                Assert.True(++broken < 4, $"the web cannot be asked: {e.Message} {containers["web"].Log}");
                await Task.Delay(500, cancel);
                continue;
            }

            if (summary.GetProperty("status").GetString() != "running" && summary.GetProperty("report").GetString() is not null)
                return summary;
            Assert.True(
                TimeProvider.System.GetElapsedTime(patience) < Patience.Long,
                $"the run does not end: {summary} {string.Join('\n', containers.Select(c => $"{c.Key}: {c.Value.Log}"))}"
            );
            await Task.Delay(500, cancel);
        }
    }

    private static async Task<ILookup<string, string>> WhoDidWhatAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        var done = await connection.QueryAsync<(string Type, string Server)>(
            """
            select distinct j.invocationdata->>'Type', s.data->>'ServerId'
            from hangfire.state s join hangfire.job j on j.id = s.jobid where s.name = 'Processing'
            """
        );
        return done.Select(d => (Job: d.Type.Split(',')[0].Split('.')[^1], Service: d.Server.Split(':')[0]))
            .Distinct()
            .ToLookup(d => d.Job, d => d.Service);
    }

    private static void WriteSettings(Workplace work, string endpoint)
    {
        work.Write(
            "jobs/models.yaml",
            $$"""
            model:
              connector: simulated
              endpoint: {{endpoint}}
              model: m
              api_key: ${OPENROUTER_API_KEY}
              simulation: { skill: { default: 0.7 }, first_token: 5ms }

            """
        );
        work.Write(
            "jobs/arrangement.yaml",
            """
            name: arrangement
            models: [model]
            benchmarks:
              - { id: quickstart-choice, limit: 20 }
              - { id: small-programs, epochs: 4 }
            """
        );
        foreach (var file in Directory.GetFiles(Path.Combine(Workplace.Root, "datasets", "quickstart-choice")))
            work.Write($"datasets/quickstart-choice/{Path.GetFileName(file)}", File.ReadAllText(file));
        work.Write(
            "datasets/small-programs/benchmark.yaml",
            """
            id: small-programs
            version: 1
            title: Small programs
            sources:
              - { file: data.jsonl, format: jsonl, map: { id: task_id, input: prompt, target: "=all tests pass", entry_point: entry_point, solution: canonical_solution } }
            prompt: "{{ sample.input }}"
            scorer: { name: evalplus }
            protocol: { epochs: 1 }
            """
        );
        work.Write(
            "datasets/small-programs/data.jsonl",
            string.Concat(
                new[] { ("double", "x * 2"), ("square", "x * x"), ("negate", "-x"), ("next", "x + 1") }.Select(
                    (task, i) =>
                        JsonSerializer.Serialize(
                            new
                            {
                                task_id = $"Small/{i}",
                                prompt = $"def {task.Item1}(x):\n",
                                entry_point = task.Item1,
                                canonical_solution = $"    return {task.Item2}\n",
                                base_input = new[] { new[] { 1 }, [2] },
                                plus_input = new[] { new[] { 0 }, [-7] },
                                atol = 0,
                            }
                        ) + "\n"
                )
            )
        );
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
