using System.Diagnostics;
using Dapper;
using Npgsql;
using Showdown.Tests.Results;

namespace Showdown.EndToEnd;

/// <summary>One service and three workers over one PostgreSQL; workers die by SIGKILL at random points, and the database restarts at once.</summary>
[Trait("Category", "Chaos")]
public sealed class WorkerKillTests(PostgresServer postgres, ITestOutputHelper output) : IClassFixture<PostgresServer>
{
    private const int Concurrency = 8;
    private const int SamplesOfBoth = 2 * 64;

    /// <summary>Requests that one worker has under way: those of two models.</summary>
    private const int MostInFlight = 2 * Concurrency;

    // SHOWDOWN_TEST_ATTEMPTS=20000 gives the full size.
    private static readonly int _epochs = int.TryParse(Environment.GetEnvironmentVariable("SHOWDOWN_TEST_ATTEMPTS"), out var attempts)
        ? Math.Max(1, (attempts + SamplesOfBoth - 1) / SamplesOfBoth)
        : 20;
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
        await using var serve = await KillableWorkers.ServeAsync(work, database);
        var clock = Stopwatch.StartNew();
        using (var workers = new KillableWorkers(work, database))
        {
            var run = await WebHttpTests.StartAsync(serve, new { job = "job" });
            await KillAsync(workers, database, run);
            var (status, report) = await EndAsync(database, run);
            Assert.True(status == "Complete", $"{status}: {serve.Log}");
            Assert.NotNull(report);
            using var page = await serve.GetAsync($"/reports/{run}/index.html");
            Assert.True(page.IsSuccessStatusCode);
        }

        await AssertEveryAttemptOnceAsync(database);
        var asked = (await host.StopAsync()).Where(r => r.Sample is not null).ToList(); // the check of an endpoint names none
        var questions = asked.GroupBy(r => (r.Model, r.Sample, r.Epoch)).ToList();
        Assert.Equal(_expected, questions.Count);
        Assert.All(questions, q => Assert.Contains(q, r => r is { Status: 200, Delivered: true, Fault: null }));

        // What was paid for twice: answered, and asked again because the answer, or the one who waited for it, was gone.
        var repeated = asked.Count - _expected;
        var unsaved = asked.Count(r => r is { Status: 200, Delivered: true }) - _expected;
        output.WriteLine(
            $"""
            {_expected} attempts in {clock.Elapsed.TotalSeconds:0} s, {_kills} kills, 1 restart of PostgreSQL.
            The simulator saw {questions.Count(q => q.Count() > 1)} questions more than once, {repeated} requests in all: {repeated
                - unsaved} were cut off by a kill, {unsaved} were answered in full and not saved yet.
            At most {_kills} x {MostInFlight} in flight = {_kills * MostInFlight} may be.
            """
        );
        Assert.True(repeated <= _kills * MostInFlight, $"{repeated} requests were repeated after {_kills} kills");
    }

    /// <summary>Each sample at each epoch for both models, none missing, none twice, none failed, each with one score.</summary>
    private static async Task AssertEveryAttemptOnceAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        var missing = await connection.ExecuteScalarAsync<long>(
            """
            select count(*) from evaluation e
            join sample s on s.dataset_sha256 = e.dataset_sha256
            cross join generate_series(1, @epochs) as wanted(epoch)
            where not exists (select 1 from attempt a where a.evaluation_id = e.id and a.sample_id = s.sample_id and a.epoch = wanted.epoch)
            """,
            new { epochs = _epochs }
        );
        Assert.Equal(0, missing);
        foreach (
            var (what, sql) in new[]
            {
                ("attempts", "select count(*) from attempt"),
                ("attempts that did not fail", "select count(*) from attempt where failure_kind is null"),
                ("different ones", "select count(*) from (select distinct evaluation_id, sample_id, epoch from attempt) as keys"),
                ("scores", "select count(*) from score"),
                ("attempts that count", "select count(*) from attempt_result where outcome in ('Right', 'Wrong')"),
            }
        )
        {
            Assert.Equal((what, _expected), (what, await connection.ExecuteScalarAsync<long>(sql)));
        }
    }

    /// <summary>
    /// Kills a worker whenever so much more of the run is there; another takes its place. After the second kill the database goes down too.
    /// </summary>
    private async Task KillAsync(KillableWorkers workers, string database, string run)
    {
        var random = new Random(20260101);
        for (var kill = 1; kill <= _kills; kill++)
        {
            var enough = _expected * (kill - random.NextDouble()) / (_kills + 1);
            await WaitAsync(async connection => await connection.ExecuteScalarAsync<long>("select count(*) from attempt") >= enough, database, run);
            workers.Kill(random.Next(KillableWorkers.Count));
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
            run
        );
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
        work.Write(
            "jobs/models.yaml",
            string.Concat(
                new[] { "strong", "weak" }.Select(model =>
                    $"{model}: {{ connector: simulated, endpoint: \"{endpoint}\", model: {model}, limits: {{ concurrency: {Concurrency} }}, simulation: {{ skill: {{ default: 0.7 }}, first_token: 30ms }} }}\n"
                )
            )
        );
        work.Write("jobs/job.yaml", $"name: job\nmodels: [strong, weak]\nbenchmarks: [{{ id: quickstart-choice, epochs: {_epochs} }}]\n");
    }
}
