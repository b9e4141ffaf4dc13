using Showdown.Analysis.Gating;
using Showdown.Analysis.Trend;
using Showdown.Domain;
using Showdown.Pages.Compare;
using Showdown.Pages.Index;
using Showdown.Pages.Run;
using Showdown.Results;
using Showdown.Statistics;
using Showdown.Tests.Statistics;

namespace Showdown.Tests.Analysis.Trend;

/// <summary>What counts as a night of a job, and which nights are one line.</summary>
public sealed class NightTests : StoredRuns
{
    [Fact]
    public async Task NightsOfOneDay_AreToldApart()
    {
        var nights = new StoredNights(Database, benchmarks: 1, ["a"], items: 20, epochs: 2) { At = night => StoredNights.First.AddHours(16 * night) };
        for (var night = 0; night < 3; night++)
            await nights.WriteAsync(night, _ => [.. Enumerable.Range(0, 20).Select(i => new SampleScore(i % 2, 2))]);
        var page = Page(
            (
                await new ReportIndex(nights.Reader, Path.Combine(Repository.Root, "reports", "templates")).RenderTrendAsync(
                    "nightly",
                    Path.Combine(Folder.FullName, "out"),
                    Cancel
                )
            )!
        );
        Assert.Equal(["2 Jun", "1 Jun 18:00", "1 Jun 02:00"], page.QuerySelectorAll(".line tbody th").Select(h => h.TextContent.Trim()));
    }

    /// <summary>A rerun of a night that ended early asks the first of its samples.</summary>
    [Theory]
    [InlineData(97, "same", true)]
    [InlineData(541, "same", true)]
    [InlineData(600, "same", false)]
    [InlineData(97, "other", false)]
    public async Task ARerunRepeatsANight_WhenItAsksTheSameOrLess(int samples, string identity, bool repeats)
    {
        var nights = new StoredNights(Database, benchmarks: 1, ["a"], items: 20, epochs: 1);
        var run = await nights.WriteAsync(0, _ => [.. Enumerable.Repeat(new SampleScore(1, 1), 20)]);
        var night = Assert.Single(await new NightReader(nights.Reader).EvaluationsAsync(run, Cancel));
        var whole = night.Evaluation with { Samples = 541, Identity = "same" };
        var again = whole with { Samples = samples, Identity = identity };
        Assert.Equal(repeats, new Night(run, again, night.Samples).Repeats(new Night(run, whole, night.Samples)));
    }

    [Fact]
    public async Task AnotherIdentity_BeginsAnotherLine_AndIsSaid()
    {
        var nights = new StoredNights(Database, benchmarks: 1, ["a"], items: 60, epochs: 2);
        var models = new SimulatedModels(seed: 2);
        var skills = models.Skills(60, 2, 0.6);
        for (var night = 0; night < 5; night++)
            await nights.WriteAsync(night, _ => models.Attempt(skills, 2));
        // Much weaker, but asked otherwise: no drop.
        for (var night = 5; night < 9; night++)
        {
            await nights.WriteAsync(
                night,
                _ => models.Attempt([.. skills.Select(s => s / 2)], 2),
                identity: "other",
                change: s => s with { Pins = s.Pins.ToDictionary(p => p.Key, p => p.Value with { PromptSha256 = "shorter" }) }
            );
        }
        // Served by another model behind the same name.
        await nights.WriteAsync(
            9,
            _ => models.Attempt(skills, 2),
            identity: "other",
            change: s =>
                s with
                {
                    Pins = s.Pins.ToDictionary(p => p.Key, p => p.Value with { PromptSha256 = "shorter" }),
                    Models = [s.Models[0] with { Model = "a-2" }],
                }
        );

        var trend = await new ChangeWatch(nights.Reader).ReadAsync((await nights.Reader.RunAsync("night-09", Cancel))!, Cancel);
        Assert.Empty(trend.Findings);
        Assert.Equal([5, 4, 1], Assert.Single(trend.Evaluations).Levels.Select(l => l.Nights.Count));
        var page = Page((await new ReportIndex(nights.Reader).RenderTrendAsync("nightly", Path.Combine(Folder.FullName, "out"), Cancel))!);
        var breaks = page.QuerySelectorAll(".line .small-print").Select(b => b.TextContent).ToList();
        Assert.Equal(2, breaks.Count);
        Assert.Contains("6 June 2026: prompt shorter instead of prompt", breaks[0], StringComparison.Ordinal);
        Assert.Contains("served model a-2 instead of a", breaks[1], StringComparison.Ordinal);
    }

