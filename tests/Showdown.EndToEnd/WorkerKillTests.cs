using System.Diagnostics;
using Dapper;
using Npgsql;
using Showdown.Running;
using Showdown.Tests.Results;

namespace Showdown.EndToEnd;

/// <summary>Several processes over one PostgreSQL; workers die by SIGKILL, and the database restarts.</summary>
public sealed class WorkerKillTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    private const int Workers = 3;
    private const int Concurrency = 8;

    // SHOWDOWN_TEST_ATTEMPTS=20000 gives the full size.
    private static readonly int _epochs = int.TryParse(Environment.GetEnvironmentVariable("SHOWDOWN_TEST_ATTEMPTS"), out var attempts) ? Math.Max(1, attempts / 128) : 20;

    [Fact]
    public async Task Run_FinishesByItself_WhenWorkersAreKilledAndPostgresRestarts()
    {
        var cancel = TestContext.Current.CancellationToken;
        var database = await postgres.NewDatabaseAsync();
        using var work = new Workplace();
        using var host = await SimulatorProcess.StartAsync(work.Folder);
        work.Write("jobs/models.yaml", string.Concat(new[] { "strong", "weak" }.Select(model =>
            $"{model}: {{ connector: simulated, endpoint: \"{host.Endpoint}\", model: {model}, limits: {{ concurrency: {Concurrency} }}, simulation: {{ skill: {{ default: 0.7 }}, first_token: 30ms }} }}\n")));
        work.Write("jobs/job.yaml", $"name: job\nmodels: [strong, weak]\nbenchmarks: [{{ id: quickstart-choice, epochs: {_epochs} }}]\n");

        var workers = Enumerable.Range(0, Workers).Select(_ => Start(work, database)).ToList();
        var kills = 0;
        try
        {
            var trigger = await work.RunAsync("schedule", "trigger", "job", "--database", database);
            Assert.True(trigger.ExitCode == 0, trigger.StandardError);
            var run = trigger.StandardOutput.Trim();
            var random = new Random(20260101);
            var clock = Stopwatch.StartNew();
            var nextKill = TimeSpan.FromSeconds(6);
            while (await StatusAsync(database, run) is "Running")
            {
                Assert.True(clock.Elapsed < TimeSpan.FromMinutes(8), "the run does not come to its end");
                await Task.Delay(500, cancel);
                if (kills >= 3 || clock.Elapsed < nextKill)
                    continue;
                nextKill = clock.Elapsed + TimeSpan.FromSeconds(random.Next(3, 8));
                var victim = random.Next(Workers);
                workers[victim].Kill();
                workers[victim] = Start(work, database);
                if (++kills == 2)
                    await postgres.RestartAsync();
            }

            Assert.Equal("Complete", await StatusAsync(database, run));
        }
        finally
        {
            foreach (var worker in workers)
                worker.Kill();
        }

        await using var connection = new NpgsqlConnection(database);
        var stored = await connection.QuerySingleAsync<(long All, long Keys)>("select count(*), count(distinct (evaluation_id, sample_id, epoch)) from attempt where failure_kind is null");
        Assert.Equal((2 * 64 * _epochs, 2 * 64 * _epochs), stored);
        var answered = (await host.StopAsync()).Where(r => r is { Status: 200, Delivered: true, Fault: null, Sample: not null }).ToList();
        var repeated = answered.Count - answered.Select(r => (r.Model, r.Sample, r.Epoch)).Distinct().Count();
        TestContext.Current.SendDiagnosticMessage($"{stored.All} attempts, {kills} kills, 1 restart, {repeated} requests repeated");
        const int Unfinished = (2 * Concurrency) + AttemptSink.MostUnsaved;
        Assert.True(repeated <= kills * Unfinished, $"{repeated} requests were paid for twice after {kills} kills; at most those in flight or on their way to the database may be");
    }

    private static async Task<string> StatusAsync(string database, string run)
    {
        try
        {
            await using var connection = new NpgsqlConnection(database);
            return await connection.ExecuteScalarAsync<string>("select status from run where id = @run", new { run }) ?? "gone";
        }
        catch (NpgsqlException)
        {
            return "Running"; // the database is restarting
        }
    }

    private static Process Start(Workplace work, string database) =>
        Process.Start(new ProcessStartInfo(Workplace.Program, work.Showdown("worker", "--asking", "4", "--database", database).Arguments) { WorkingDirectory = work.Folder, RedirectStandardError = true })!;
}
