using System.Diagnostics;
using System.Text.Json;
using Dapper;
using Npgsql;
using Showdown.Tests.Results;

namespace Showdown.EndToEnd;

/// <summary>A night of hosts as people run it, on both databases: asked, stopped by its budget, killed, resumed, shown again, exported.</summary>
public sealed class HostsTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    private const int Samples = 5;
    private const int Requests = 40;

    /// <summary>Of three models and the reference once more, at 25 prompts.</summary>
    private const int Asked = 4 * ((25 * Samples) + Requests);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ANightThatRanOutOfMoneyAndWasKilled_SaysInTheEndWhatAnUndisturbedOneSays()
    {
        Assert.SkipWhen(postgres.Missing is not null, postgres.Missing ?? "");
        using var work = Prepared("");
        var undisturbed = await work.RunAsync("hosts", "night", "--json");
        Assert.True(undisturbed.ExitCode == 0, undisturbed.StandardError);
        var expected = Figures(undisturbed.StandardOutput);
        Assert.Equal(["amber True", "basalt False"], expected.Select(f => $"{f.Model} {f.CanStandFor}"));
        Assert.Equal(expected, Figures((await work.RunAsync("hosts", "night", "--last", "--json")).StandardOutput));

        await AssertToldAsync(work);

        using var disturbed = Prepared("budget: { usd: 0.035 }\n");
        var database = await postgres.NewDatabaseAsync();
        var onPostgres = new Dictionary<string, string?> { ["SHOWDOWN_DATABASE"] = database };
        Assert.Equal(1, (await disturbed.RunAsync(onPostgres, "hosts", "night")).ExitCode);
        var answered = await AnsweredAsync(database);
        Assert.InRange(answered, 1, Asked - 1);
        await KillAsync(disturbed, database, answered + 20, "resume", "last", "--budget", "5");
        var resumed = await disturbed.RunAsync(onPostgres, "resume", "last", "--budget", "5");
        // On a slow machine the end may come before the kill.
        Assert.True(resumed.ExitCode == 0 || resumed.StandardError.Contains("Nothing is missing", StringComparison.Ordinal), resumed.StandardError);
        Assert.Equal(Asked, await AnsweredAsync(database));
        Assert.Equal(expected, Figures((await disturbed.RunAsync(onPostgres, "hosts", "night", "--last", "--json")).StandardOutput));
    }

    /// <summary>In the run's JSON and on its page; the histories of calls in the export.</summary>
    private static async Task AssertToldAsync(Workplace work)
    {
        using var summary = JsonDocument.Parse((await work.RunAsync("show", "last", "--json")).StandardOutput);
        Assert.Equal(
            [("amber", false), ("basalt", true)],
            summary
                .RootElement.GetProperty("hosts")
                .EnumerateArray()
                .Select(h => (h.GetProperty("model").GetString()!, h.GetProperty("differs").GetBoolean()))
        );
        var page = Directory.EnumerateFiles(Path.Combine(work.Folder, "reports"), "hosts.html", SearchOption.AllDirectories).Single();
        Assert.Contains("Of two hosts of Toy one can be taken for the reference", await File.ReadAllTextAsync(page, Cancel));
        var attempts = (await work.RunAsync("export", "last")).StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(attempts, a => a.Contains("tool_call_id", StringComparison.Ordinal));
    }

    private static Workplace Prepared(string more)
    {
        var work = new Workplace();
        work.Write("jobs/models.yaml", Host("makers", 1, "") + Host("amber", 2, "") + Host("basalt", 3, ", temperature_off: -0.6"));
        work.Write(
            "jobs/night.yaml",
            $"name: night\nmodels: [makers, amber, basalt]\nhosts: {{ family: Toy, reference: makers, samples: {Samples}, requests: {Requests} }}\n{more}"
        );
        return work;
    }

    internal static string Host(string id, int seed, string departs) =>
        $$"""
            {{id}}:
              connector: simulated
              price: { input: 1, output: 1 }
              limits: { concurrency: 4 }
              simulation: { seed: {{seed}}, first_token: 5ms, tokens_per_second: 5000, host: { weights: toy{{departs}} } }

            """;

    /// <summary>SIGKILL as soon as so many attempts are there; the program may have come to its end before.</summary>
    private static async Task KillAsync(Workplace work, string database, long attempts, params string[] arguments)
    {
        var start = new ProcessStartInfo(Workplace.Program, work.Showdown(arguments).Arguments)
        {
            WorkingDirectory = work.Folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["SHOWDOWN_DATABASE"] = database;
        using var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        while (!process.HasExited && await AnsweredAsync(database) < attempts)
            await Task.Delay(10, Cancel);
        process.Kill();
        await process.WaitForExitAsync(Cancel);
    }

    private static async Task<long> AnsweredAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        return await connection.ExecuteScalarAsync<long>("select count(*) from attempt");
    }

    private static List<Figure> Figures(string json)
    {
        using var night = JsonDocument.Parse(json);
        return
        [
            .. night
                .RootElement.GetProperty("hosts")
                .EnumerateArray()
                .Select(h => new Figure(
                    h.GetProperty("model").GetString()!,
                    h.GetProperty("can_stand_for").GetBoolean(),
                    h.GetProperty("texts").GetProperty("p").GetDouble(),
                    h.GetProperty("tool_call_f1").GetProperty("share").GetDouble(),
                    h.GetProperty("answered").GetInt32()
                )),
        ];
    }

    private sealed record Figure(string Model, bool CanStandFor, double P, double F1, int Answered);
}
