using System.Globalization;
using System.Net;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Showdown.EndToEnd;

/// <summary>A drop is asked again before anybody is told.</summary>
public sealed class ConfirmTests(FourNights nights) : IClassFixture<FourNights>
{
    [Fact]
    public async Task Drop_IsAskedAgain_AndReported_OnlyThen()
    {
        using var work = await nights.CopyAsync();

        var run = await work.RunAsync("run", "nights", "--json");
        Assert.True(run.ExitCode == 3, run.StandardError);
        using var document = JsonDocument.Parse(run.StandardOutput);
        var id = document.RootElement.GetProperty("run").GetString();
        var failed = Assert.Single(document.RootElement.GetProperty("gates").EnumerateArray(), g => !g.GetProperty("passed").GetBoolean());
        Assert.Contains("other on Quickstart, multiple choice has dropped", failed.GetProperty("sentence").GetString());
        Assert.Contains("a rerun showed it again", failed.GetProperty("sentence").GetString());

        using var runs = JsonDocument.Parse((await work.RunAsync("runs", "--json")).StandardOutput);
        Assert.Equal(6, runs.RootElement.GetArrayLength());
        var again = Assert.Single(runs.RootElement.EnumerateArray(), r => r.GetProperty("parent").GetString() == id);
        using var asked = JsonDocument.Parse((await work.RunAsync("show", again.GetProperty("run").GetString()!, "--json")).StandardOutput);
        var only = Assert.Single(asked.RootElement.GetProperty("evaluations").EnumerateArray());
        Assert.Equal(("quickstart-choice", "other"), (only.GetProperty("benchmark").GetString(), only.GetProperty("model").GetString()));
        using var last = JsonDocument.Parse((await work.RunAsync("show", "last", "--json")).StandardOutput);
        Assert.Equal(id, last.RootElement.GetProperty("run").GetString());

        var reports = Path.Combine(work.Folder, "reports", "out");
        var trend = await File.ReadAllTextAsync(Path.Combine(reports, "trend", "nights", "index.html"), TestContext.Current.CancellationToken);
        Assert.Contains("other on Quickstart", trend, StringComparison.Ordinal);
        Assert.Contains("dropped on", trend, StringComparison.Ordinal);
        Assert.Contains("a rerun that night showed it again", trend, StringComparison.Ordinal);
        var report = await File.ReadAllTextAsync(Path.Combine(reports, id!, "index.html"), TestContext.Current.CancellationToken);
        Assert.Contains("href=\"../trend/nights/index.html\"", report, StringComparison.Ordinal);
        Assert.Contains("a rerun showed it again", report, StringComparison.Ordinal);
        Assert.Contains(
            $"{id}/index.html",
            await File.ReadAllTextAsync(Path.Combine(reports, "index.html"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    /// <summary>Of what a night costs the budget leaves nothing, or too little for all that is to be asked again.</summary>
    [Theory]
    [InlineData(0.8, "the budget left nothing for a rerun")]
    [InlineData(1.05, "the rerun ended early: the budget of $")]
    public async Task ADropThatTheBudgetLetsNobodyAskAgain_IsToldAsUnconfirmed_WithTheReason(double share, string why)
    {
        using var work = await nights.CopyAsync();
        work.Write("jobs/nights.yaml", FourNights.Job(await nights.CostAsync() * share));

        var run = await work.RunAsync("run", "nights", "--json");
        using var document = JsonDocument.Parse(run.StandardOutput);
        var id = document.RootElement.GetProperty("run").GetString()!;
        var failed = Assert
            .Single(document.RootElement.GetProperty("gates").EnumerateArray(), g => !g.GetProperty("passed").GetBoolean())
            .GetProperty("sentence")
            .GetString()!;
        Assert.Contains("other on Quickstart, multiple choice seems to have dropped", failed);
        Assert.Contains("not confirmed: " + why, failed);

        var reports = Path.Combine(work.Folder, "reports", "out");
        var report = WebUtility.HtmlDecode(
            await File.ReadAllTextAsync(Path.Combine(reports, id, "index.html"), TestContext.Current.CancellationToken)
        );
        Assert.Contains("not confirmed: " + why, report, StringComparison.Ordinal);
        var trend = await File.ReadAllTextAsync(Path.Combine(reports, "trend", "nights", "index.html"), TestContext.Current.CancellationToken);
        Assert.Contains("Nothing that fresh attempts have confirmed", trend, StringComparison.Ordinal);
        foreach (var page in new[] { report, trend })
            Assert.DoesNotContain("has dropped", page, StringComparison.Ordinal);
    }
}

/// <summary>Four nights of which one cell was better than it will be: made once, and each test goes on from a copy.</summary>
public sealed class FourNights : IDisposable
{
    private readonly Workplace _work = new();
    private readonly Lazy<Task<double>> _nights;

    public FourNights() => _nights = new Lazy<Task<double>>(MakeAsync);

    /// <returns>What a night costs in USD.</returns>
    public Task<double> CostAsync() => _nights.Value;

    internal async Task<Workplace> CopyAsync()
    {
        await _nights.Value;
        return _work.Copy();
    }

    public void Dispose() => _work.Dispose();

    internal static string Job(double usd) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            name: nights
            models: [steady, other]
            benchmarks: [{ id: quickstart-choice, epochs: 2 }, { id: quickstart-maths, epochs: 2 }]
            budget: { usd: {{usd:0.######}} }
            gates: [{ on: drop, baseline: last-7-runs, confirm: rerun }]
            """
        );

    private async Task<double> MakeAsync()
    {
        _work.Write(
            "jobs/models.yaml",
            """
            steady: { connector: simulated, limits: { concurrency: 8 }, price: { input: 1, output: 1 }, simulation: { skill: { default: 0.95 }, first_token: 2ms } }
            other: { connector: simulated, limits: { concurrency: 8 }, price: { input: 1, output: 1 }, simulation: { skill: { default: 0.6 }, first_token: 2ms, seed: 2 } }
            """
        );
        _work.Write("jobs/nights.yaml", Job(5));
        var cost = 0.0;
        for (var night = 0; night < 4; night++)
        {
            var run = await _work.RunAsync("run", "nights", "--json");
            Assert.True(run.ExitCode == 0, run.StandardError);
            using var document = JsonDocument.Parse(run.StandardOutput);
            cost = document.RootElement.GetProperty("evaluations").EnumerateArray().Sum(e => e.GetProperty("cost_usd").GetDouble());
        }

        // A simulated model answers alike every night: its past is made better instead.
        await using var database = new SqliteConnection($"Data Source={Path.Combine(_work.Folder, "data", "showdown.db")};Pooling=false");
        await database.ExecuteAsync("update score set outcome = 'Right' where evaluation_id like '%/quickstart-choice/other'");
        return cost;
    }
}
