using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Npgsql;
using Showdown.Tests.Results;

namespace Showdown.EndToEnd;

/// <summary>A run at a terminal whose PostgreSQL goes away in the middle of it and comes back.</summary>
[Trait("Category", "Chaos")]
public sealed class OutageTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    /// <summary>Longer than the first pauses of who tries again.</summary>
    private static readonly TimeSpan _away = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ARun_GoesOnWhenItsDatabaseIsBack_AndSaysSoInOneLine()
    {
        var database = await postgres.NewDatabaseAsync();
        using var work = new Workplace();
        using var host = await SimulatorProcess.StartAsync(work.Folder);
        work.Write(
            "jobs/models.yaml",
            $$"""
            slow: { connector: simulated, endpoint: "{{host.Endpoint}}", model: slow, limits: { concurrency: 8 }, simulation: { first_token: 20ms } }
            """
        );
        work.Write("jobs/job.yaml", "name: job\nmodels: [slow]\nbenchmarks: [{ id: quickstart-choice, epochs: 4 }]\n");
        using var run = Start(work, database);
        var (result, said) = (run.StandardOutput.ReadToEndAsync(Cancel), run.StandardError.ReadToEndAsync(Cancel));
        await WaitForAttemptsAsync(database, 40);
        await host.SignalAsync("STOP"); // however slow this machine is, the run does not end before its database goes away
        await postgres.StopAsync();
        await host.SignalAsync("CONT");
        await Task.Delay(_away, Cancel);
        await postgres.StartAsync();
        await run.WaitForExitAsync(Cancel);

        Assert.True(run.ExitCode == 0, await said);
        Assert.Single((await said).Split('\n'), line => line.StartsWith("The database is away and is waited for: ", StringComparison.Ordinal));
        foreach (var noise in (string[])["   at ", "Exception", "Hangfire", "warn:", "fail:"])
            Assert.False((await said).Contains(noise, StringComparison.Ordinal), await said); // all of it: what was cut would tell little
        using var document = JsonDocument.Parse(await result);
        Assert.Equal("complete", document.RootElement.GetProperty("status").GetString());
        var attempts = document.RootElement.GetProperty("evaluations")[0].GetProperty("attempts");
        Assert.Equal(
            (256, 0),
            (attempts.GetProperty("right").GetInt32() + attempts.GetProperty("wrong").GetInt32(), attempts.GetProperty("failed").GetInt32())
        );
    }

    private static Process Start(Workplace work, string database)
    {
        var start = new ProcessStartInfo(Workplace.Program, work.Showdown("run", "job", "--json").Arguments)
        {
            WorkingDirectory = work.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["SHOWDOWN_DATABASE"] = database;
        return Process.Start(start)!;
    }

    private static async Task WaitForAttemptsAsync(string database, int count)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(database);
                if (await Dapper.SqlMapper.ExecuteScalarAsync<long>(connection, "select count(*) from attempt") >= count)
                    return;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
            {
                // the program makes its tables
            }

            Assert.True(clock.Elapsed < Patience.Long, "the run does not begin");
            await Task.Delay(50, Cancel);
        }
    }
}
