using System.Diagnostics;
using Dapper;
using Npgsql;
using Showdown.Running;
using Showdown.Tests.Results;

namespace Showdown.EndToEnd;

/// <summary>One service and three workers over one PostgreSQL; workers die by SIGKILL at random points, and the database restarts at once.</summary>
public sealed class WorkerKillTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    private const int Workers = 3;
    private const int Concurrency = 8;
    private const int SamplesOfBoth = 2 * 64;

    // SHOWDOWN_TEST_ATTEMPTS=20000 gives the full size.
    private static readonly int _epochs = int.TryParse(Environment.GetEnvironmentVariable("SHOWDOWN_TEST_ATTEMPTS"), out var attempts) ? Math.Max(1, (attempts + SamplesOfBoth - 1) / SamplesOfBoth) : 20;
    private static readonly int _expected = SamplesOfBoth * _epochs;
    private static readonly int _kills = Math.Clamp(_expected / 1000, 3, 12);

    [Fact]
    public async Task Run_FinishesByItself_WhenWorkersAreKilledAndPostgresRestarts()
    {
        var cancel = TestContext.Current.CancellationToken;
        var database = await postgres.NewDatabaseAsync();
        using var work = new Workplace();
        using var host = await SimulatorProcess.StartAsync(work.Folder);
        WriteJob(work, host.Endpoint);
        await using var serve = await WebServe.StartAsync(work, new() { ["SHOWDOWN_DATABASE"] = database }, "--asking", "0", "--queues", "plan,render");
        var workers = Enumerable.Range(0, Workers).Select(_ => Start(work, database)).ToList();
        var clock = Stopwatch.StartNew();
        try
        {
            var run = await WebHttpTests.StartAsync(serve, new { job = "job" });
            await KillAsync(workers, () => Start(work, database), database, run);
            var (status, report) = await EndAsync(database, run);
            Assert.True(status == "Complete", $"{status}: {serve.Log}");
            Assert.NotNull(report);
            using var page = await serve.GetAsync($"/reports/{run}/index.html");
            Assert.True(page.IsSuccessStatusCode);
        }
        finally
        {
            foreach (var worker in workers)
                worker.Kill();
        }

        await using var connection = new NpgsqlConnection(database);
        var stored = await connection.QuerySingleAsync<(long All, long Keys)>(new CommandDefinition(
            "select count(*), count(distinct (evaluation_id, sample_id, epoch)) from attempt where failure_kind is null", cancellationToken: cancel));
        Assert.Equal((_expected, _expected), stored);
        var answered = (await host.StopAsync()).Where(r => r is { Status: 200, Delivered: true, Fault: null, Sample: not null }).ToList(); // the check of an endpoint names none
        Assert.Equal(_expected, answered.Select(r => (r.Model, r.Sample, r.Epoch)).Distinct().Count());
        var repeated = answered.Count - _expected;
        TestContext.Current.SendDiagnosticMessage($"{stored.All} attempts in {clock.Elapsed.TotalSeconds:0} s, {_kills} kills, 1 restart of PostgreSQL, {repeated} requests repeated");
        const int Unfinished = (2 * Concurrency) + AttemptSink.MostUnsaved;
        Assert.True(repeated <= _kills * Unfinished, $"{repeated} requests were paid for twice after {_kills} kills; at most those in flight or on their way to the database may be");
    }

    /// <summary>Kills a worker whenever so much more of the run is there; another takes its place. After the second kill the database goes down too.</summary>
    private async Task KillAsync(List<Process> workers, Func<Process> start, string database, string run)
    {
        var random = new Random(20260101);
        for (var kill = 1; kill <= _kills; kill++)
        {
            var enough = _expected * (kill - random.NextDouble()) / (_kills + 1);
            await WaitAsync(async connection => await connection.ExecuteScalarAsync<long>("select count(*) from attempt") >= enough, database, run);
            var victim = random.Next(Workers);
            workers[victim].Kill(); // SIGKILL
            workers[victim] = start();
            if (kill == 2)
                await postgres.RestartAsync();
        }
    }

    private static async Task<(string Status, string? Report)> EndAsync(string database, string run)
    {
        (string Status, string? Report) end = default;
        await WaitAsync(
            async connection =>
            {
                end = await connection.QuerySingleAsync<(string, string?)>("select status, report from run where id = @run", new { run });
                return end is { Status: not "Running", Report: not null };
            },
            database,
            run);
        return end;
    }

    private static async Task WaitAsync(Func<NpgsqlConnection, Task<bool>> until, string database, string run)
    {
        var patience = TimeSpan.FromMinutes(8) + (TimeSpan.FromMilliseconds(20) * _expected);
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(database);
                if (await until(connection))
                    return;
            }
            catch (NpgsqlException)
            {
                // the database is restarting
            }

            Assert.True(clock.Elapsed < patience, $"run {run} does not come to its end");
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }

    private static void WriteJob(Workplace work, string endpoint)
    {
        work.Write("jobs/models.yaml", string.Concat(new[] { "strong", "weak" }.Select(model =>
            $"{model}: {{ connector: simulated, endpoint: \"{endpoint}\", model: {model}, limits: {{ concurrency: {Concurrency} }}, simulation: {{ skill: {{ default: 0.7 }}, first_token: 30ms }} }}\n")));
        work.Write("jobs/job.yaml", $"name: job\nmodels: [strong, weak]\nbenchmarks: [{{ id: quickstart-choice, epochs: {_epochs} }}]\n");
    }

    private static Process Start(Workplace work, string database)
    {
        var command = work.Showdown("worker", "--asking", "4", "--queues", "ask", "--database", database);
        var process = Process.Start(new ProcessStartInfo(Workplace.Program, command.Arguments) { WorkingDirectory = work.Folder, RedirectStandardError = true })!;
        process.BeginErrorReadLine(); // read and forgotten: a full pipe would stop the worker
        return process;
    }
}
