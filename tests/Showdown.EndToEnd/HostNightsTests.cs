using System.Collections.Concurrent;
using System.Text.Json;
using Showdown.Tests.Results;

namespace Showdown.EndToEnd;

/// <summary>Nights of hosts that the service starts by their schedule, on both databases: what changes in between is told, once.</summary>
public sealed class HostNightsTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AHostThatChangesBetweenTwoNights_IsToldOnce(bool onPostgres)
    {
        Assert.SkipWhen(onPostgres && postgres.Missing is not null, postgres.Missing ?? "");
        var told = new ConcurrentQueue<JsonElement>();
        await using var receiver = await WebNoticeTests.ReceiverAsync(async context =>
            told.Enqueue(await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body, cancellationToken: Cancel))
        );
        using var work = new Workplace();
        work.Write("jobs/models.yaml", Models(""));
        work.Write(
            "jobs/nights.yaml",
            """
            name: nights
            models: [makers, amber, basalt]
            hosts: { family: Toy, reference: makers, samples: 5, requests: 20 }
            schedule: { cron: "* * * * *" }
            notify: [{ webhook: "${HOSTS_HOOK}", when: host-changed }]
            """
        );
        var environment = new Dictionary<string, string> { ["HOSTS_HOOK"] = receiver.Urls.First() };
        if (onPostgres)
            environment["SHOWDOWN_DATABASE"] = await postgres.NewDatabaseAsync();
        await using var serve = await WebServe.StartAsync(work, environment);

        var first = Assert.Single(await NightsAsync(serve, 1));
        Assert.StartsWith("Of two hosts of Toy two can be taken for the reference", await HeadlineAsync(serve, first));
        Assert.Empty(told);

        work.Write("jobs/models.yaml", Models(", temperature_off: -0.6, faults: [ignores-stop]"));
        await UntilAsync(() => Task.FromResult(!told.IsEmpty), serve);
        var notice = told.First();
        var sentences = notice.GetProperty("hosts").EnumerateArray().Select(s => s.GetString()!).ToList();
        Assert.Equal(3, sentences.Count);
        Assert.StartsWith("Of two hosts of Toy one can be taken for the reference: amber", sentences[0], StringComparison.Ordinal);
        Assert.StartsWith("basalt changed: answers from another distribution than before; stop: broken, and was held", sentences[2]);
        var changed = notice.GetProperty("run").GetString()!;
        Assert.NotEqual(first, changed);
        Assert.Contains("another distribution than before", await PageAsync(serve, changed), StringComparison.Ordinal);

        // A night on which nothing happens is told to nobody.
        await NightsAsync(serve, (await NightsAsync(serve, 2)).Count + 1);
        Assert.Single(told);
    }

    private static string Models(string departs) =>
        HostsTests.Host("makers", 1, "") + HostsTests.Host("amber", 2, "") + HostsTests.Host("basalt", 3, departs);

    /// <returns>Ids of the nights that have a report, oldest first, when there are so many.</returns>
    private static async Task<List<string>> NightsAsync(WebServe serve, int count)
    {
        var nights = new List<string>();
        await UntilAsync(
            async () =>
            {
                using var runs = JsonDocument.Parse(await serve.Http.GetStringAsync("/api/runs", Cancel));
                nights =
                [
                    .. runs
                        .RootElement.EnumerateArray()
                        .Where(r => r.GetProperty("status").GetString() == "complete" && r.GetProperty("report").ValueKind == JsonValueKind.String)
                        .Select(r => r.GetProperty("run").GetString()!)
                        .Reverse(),
                ];
                return nights.Count >= count;
            },
            serve
        );
        return nights;
    }

    /// <summary>Both sentences.</summary>
    private static async Task<string> HeadlineAsync(WebServe serve, string run)
    {
        using var night = JsonDocument.Parse(await serve.Http.GetStringAsync($"/reports/{run}/hosts.json", Cancel));
        return string.Join(' ', night.RootElement.GetProperty("sentences").EnumerateArray());
    }

    private static Task<string> PageAsync(WebServe serve, string run) => serve.Http.GetStringAsync($"/reports/{run}/hosts.html", Cancel);

    private static async Task UntilAsync(Func<Task<bool>> isSo, WebServe serve)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < Patience.Long, serve.Log);
            await Task.Delay(200, Cancel);
        }
    }
}
