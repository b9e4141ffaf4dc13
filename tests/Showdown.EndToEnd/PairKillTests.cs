using System.Diagnostics;
using System.Globalization;
using Dapper;
using Npgsql;
using Showdown.Tests.Results;

namespace Showdown.EndToEnd;

/// <summary>Several workers judge one run's pairs at once, over one PostgreSQL; those in the middle of it die by SIGKILL.</summary>
[Trait("Category", "Chaos")]
public sealed class PairKillTests(PostgresServer postgres, ITestOutputHelper output) : IClassFixture<PostgresServer>
{
    private const int Prompts = 300;
    private const int Concurrency = 8;
    private const int Kills = 2;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PairsOfARun_AreJudgedByManyWorkers_EachOnce_WhenWorkersThatJudgeAreKilled()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var connection = new NpgsqlConnection(database);
        using var work = NewWorkplace();
        using var host = await SimulatorProcess.StartAsync(work.Folder);
        WriteJob(work, host.Endpoint);
        await using var serve = await KillableWorkers.ServeAsync(work, database);
        using (var workers = new KillableWorkers(work, database))
        {
            var run = await WebHttpTests.StartAsync(serve, new { job = "letters" });
            for (var kill = 1; kill <= Kills; kill++)
            {
                IReadOnlyCollection<int> judging = [];
                var enough = Prompts * kill / (Kills + 2);
                await WaitAsync(
                    serve,
                    async () =>
                    {
                        judging = await JudgingAsync(connection);
                        return judging.Count > 1 && await connection.ExecuteScalarAsync<long>("select count(*) from pair_verdict") >= enough;
                    }
                );
                using var live = await serve.GetAsync($"/runs/{run}");
                Assert.Matches($"judging pairs [0-9]+ of {Prompts}", await live.Content.ReadAsStringAsync(Cancel));
                workers.KillOneOf(judging);
            }

            await WaitAsync(serve, () => connection.ExecuteScalarAsync<bool>("select report is not null from run"));
            using var page = await serve.GetAsync($"/reports/{run}/index.html");
            Assert.True(page.IsSuccessStatusCode);
        }

        Assert.Equal(("Complete", null), await connection.QuerySingleAsync<(string, string?)>("select status, reason from run"));
        Assert.Equal(
            (Prompts, Prompts, 2 * Prompts),
            await connection.QuerySingleAsync<(int, int, int)>(
                """
                select cast(count(*) as integer), cast(count(*) filter (where in_order is not null and swapped is not null) as integer),
                       (select cast(count(*) as integer) from attempt_result where outcome <> 'Unscored')
                from pair_verdict
                """
            )
        );

        // A pair takes two requests, and a process has no more pairs in hand than its judge bears requests.
        var asked = (await host.StopAsync()).Where(r => r is { Model: "judge", Sample: not null }).ToList();
        var repeated = asked.Count - (2 * Prompts);
        output.WriteLine($"{Prompts} pairs; after {Kills} kills {repeated} requests were made again");
        Assert.Equal(2 * Prompts, asked.DistinctBy(r => (r.Sample, r.Epoch)).Count());
        Assert.InRange(repeated, 0, Kills * 2 * Concurrency);
    }

    /// <summary>Process ids of those who hold shards of pairs.</summary>
    private static async Task<IReadOnlyCollection<int>> JudgingAsync(NpgsqlConnection connection) =>
        (await connection.QueryAsync<string>("select lease_owner from pair_shard where done_at is null and lease_owner is not null"))
            .Select(owner => int.Parse(owner.Split('/')[1], CultureInfo.InvariantCulture))
            .ToHashSet();

    private static async Task WaitAsync(WebServe serve, Func<Task<bool>> until)
    {
        var clock = Stopwatch.StartNew();
        while (!await until())
        {
            Assert.True(clock.Elapsed < Patience.Long, $"what is waited for does not come: {serve.Log}");
            await Task.Delay(100, Cancel);
        }
    }

    private static Workplace NewWorkplace()
    {
        var folder = Directory.CreateTempSubdirectory("showdown-e2e-").FullName;
        return new Workplace { Folder = folder, Datasets = Path.Combine(folder, "datasets") };
    }

    private static void WriteJob(Workplace work, string endpoint)
    {
        LettersBenchmark.Write(work, Prompts);
        work.Write(
            "jobs/models.yaml",
            $$"""
            strong: { family: Strong, connector: simulated, endpoint: "{{endpoint}}", model: strong, limits: { concurrency: 32 }, simulation: { skill: { default: 0.9 }, first_token: 1ms, tokens_per_second: 5000 } }
            weak: { family: Weak, connector: simulated, endpoint: "{{endpoint}}", model: weak, limits: { concurrency: 32 }, simulation: { skill: { default: 0.3 }, first_token: 1ms, tokens_per_second: 5000 } }
            judge: { family: Judge, connector: simulated, endpoint: "{{endpoint}}", model: judge, limits: { concurrency: {{Concurrency}} }, simulation: { judge: { accuracy: 0.9 }, first_token: 250ms, tokens_per_second: 5000 } }
            """
        );
        work.Write(
            "jobs/letters.yaml",
            "{ name: letters, models: [strong, weak], benchmarks: [letters], judging: { models: [judge] }, probe: false }"
        );
    }
}
