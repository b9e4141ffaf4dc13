using System.Diagnostics;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Showdown.EndToEnd;

/// <summary>Raising the load on a host, with a budget that is spent on the way and a process that dies.</summary>
[Trait("Category", "Chaos")]
public sealed class LoadTests
{
    // Eight rates of half a second, and five requests before.
    private const int Requests = 90;
    private const int WarmUps = 5;

    [Fact]
    public async Task ABudgetAndAKill_EndItWhereItIs_AndResumeAsksTheRestOnce()
    {
        using var work = new Workplace();
        using var host = await SimulatorProcess.StartAsync(work.Folder);
        work.Write(
            "jobs/models.yaml",
            $"a: {{ connector: simulated, endpoint: \"{host.Endpoint}\", model: a, price: {{ input: 1, output: 2 }}, simulation: {{ first_token: 2ms, tokens_per_second: 5000, answer_tokens: 20 }} }}\n"
        );
        work.Write(
            "jobs/job.yaml",
            $$"""
            name: job
            models: [a]
            benchmarks: [{ id: speed-load, load: { up_to: 40, requests: {{Requests}}, first_token: 50ms, tokens_per_second: 0.1 } }]
            budget: { usd: 0.012 }
            """
        );

        // A request costs about $0.001.
        var spent = await work.RunAsync("run", "job", "--json");
        Assert.True(spent.ExitCode == 1, spent.StandardError);
        using (var document = JsonDocument.Parse(spent.StandardOutput))
        {
            Assert.Equal("incomplete", document.RootElement.GetProperty("status").GetString());
            Assert.Contains("budget", document.RootElement.GetProperty("reason").GetString(), StringComparison.Ordinal);
        }

        var first = await CountAsync(work);
        Assert.InRange(first, 1, Requests / 2);
        await ResumeAndKillAsync(work, until: first + 10);
        var end = await work.RunAsync("resume", "last", "--budget", "1", "--json");
        Assert.True(end.ExitCode == 0, end.StandardError);
        using var summary = JsonDocument.Parse(end.StandardOutput);
        Assert.Equal("complete", summary.RootElement.GetProperty("status").GetString());
        var load = Assert.Single(summary.RootElement.GetProperty("load").EnumerateArray());
        // Each request once, unless the host was found to bear no more: a machine that is busy with other things may be such a host.
        var ended = load.GetProperty("ended").ValueKind != JsonValueKind.Null;
        Assert.Equal(ended, await CountAsync(work) < Requests + WarmUps);
        Assert.Equal(await CountAsync(work), await DistinctAsync(work));
    }

    private static async Task ResumeAndKillAsync(Workplace work, int until)
    {
        var command = work.Showdown("resume", "last", "--budget", "1");
        using var process = Process.Start(
            new ProcessStartInfo(Workplace.Program, command.Arguments)
            {
                WorkingDirectory = work.Folder,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        while (!process.HasExited && await CountAsync(work) < until)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        process.Kill(); // SIGKILL
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static Task<int> CountAsync(Workplace work) => ScalarAsync(work, "select count(*) from attempt");

    private static Task<int> DistinctAsync(Workplace work) => ScalarAsync(work, "select count(distinct sample_id) from attempt");

    private static async Task<int> ScalarAsync(Workplace work, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(work.Folder, "data", "showdown.db")}");
        return await connection.ExecuteScalarAsync<int>(sql);
    }
}
