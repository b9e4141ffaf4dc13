using System.Diagnostics;
using System.Text.Json;
using Showdown.Tests.Results;

namespace Showdown.EndToEnd;

/// <summary>How a run at a terminal ends that somebody interrupts, and what becomes of it afterwards.</summary>
[Trait("Category", "Chaos")]
public sealed class InterruptTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("INT", "interrupted at the terminal")]
    [InlineData("KILL", "interrupted: the process that carried it out is gone")]
    public async Task ARunThatIsInterrupted_IsNobodysToGoOnWith_ButResumes(string signal, string reason)
    {
        var interrupted = ("incomplete", reason);
        using var work = new Workplace();
        using var host = await SimulatorProcess.StartAsync(work.Folder);
        WriteJob(work, host.Endpoint);
        var said = await RunAndSignalAsync(work, signal, []);
        if (signal != "KILL")
            AssertFarewell(said);
        Assert.Equal(interrupted, await LastAsync(work));
        var before = Attempts(work);
        await using (await WebServe.StartAsync(work))
        {
            // A service that takes something up does so when it starts, and sweeps every 15 seconds.
            await Task.Delay(TimeSpan.FromSeconds(4), Cancel);
            Assert.Equal(interrupted, await LastAsync(work));
        }

        Assert.Equal(before, Attempts(work));
        if (signal == "KILL") // ResumeTests does that
            return;
        var resumed = await work.RunAsync("resume", "last", "--json");
        Assert.True(resumed.ExitCode == 0, resumed.StandardError);
        Assert.Equal("complete", JsonDocument.Parse(resumed.StandardOutput).RootElement.GetProperty("status").GetString());
    }

    [Fact]
    public async Task ARunThatASystemEnds_EndsAsOneThatIsInterrupted()
    {
        using var work = new Workplace();
        using var host = await SimulatorProcess.StartAsync(work.Folder);
        WriteJob(work, host.Endpoint);
        AssertFarewell(await RunAndSignalAsync(work, "TERM", []));
        Assert.Equal(("incomplete", "interrupted at the terminal"), await LastAsync(work));
    }

    [Fact]
    public async Task WhereAServiceGoesOn_TheTerminalSaysSo_AndHowToEndIt()
    {
        var database = await postgres.NewDatabaseAsync();
        var environment = new Dictionary<string, string> { ["SHOWDOWN_DATABASE"] = database };
        using var work = new Workplace();
        using var host = await SimulatorProcess.StartAsync(work.Folder);
        WriteJob(work, host.Endpoint, epochs: 100);
        await using var serve = await WebServe.StartAsync(work, environment);
        var said = await RunAndSignalAsync(work, "INT", environment);
        Assert.Contains("The service's workers go on with run", said);
        Assert.Contains("'showdown cancel", said);
        Assert.Equal("running", (await LastAsync(work, environment)).Status);
        var cancelled = await work.RunAsync(environment.ToDictionary(e => e.Key, e => (string?)e.Value), "cancel", "last");
        Assert.Contains("cancelled", cancelled.StandardOutput);
        Assert.Equal(("cancelled", "cancelled from the command line"), await LastAsync(work, environment));
    }

    [Fact]
    public async Task ACancelledRun_HasItsReport_WithoutAService()
    {
        using var work = new Workplace();
        using var host = await SimulatorProcess.StartAsync(work.Folder);
        WriteJob(work, host.Endpoint, epochs: 100);
        using var run = await StartAsync(work, []);
        var cancelled = await work.RunAsync("cancel", "last");
        Assert.Contains("cancelled", cancelled.StandardOutput);
        await run.Process.WaitForExitAsync(Cancel);
        var last = (await RunsAsync(work, []))[0];
        Assert.Equal("cancelled", last.GetProperty("status").GetString());
        Assert.True(File.Exists(last.GetProperty("report").GetString()));
    }

    private static void AssertFarewell(string said)
    {
        Assert.Contains("Interrupted. What was finished is kept", said);
        Assert.DoesNotContain("warn:", said);
        Assert.DoesNotContain("fail:", said);
    }

    /// <returns>What it wrote to standard error.</returns>
    private static async Task<string> RunAndSignalAsync(Workplace work, string signal, Dictionary<string, string> environment)
    {
        using var run = await StartAsync(work, environment);
        using (var kill = Process.Start("kill", [$"-{signal}", $"{run.Process.Id}"]))
            await kill.WaitForExitAsync(Cancel);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Patience.Long);
        var said = await run.Process.StandardError.ReadToEndAsync(patience.Token);
        await run.Process.WaitForExitAsync(patience.Token);
        Assert.NotEqual(0, run.Process.ExitCode);
        return said;
    }

    /// <summary>A run of which something is done and much is left.</summary>
    private static async Task<Started> StartAsync(Workplace work, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(Workplace.Program, work.Showdown("run", "long").Arguments)
        {
            WorkingDirectory = work.Folder,
            RedirectStandardError = true,
        };
        start.Environment.Remove("SHOWDOWN_DATABASE");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        // Of the whole, whoever asks: the first line comes after five seconds.
        while (await process.StandardError.ReadLineAsync(Cancel) is { } line && !line.StartsWith("in all:", StringComparison.Ordinal)) { }

        return new Started(process);
    }

    private static async Task<(string? Status, string? Reason)> LastAsync(Workplace work, Dictionary<string, string>? environment = null)
    {
        var last = (await RunsAsync(work, environment ?? []))[0];
        return (last.GetProperty("status").GetString(), last.GetProperty("reason").GetString());
    }

    private static async Task<JsonElement> RunsAsync(Workplace work, Dictionary<string, string> environment) =>
        JsonDocument
            .Parse((await work.RunAsync(environment.ToDictionary(e => e.Key, e => (string?)e.Value), "runs", "--json")).StandardOutput)
            .RootElement;

    private static long Attempts(Workplace work)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(work.Folder, "data", "showdown.db")}");
        return Dapper.SqlMapper.ExecuteScalar<long>(connection, "select count(*) from attempt");
    }

    private static void WriteJob(Workplace work, string endpoint, int epochs = 12)
    {
        work.Write(
            "jobs/models.yaml",
            $$"""
            slow:
              connector: simulated
              endpoint: {{endpoint}}
              model: slow
              limits: { concurrency: 8 }
              simulation: { first_token: 300ms }

            """
        );
        work.Write("jobs/long.yaml", $"name: long\nmodels: [slow]\nbenchmarks: [{{ id: quickstart-maths, epochs: {epochs} }}]\n");
    }

    private sealed record Started(Process Process) : IDisposable
    {
        public void Dispose()
        {
            if (!Process.HasExited)
                Process.Kill();
            Process.Dispose();
        }
    }
}
