using System.Net;
using System.Text.Json;
using Showdown.Tests.Results;

namespace Showdown.EndToEnd;

/// <summary>A service whose PostgreSQL is stopped under it.</summary>
public sealed class WebDatabaseAwayTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    private const string Password = "password-of-the-database";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PagesAndApi_SayThatTheDatabaseIsAway_AndComeBackWithIt()
    {
        using var work = WebJobs.Write(new Workplace());
        var database = $"{await postgres.NewDatabaseAsync()};Password={Password}";
        await using var serve = await WebServe.StartAsync(work, new() { ["SHOWDOWN_DATABASE"] = database });
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/health/ready"));

        await postgres.StopAsync();
        foreach (var path in (string[])["/", "/runs/none", "/api/runs", "/api/runs/none"])
        {
            using var reply = await serve.GetAsync(path);
            var text = await reply.Content.ReadAsStringAsync(Cancel);
            Assert.True(reply.StatusCode == HttpStatusCode.ServiceUnavailable, $"{path}: {reply.StatusCode}: {text}");
            Assert.Contains("The database is away", text);
            Assert.DoesNotContain(Password, text);
            Assert.DoesNotContain("   at ", text);
            if (!path.StartsWith("/api", StringComparison.Ordinal))
                continue;
            Assert.Equal("application/problem+json", reply.Content.Headers.ContentType?.MediaType);
            Assert.Equal(503, JsonDocument.Parse(text).RootElement.GetProperty("status").GetInt32());
        }

        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/health/live"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync("/health/ready"));

        await postgres.StartAsync();
        while (await StatusAsync("/") != HttpStatusCode.OK) // connections of the old server are thrown away as they are met
            await Task.Delay(TimeSpan.FromMilliseconds(200), Cancel);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/health/ready"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/api/runs"));
        Assert.DoesNotContain(Password, serve.Log);

        async Task<HttpStatusCode> StatusAsync(string path)
        {
            using var reply = await serve.GetAsync(path);
            return reply.StatusCode;
        }
    }
}
