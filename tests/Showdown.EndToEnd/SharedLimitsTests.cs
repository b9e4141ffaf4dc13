using System.Diagnostics;
using Dapper;
using Npgsql;
using Showdown.Tests.Results;

namespace Showdown.EndToEnd;

/// <summary>Two workers over one PostgreSQL ask no more together than the model's limits allow, by the simulator's log.</summary>
public sealed class SharedLimitsTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    private const int PerSecond = 20;
    private const int Attempts = 64 * 12;

    // What each process may use at once, and what the first may ask too much until it hears of the second.
    private const int Slack = (2 * PerSecond) + (10 * PerSecond);

    [Fact]
    public async Task RequestsPerMinute_AreThoseOfAllWorkersTogether()
    {
        var cancel = TestContext.Current.CancellationToken;
        var database = await postgres.NewDatabaseAsync();
        using var work = new Workplace();
        using var host = await SimulatorProcess.StartAsync(work.Folder);
        work.Write(
            "jobs/models.yaml",
            $"model: {{ connector: simulated, endpoint: \"{host.Endpoint}\", model: m, limits: {{ concurrency: 16, requests_per_minute: {60 * PerSecond} }}, simulation: {{ first_token: 2ms }} }}\n"
        );
        work.Write(
            "jobs/job.yaml",
            $"name: job\nprobe: false\nmodels: [model]\nbenchmarks: [{{ id: quickstart-choice, epochs: {Attempts / 64} }}]\n"
        );
        var workers = Enumerable.Range(0, 2).Select(_ => Start(work, database)).ToList();
        try
        {
            foreach (var worker in workers)
            {
                while (await worker.StandardError.ReadLineAsync(cancel) is { } line && !line.StartsWith("worker: ready", StringComparison.Ordinal))
                { }
            }

            var trigger = await work.RunAsync("schedule", "trigger", "job", "--database", database);
            Assert.True(trigger.ExitCode == 0, trigger.StandardError);
            await using var connection = new NpgsqlConnection(database);
            var (clock, together) = (Stopwatch.StartNew(), 0);
            while (await connection.ExecuteScalarAsync<string>("select status from run") == "Running")
            {
                Assert.True(clock.Elapsed < Patience.Long, "the run does not come to its end");
                together = Math.Max(
                    together,
                    await connection.ExecuteScalarAsync<int>("select cast(count(*) as integer) from worker where id like 'model %'")
                );
                await Task.Delay(500, cancel);
            }

            Assert.Equal(2, together);
        }
        finally
        {
            foreach (var worker in workers)
                worker.Kill();
        }

        var log = (await host.StopAsync()).Where(r => r.Sample is not null).Select(r => r.Time).Order().ToList();
        Assert.Equal(Attempts, log.Count);
        Assert.True(
            log.Count - Slack <= PerSecond * (log[^1] - log[0]).TotalSeconds,
            $"{log.Count} requests in {log[^1] - log[0]} are more than {PerSecond} a second"
        );
    }

    private static Process Start(Workplace work, string database) =>
        Process.Start(
            new ProcessStartInfo(Workplace.Program, work.Showdown("worker", "--asking", "1", "--database", database).Arguments)
            {
                WorkingDirectory = work.Folder,
                RedirectStandardError = true,
            }
        )!;
}
