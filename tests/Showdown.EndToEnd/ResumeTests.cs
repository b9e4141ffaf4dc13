using System.Diagnostics;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Showdown.EndToEnd;

/// <summary>Kills the real program with SIGKILL at random points and resumes it.</summary>
[Trait("Category", "Chaos")]
public sealed class ResumeTests
{
    private const int Concurrency = 8;
    private const int Kills = 4;

    [Fact]
    public async Task Run_KilledAtRandomPointsAndResumed_EndsLikeAnUndisturbedOne()
    {
        using var work = new Workplace();
        using var undisturbedHost = await SimulatorProcess.StartAsync(work.Folder);
        WriteJob(work, undisturbedHost.Endpoint);
        var undisturbed = await work.RunAsync("run", "kill", "--json");
        Assert.Equal(0, undisturbed.ExitCode);
        var expected = Attempts(work);
        Assert.Equal(2 * ((40 * 6) + (64 * 3)), expected.Count);

        using var again = new Workplace();
        using var host = await SimulatorProcess.StartAsync(again.Folder);
        WriteJob(again, host.Endpoint);
        var random = new Random(20250101);
        await RunAndKillAsync(again, ["run", "kill"], random);
        for (var kill = 1; kill < Kills; kill++)
            await RunAndKillAsync(again, ["resume", "last"], random);
        var end = await again.RunAsync("resume", "last", "--json");

        Assert.True(end.ExitCode == 0, end.StandardError);
        using var document = JsonDocument.Parse(end.StandardOutput);
        Assert.Equal("complete", document.RootElement.GetProperty("status").GetString());
        Assert.Equal(expected, Attempts(again));

        var answered = (await host.StopAsync())
            .Where(r => r is { Status: 200, Delivered: true, Fault: null, Sample: not null })
            .GroupBy(r => (r.Model, r.Benchmark, r.Sample, r.Epoch))
            .ToList();
        var repeated = answered.Sum(g => g.Count() - 1);
        Assert.True(repeated <= Kills * 2 * Concurrency, $"{repeated} requests were paid for twice; at most those in flight at a kill may be");
    }

    private static async Task RunAndKillAsync(Workplace work, string[] arguments, Random random)
    {
        var command = work.Showdown(arguments);
        using var process = Process.Start(
            new ProcessStartInfo(Workplace.Program, command.Arguments) { WorkingDirectory = work.Folder, RedirectStandardError = true }
        )!;
        // The program says "run ID" once it has begun: from then on it may die at any point.
        while (
            await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line
            && !line.StartsWith("run ", StringComparison.Ordinal)
        ) { }

        await Task.Delay(random.Next(50, 1200), TestContext.Current.CancellationToken);
        process.Kill(); // SIGKILL
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static List<string> Attempts(Workplace work)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(work.Folder, "data", "showdown.db")}");
        return connection
            .Query<string>(
                "select benchmark_id || ' ' || model_id || ' ' || sample_id || ' ' || epoch || ' ' || outcome || ' ' || coalesce(answer, '') from attempt_result order by 1"
            )
            .AsList();
    }

    private static void WriteJob(Workplace work, string endpoint)
    {
        work.Write(
            "jobs/models.yaml",
            string.Concat(
                new[] { ("strong", 0.9), ("weak", 0.6) }.Select(model =>
                    $$"""
                        {{model.Item1}}:
                          connector: simulated
                          endpoint: {{endpoint}}
                          model: simulated-{{model.Item1}}
                          limits: { concurrency: {{Concurrency}} }
                          simulation:
                            skill: { default: {{model.Item2}} }
                            first_token: 60ms
                            faults: { rate_limit: 0.02, server_error: 0.02, reset: 0.02 }

                        """
                )
            )
        );
        work.Write(
            "jobs/kill.yaml",
            """
            name: kill
            models: [strong, weak]
            benchmarks:
              - { id: quickstart-maths, epochs: 6 }
              - { id: quickstart-choice, epochs: 3 }
            """
        );
    }
}
