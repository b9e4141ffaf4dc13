using System.Diagnostics;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Showdown.EndToEnd;

/// <summary>A night of hosts as people run it: asked, killed, stopped by its budget, resumed, shown again, exported.</summary>
public sealed class HostsTests
{
    [Fact]
    public async Task ANightThatRanOutOfMoneyAndWasKilled_SaysInTheEndWhatAnUndisturbedOneSays()
    {
        using var work = Prepared("");
        var undisturbed = await work.RunAsync("hosts", "night", "--json");
        Assert.True(undisturbed.ExitCode == 0, undisturbed.StandardError);
        var expected = Figures(undisturbed.StandardOutput);
        Assert.Equal(["amber True", "basalt False"], expected.Select(f => $"{f.Model} {f.CanStandFor}"));
        Assert.Equal(expected, Figures((await work.RunAsync("hosts", "night", "--last", "--json")).StandardOutput));

        await AssertToldAsync(work);

        using var disturbed = Prepared("budget: { usd: 0.05 }\n");
        Assert.Equal(1, (await disturbed.RunAsync("hosts", "night")).ExitCode);
        Assert.InRange(Answered(disturbed), 1, Answered(work) - 1);
        await KillAsync(disturbed, Answered(disturbed) + 20, "resume", "last", "--budget", "5");
        var resumed = await disturbed.RunAsync("resume", "last", "--budget", "5");
        // On a slow machine the end may come before the kill.
        Assert.True(resumed.ExitCode == 0 || resumed.StandardError.Contains("Nothing is missing", StringComparison.Ordinal), resumed.StandardError);
        Assert.Equal(expected, Figures((await disturbed.RunAsync("hosts", "night", "--last", "--json")).StandardOutput));
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
        Assert.Contains(
            "Of two hosts of Toy one can be taken for the reference",
            await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken)
        );
        var attempts = (await work.RunAsync("export", "last")).StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(attempts, a => a.Contains("tool_call_id", StringComparison.Ordinal));
    }

    private static Workplace Prepared(string more)
    {
        var work = new Workplace();
        work.Write("jobs/models.yaml", Host("makers", 1, "") + Host("amber", 2, "") + Host("basalt", 3, ", temperature_off: -0.6"));
        work.Write(
            "jobs/night.yaml",
            $"name: night\nmodels: [makers, amber, basalt]\nhosts: {{ family: Toy, reference: makers, samples: 6, requests: 40 }}\n{more}"
        );
        return work;
    }

    private static string Host(string id, int seed, string departs) =>
        $$"""
            {{id}}:
              connector: simulated
              price: { input: 1, output: 1 }
              limits: { concurrency: 4 }
              simulation: { seed: {{seed}}, first_token: 5ms, tokens_per_second: 5000, host: { weights: toy{{departs}} } }

            """;

    /// <summary>SIGKILL as soon as so many attempts are there; the program may have come to its end before.</summary>
    private static async Task KillAsync(Workplace work, int attempts, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Workplace.Program, work.Showdown(arguments).Arguments)
            {
                WorkingDirectory = work.Folder,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        while (!process.HasExited && Answered(work) < attempts)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static int Answered(Workplace work)
    {
        var file = Path.Combine(work.Folder, "data", "showdown.db");
        if (!File.Exists(file))
            return 0;
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly");
        try
        {
            return connection.ExecuteScalar<int>("select count(*) from attempt");
        }
        catch (SqliteException)
        {
            return 0; // not made yet
        }
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
