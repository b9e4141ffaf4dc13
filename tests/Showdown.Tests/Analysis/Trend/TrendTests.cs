using Showdown.Analysis.Gating;
using Showdown.Analysis.News;
using Showdown.Analysis.Trend;
using Showdown.Domain;
using Showdown.Pages.Index;
using Showdown.Pages.Run;
using Showdown.Results;
using Showdown.Statistics;
using Showdown.Tests.Statistics;

namespace Showdown.Tests.Analysis.Trend;

/// <summary>The trend as it is made from a database: the nights are stored, watched, asked again and rendered as after a run.</summary>
[Trait("Category", "Slow")]
public sealed class TrendTests(ITestOutputHelper output) : StoredRuns
{
    private const int DropNight = 9;
    private const int SlideNight = 4;

    /// <summary>
    /// 14 nights of 14 cells of 200 questions in 4 epochs: one drops by an eighth on night 9, one loses 1.5 % of its skill a night from night 4,
    /// twelve stay as they are.
    /// </summary>
    [Fact]
    public async Task OneDropAndOneSlide_AreShown_AndNothingElse()
    {
        var nights = new StoredNights(Database, benchmarks: 7, ["a", "b"], items: 200, epochs: 4);
        var (dropping, sliding) = (nights.Cells[3], nights.Cells[8]);
        var models = new SimulatedModels(seed: 1);
        var skills = nights.Cells.Select((key, i) => (key, models.Skills(200, 1 + i % 3, 0.6))).ToDictionary(s => s.key, s => s.Item2);
        var watch = new ChangeWatch(nights.Reader);
        for (var night = 0; night < 14; night++)
        {
            double Level(EvaluationKey key) =>
                key == dropping && night >= DropNight ? 0.88
                : key == sliding && night >= SlideNight ? 1 - 0.015 * (night - SlideNight + 1)
                : 1;
            IReadOnlyList<SampleScore> Ask(EvaluationKey key) => models.Attempt([.. skills[key].Select(s => s * Level(key))], 4);
            var run = await nights.WriteAsync(night, Ask);
            if (await watch.ToConfirmAsync(run, Cancel) is { Count: > 0 } suspected)
                await nights.WriteAsync(night, Ask, suspected);
        }

        var trend = await watch.ReadAsync((await nights.Reader.RunAsync("night-13", Cancel))!, Cancel);
        foreach (var f in trend.Findings)
            output.WriteLine(
                $"{f.Suspected.Id}: {f.Key.BenchmarkId} {f.Key.ModelId} {f.Kind} {f.State}, since {f.Since.Id}, seen on its night {f.RunLength}, told after {f.ToldAfter}"
            );
        var told = trend.Findings.Where(f => f.State == FindingState.Confirmed).ToList();
        Assert.Equal(new HashSet<EvaluationKey> { dropping, sliding }, told.Select(f => f.Key).ToHashSet());
        var drop = Assert.Single(told, f => f.Key == dropping);
        Assert.Equal((DriftKind.Sudden, true, $"night-{DropNight:00}", true), (drop.Kind, drop.IsDown, drop.Suspected.Id, drop.ByRerun));
        var slide = told.First(f => f.Key == sliding);
        Assert.Equal((DriftKind.Slide, true), (slide.Kind, slide.IsDown));
        output.WriteLine(
            $"run lengths: the drop is told on its night {drop.RunLength}, the slide {int.Parse(slide.Suspected.Id[6..]) - SlideNight + 1} nights after it began"
        );

        var @out = Path.Combine(Folder.FullName, "out");
        var page = Page(
            (await new ReportIndex(nights.Reader, Path.Combine(Repository.Root, "reports", "templates")).RenderTrendAsync("nightly", @out, Cancel))!
        );
        Assert.Equal(told.Count, page.QuerySelectorAll("#changes .verdicts:not(.minor) > li").Length);
        Assert.Contains(
            "Llama 4 Maverick on Benchmark B dropped on 10 June 2026",
            page.QuerySelector("#changes")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("Kimi K2 on Benchmark E has been sliding down", page.QuerySelector("#changes")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(12, page.QuerySelectorAll(".line .word").Count(w => w.TextContent == "steady"));
        Assert.Equal(14 * 14, page.QuerySelectorAll(".line tbody tr").Length);
        Assert.All(
            page.QuerySelectorAll(".line .chart svg"),
            svg => Assert.Contains("Score of", svg.GetAttribute("aria-label"), StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task ADropOfOneNight_IsNotReported_WhenTheRerunDoesNotShowIt()
    {
        var nights = new StoredNights(Database, benchmarks: 1, ["a"], items: 150, epochs: 4);
        var models = new SimulatedModels(seed: 3);
        var skills = models.Skills(150, 1, 0.7);
        for (var night = 0; night < 6; night++)
            await nights.WriteAsync(night, _ => models.Attempt(skills, 4));
        var bad = await nights.WriteAsync(6, _ => models.Attempt([.. skills.Select(s => s * 0.8)], 4));
        var watch = new ChangeWatch(nights.Reader);
        var suspected = await watch.ToConfirmAsync(bad, Cancel);
        Assert.Equal([new EvaluationKey("bench-0", "a")], suspected);
        Assert.Contains(
            "seems to have dropped",
            Assert.Single(await new GateCheck(nights.Reader).CheckAsync(bad.Id, Cancel)).Sentence,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "not confirmed: no rerun has been made.",
            Assert.Single(await new GateCheck(nights.Reader).CheckAsync(bad.Id, Cancel)).Sentence,
            StringComparison.Ordinal
        );
        Assert.Empty((await new RunNewsReader(nights.Reader).ReadAsync(bad.Id, Cancel)).Changes);

        await nights.WriteAsync(6, _ => models.Attempt(skills, 4), suspected);
        var gate = Assert.Single(await new GateCheck(nights.Reader).CheckAsync(bad.Id, Cancel));
        Assert.True(gate.IsPassed, gate.Sentence);
        Assert.Contains("a rerun did not show it", gate.Sentence, StringComparison.Ordinal);
        var news = await new RunNewsReader(nights.Reader).ReadAsync(bad.Id, Cancel);
        Assert.Empty(news.Changes);
        Assert.Empty(news.Gates.Where(g => !g.Passed).Select(g => g.Sentence));
        Assert.Equal(FindingState.NotShown, Assert.Single((await watch.ReadAsync(bad, Cancel)).Findings).State);
    }

    /// <summary>A trend looks at 45 nights. What was confirmed stays: at the edge of them it is the same change still, and beyond it is told with its
    /// date.</summary>
    [Fact]
    public async Task AConfirmedDrop_IsKept_WhenItsNightsAreNoLongerLookedAt()
    {
        const int DropNight = 8;
        var nights = new StoredNights(Database, benchmarks: 1, ["a"], items: 60, epochs: 2);
        var models = new SimulatedModels(seed: 9);
        var skills = models.Skills(60, 1, 0.7);
        double[] after = [.. skills.Select(s => s * 0.5)];
        var watch = new ChangeWatch(nights.Reader);
        for (var night = 0; night <= 50; night++)
        {
            var run = await nights.WriteAsync(night, _ => models.Attempt(night < DropNight ? skills : after, 2));
            if (night != DropNight)
                continue;
            await nights.WriteAsync(night, _ => models.Attempt(after, 2), await watch.ToConfirmAsync(run, Cancel));
            await new ChangeStore(Database).KeepAsync(await watch.ConfirmedAsync(run, Cancel), Cancel);
        }
        var edge = await watch.ReadAsync("nightly", StoredNights.First.AddDays(50), Cancel); // nights 6 to 50
        var found = Assert.Single(edge.Findings, f => f.State == FindingState.Confirmed);
        Assert.Equal(("night-08", DriftKind.Sudden, true), (found.Suspected.Id, found.Kind, found.ByRerun));
        Assert.Equal([2, 43], Assert.Single(edge.Evaluations).Levels.Select(l => l.Nights.Count));
        Assert.Empty(edge.Earlier);

        for (var night = 51; night <= 54; night++)
            await nights.WriteAsync(night, _ => models.Attempt(after, 2));
        var later = await watch.ReadAsync("nightly", StoredNights.First.AddDays(54), Cancel); // nights 10 to 54
        Assert.DoesNotContain(later.Findings, f => f.State == FindingState.Confirmed);
        Assert.Equal("night-08", Assert.Single(later.Earlier).Suspected.Id);
        var page = Page((await new ReportIndex(nights.Reader).RenderTrendAsync("nightly", Path.Combine(Folder.FullName, "out"), Cancel))!);
        Assert.Contains("dropped on 9 June 2026", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("a rerun that night showed it again", page.Body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutAGateThatAsks_TheNextNightAnswers()
    {
        var nights = new StoredNights(Database, benchmarks: 1, ["a"], items: 150, epochs: 4);
        nights = new StoredNights(Database, benchmarks: 1, ["a"], items: 150, epochs: 4) { Job = nights.Job with { Gates = [] } };
        var models = new SimulatedModels(seed: 4);
        var skills = models.Skills(150, 1, 0.7);
        for (var night = 0; night < 6; night++)
            await nights.WriteAsync(night, _ => models.Attempt(skills, 4));
        IReadOnlyList<SampleScore> Weaker(EvaluationKey key) => models.Attempt([.. skills.Select(s => s * 0.8)], 4);
        var seen = await nights.WriteAsync(6, Weaker);
        var watch = new ChangeWatch(nights.Reader);
        Assert.Empty(await watch.ToConfirmAsync(seen, Cancel));
        var news = new RunNewsReader(nights.Reader);
        Assert.Empty((await news.ReadAsync(seen.Id, Cancel)).Changes);
        var next = await nights.WriteAsync(7, Weaker);
        Assert.Contains(
            "Kimi K2 on Benchmark A dropped on 7 June 2026",
            Assert.Single((await news.ReadAsync(next.Id, Cancel)).Changes),
            StringComparison.Ordinal
        );
        Assert.Empty((await news.ReadAsync(seen.Id, Cancel)).Changes); // nobody could have known then
    }
}