    /// <summary>Somebody looks at twenty questions by day: the line of the nights goes on without it.</summary>
    [Fact]
    public async Task ALookAtFewQuestions_IsNoNight()
    {
        var nights = new StoredNights(Database, benchmarks: 1, ["a"], items: 100, epochs: 1);
        var look = new StoredNights(Database, benchmarks: 1, ["a"], items: 20, epochs: 1);
        SampleScore[] usual = [.. Enumerable.Range(0, 100).Select(i => new SampleScore(i % 2, 1))];
        await nights.WriteAsync(0, _ => usual);
        await look.WriteAsync(1, _ => usual);
        var last = await nights.WriteAsync(2, _ => usual);
        Assert.Equal(
            ["night-00", "night-02"],
            Assert.Single((await new ChangeWatch(nights.Reader).ReadAsync(last, Cancel)).Evaluations).Nights.Select(n => n.Run.Id)
        );
        // Nor is it in the baseline of a gate.
        Assert.Equal(
            ["night-00"],
            (await nights.Reader.EarlierAsync((await nights.Reader.EvaluationsAsync(last.Id, Cancel))[0], last.CreatedAt, 7, Cancel)).Select(e =>
                e.RunId
            )
        );
    }

    /// <summary>
    /// Questions that were chosen because they came out wrong, as many as a night has: they are in no line and no baseline, and no gate speaks about
    /// them.
    /// </summary>
    [Fact]
    public async Task ASelection_IsNoNight()
    {
        var nights = new StoredNights(Database, benchmarks: 1, ["a"], items: 40, epochs: 1);
        SampleScore[] usual = [.. Enumerable.Range(0, 40).Select(i => new SampleScore(i % 2, 1))];
        var first = await nights.WriteAsync(0, _ => usual);
        var selection = await nights.WriteAsync(1, _ => usual, change: s => s with { Only = Outcome.Wrong });
        var last = await nights.WriteAsync(2, _ => usual);
        var gates = new GateCheck(nights.Reader);
        Assert.False(Assert.Single(await gates.CheckAsync(first.Id, Cancel)).IsChecked);
        Assert.Empty(await gates.CheckAsync(selection.Id, Cancel));
        Assert.True(Assert.Single(await gates.CheckAsync(last.Id, Cancel)).IsChecked);
        Assert.Equal(["night-00", "night-02"], (await new ChangeWatch(nights.Reader).ReadAsync(last, Cancel)).Runs.Select(r => r.Id));
        Assert.Equal(
            ["night-00"],
            (await nights.Reader.EarlierAsync((await nights.Reader.EvaluationsAsync(last.Id, Cancel))[0], last.CreatedAt, 7, Cancel)).Select(e =>
                e.RunId
            )
        );
    }

    /// <summary>The endpoint has fallen, and every completion is a copy of a night before: nobody may say that all is well.</summary>
    [Fact]
    public async Task ReusedCompletions_AreNoEvidence_InTrendGateAndComparison()
    {
        var nights = new StoredNights(Database, benchmarks: 1, ["a"], items: 100, epochs: 1);
        var models = new SimulatedModels(seed: 5);
        var skills = models.Skills(100, 1, 0.7);
        var first = await nights.WriteAsync(0, _ => models.Attempt(skills, 1));
        for (var night = 1; night < 5; night++)
            await nights.WriteAsync(night, _ => models.Attempt(skills, 1));
        var copied = await nights.WriteAsync(5, _ => models.Attempt(skills, 1));
        await using (var connection = await Database.ConnectAsync(Cancel))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"update attempt set reused_from = 'night-04/bench-0/a' where evaluation_id like '{copied.Id}/%'";
            Assert.Equal(100, await command.ExecuteNonQueryAsync(Cancel));
        }
        Assert.Contains(
            "reused from earlier runs, which is no new evidence",
            Assert.Single(await new GateCheck(nights.Reader).CheckAsync(copied.Id, Cancel)).Sentence,
            StringComparison.Ordinal
        );
        Assert.Equal(5, Assert.Single((await new ChangeWatch(nights.Reader).ReadAsync(copied, Cancel)).Evaluations).Nights.Count);
        var compared = await new RunComparer(nights.Reader).CompareAsync([first, copied], Path.Combine(Folder.FullName, "out"), Cancel);
        Assert.Contains("were reused from earlier runs: they are no new evidence", Assert.Single(compared.Sentences), StringComparison.Ordinal);
        // The next night is held against the nights that asked.
        var next = await nights.WriteAsync(6, _ => models.Attempt([.. skills.Select(s => s * 0.3)], 1));
        Assert.Contains(
            "seems to have dropped",
            Assert.Single(await new GateCheck(nights.Reader).CheckAsync(next.Id, Cancel)).Sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task OnAFirstNight_AGateOnADropHasNotPassedYet()
    {
        var nights = new StoredNights(Database, benchmarks: 1, ["a"], items: 20, epochs: 1);
        nights = new StoredNights(Database, benchmarks: 1, ["a"], items: 20, epochs: 1)
        {
            Job = nights.Job with { Gates = [.. nights.Job.Gates, new Gate.Below(0.1)] },
        };
        var run = await nights.WriteAsync(0, _ => [.. Enumerable.Repeat(new SampleScore(1, 1), 20)]);
        var page = Page(await new ReportRenderer(nights.Reader).RenderAsync(run.Id, Path.Combine(Folder.FullName, "out", run.Id), Cancel));
        Assert.Contains("1 of 2 gates passed, 1 not checked yet", page.QuerySelector("#past")!.TextContent, StringComparison.Ordinal);
    }
}
