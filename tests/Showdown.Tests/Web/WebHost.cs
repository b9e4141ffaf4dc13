using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Showdown.App.Hosting;
using Showdown.App.Web;
using Showdown.Operations;
using Showdown.Results;

namespace Showdown.Tests.Web;

/// <summary>The service in this process, over SQLite in a folder of its own, on a free port of loopback; no worker takes what it queues.</summary>
/// <remarks>
/// Its tests are one collection: Hangfire keeps its log in a static field, which the host that ends first would take from the others.
/// </remarks>
public class WebHost : IAsyncLifetime
{
    /// <summary>Values that may turn up nowhere.</summary>
    internal const string Key = "sk-key-of-the-unit-tests";
    internal const string Secret = "secret-in-a-further-field";
    private const string KeyVariable = "SHOWDOWN_UNIT_TEST_KEY";

    private readonly TemporaryFolder _folder = new();
    private Database _database = null!;
    private WebApplication _app = null!;

    internal HttpClient Http { get; private set; } = null!;

    internal T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    private protected virtual ServeOptions Options =>
        new()
        {
            Host = IPAddress.Loopback,
            Port = 0,
            Asking = 0,
            Queues = [],
            FreeTries = 1000,
            Limits = new StartLimits(1000, null),
        };

    public async ValueTask InitializeAsync()
    {
        WriteFiles();
        Environment.SetEnvironmentVariable(KeyVariable, Key);
        var paths = new AppPaths
        {
            Data = _folder["data"],
            Reports = _folder["reports"],
            Jobs = _folder["jobs"],
            Datasets = _folder["datasets"],
        };
        _database = await Database.OpenAsync(paths.Data, null, CancellationToken.None);
        _app = WebService.Build(paths, Options, _database);
        await _app.StartAsync();
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        Hangfire.Logging.LogProvider.SetCurrentLogProvider(null); // one for the whole process, and this host's loggers go now
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Sends a request; a body is JSON unless its type says otherwise.</summary>
    internal async Task<HttpResponseMessage> SendAsync(
        string method,
        string path,
        string? body = null,
        string type = "application/json",
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, type);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Starts a run of job "small" by the API; nobody carries it out.</summary>
    internal async Task<string> StartAsync()
    {
        using var reply = await SendAsync("POST", "/api/runs", """{"job":"small"}""");
        var text = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(reply.StatusCode == HttpStatusCode.Created, text);
        return System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("run").GetString()!;
    }

    private void WriteFiles()
    {
        _folder.Write(
            "jobs/models.yaml",
            $$$"""
            simulated: { connector: simulated, price: { input: 1, output: 10 } }
            unpriced: { connector: simulated }
            real:
              connector: openai
              endpoint: https://models.example.org/v1/{{{Secret}}}
              model: real-1
              api_key: ${{{{KeyVariable}}}}
              extra: { tenant: {{{Secret}}} }
            """
        );
        _folder.Write(
            "jobs/small.yaml",
            "name: small\nmodels: [simulated, real]\nbenchmarks: [{ id: sums, epochs: 3 }]\nbudget: { usd: 5 }\nnotify: [{ webhook: \"${SHOWDOWN_UNIT_TEST_HOOK}\", format: slack }]\n"
        );
        _folder.Write("jobs/unknown.yaml", "name: unknown\nmodels: [simulated, unpriced]\nbenchmarks: [{ id: sums }, { id: elsewhere }]\n");
        _folder.Write("jobs/broken.yaml", "name: broken\nmodels: [simulated]\nbenchmarks: [{ id: sums, epochz: 2 }]\n");
        _folder.Write(
            "datasets/sums/data.jsonl",
            """{"id":"1","q":"What is one and one, and two?","a":"4"}""" + "\n" + """{"id":"2","q":"And what is two and two, then?","a":"4"}""" + "\n"
        );
        _folder.Write("datasets/sums/benchmark.yaml", Benchmark("sums", "file: data.jsonl"));
        _folder.Write(
            "datasets/elsewhere/benchmark.yaml",
            Benchmark("elsewhere", $"url: http://127.0.0.1:9/data.jsonl, sha256: {new string('0', 64)}")
        );
    }

    private static string Benchmark(string id, string source) =>
        $$$"""
            id: {{{id}}}
            version: 1
            title: Benchmark {{{id}}}
            sources:
              - { {{{source}}}, format: jsonl, map: { id: id, input: q, target: a } }
            prompt: "{{ sample.input }}"
            scorer: { name: integer }
            protocol: { epochs: 1, max_output_tokens: 100 }
            """;
}
