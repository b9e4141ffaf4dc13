using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Showdown.Analysis.Gating;
using Showdown.Analysis.News;
using Showdown.Analysis.Summary;
using Showdown.Analysis.Trend;
using Showdown.Domain;
using Showdown.Pages.Compare;
using Showdown.Pages.Index;
using Showdown.Pages.Run;
using Showdown.Results;
using Showdown.Statistics;
using Showdown.Tests.Statistics;

namespace Showdown.Tests.Analysis.Trend;

/// <summary>The trend as it is made from a database: the nights are stored, watched, asked again and rendered as after a run.</summary>
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
        var skills = nights.Cells.Select((cell, i) => (cell, models.Skills(200, 1 + i % 3, 0.6))).ToDictionary(s => s.cell, s => s.Item2);
        var watch = new ChangeWatch(nights.Reader);
        for (var night = 0; night < 14; night++)
        {
            double Level(EvaluationKey cell) =>
                cell == dropping && night >= DropNight ? 0.88
                : cell == sliding && night >= SlideNight ? 1 - 0.015 * (night - SlideNight + 1)
                : 1;
            IReadOnlyList<SampleScore> Ask(EvaluationKey cell) => models.Attempt([.. skills[cell].Select(s => s * Level(cell))], 4);
            var run = await nights.WriteAsync(night, Ask);
            if (await watch.ToConfirmAsync(run, Cancel) is { Count: > 0 } suspected)
                await nights.WriteAsync(night, Ask, suspected);
        }

        var trend = await watch.ReadAsync((await nights.Reader.RunAsync("night-13", Cancel))!, Cancel);
        foreach (var f in trend.Findings)
            output.WriteLine(
                $"{f.Suspected.Id}: {f.Cell.BenchmarkId} {f.Cell.ModelId} {f.Kind} {f.State}, since {f.Since.Id}, seen on its night {f.RunLength}, told after {f.ToldAfter}"
            );
        var told = trend.Findings.Where(f => f.State == FindingState.Confirmed).ToList();
        Assert.Equal(new HashSet<EvaluationKey> { dropping, sliding }, told.Select(f => f.Cell).ToHashSet());
        var drop = Assert.Single(told, f => f.Cell == dropping);
        Assert.Equal((DriftKind.Sudden, true, $"night-{DropNight:00}", true), (drop.Kind, drop.IsDown, drop.Suspected.Id, drop.ByRerun));
        var slide = told.First(f => f.Cell == sliding);
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
        Assert.Equal([5, 4, 1], Assert.Single(trend.Cells).Levels.Select(l => l.Nights.Count));
        var page = Page((await new ReportIndex(nights.Reader).RenderTrendAsync("nightly", Path.Combine(Folder.FullName, "out"), Cancel))!);
        var breaks = page.QuerySelectorAll(".line .small-print").Select(b => b.TextContent).ToList();
        Assert.Equal(2, breaks.Count);
        Assert.Contains("6 June 2026: prompt shorter instead of prompt", breaks[0], StringComparison.Ordinal);
        Assert.Contains("served model a-2 instead of a", breaks[1], StringComparison.Ordinal);
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
        Assert.Equal([2, 43], Assert.Single(edge.Cells).Levels.Select(l => l.Nights.Count));
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

    /// <summary>A scheduled job: the verdict of a week stands beside that of the night, and makes headline and gate.</summary>
    [Fact]
    public async Task AScheduledJob_TellsTheWeekBesideTheNight()
    {
        var nights = new StoredNights(Database, benchmarks: 1, ["a", "b"], items: 120, epochs: 1);
        nights = new StoredNights(Database, benchmarks: 1, ["a", "b"], items: 120, epochs: 1)
        {
            Job = nights.Job with { Gates = [new Gate.WorseThan("a") { Model = "b" }], Schedule = new Schedule("0 2 * * *", "UTC") },
        };
        var models = new SimulatedModels(seed: 6);
        var skills = models.Skills(120, 1, 0.7);
        RunRow run = null!;
        for (var night = 0; night < 8; night++)
            run = await nights.WriteAsync(night, cell => models.Attempt([.. skills.Select(s => s * (cell.ModelId == "a" ? 1 : 0.86))], 1));
        var summary = await new RunSummaryBuilder(nights.Reader).BuildAsync(run.Id, null, Cancel);
        var compared = Assert.Single(summary.Comparisons);
        Assert.Equal(7, compared.Week!.Nights);
        Assert.True(compared.Week.High - compared.Week.Low < 0.75 * (compared.High - compared.Low));
        Assert.Equal(1 - 0.05 / 30, compared.Week.Level, 1e-9);
        // The gate is of one mind with the headline, not with the night's verdict.
        Assert.Equal(("not enough data", "better"), (compared.Verdict, compared.Week.Verdict));
        Assert.False(Assert.Single(summary.Gates!).Passed);
        Assert.Contains("Llama 4 Maverick is worse than Kimi K2 on Benchmark A: −", summary.Gates![0].Sentence, StringComparison.Ordinal);
        Assert.Contains("over the last 7 nights", summary.Gates![0].Sentence, StringComparison.Ordinal);
        Assert.StartsWith("Over the last 7 nights: ", summary.Headline, StringComparison.Ordinal);
        var page = Page(await new ReportRenderer(nights.Reader).RenderAsync(run.Id, Path.Combine(Folder.FullName, "out", run.Id), Cancel));
        Assert.Contains("7 nights: ", page.QuerySelector(".scoreboard .verdict")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("99.8% interval", page.QuerySelector(".scoreboard .verdict")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("The last 7 nights together", page.QuerySelector("#past")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(summary.Headline!, page.Body!.TextContent, StringComparison.Ordinal);
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
            Assert.Single((await new ChangeWatch(nights.Reader).ReadAsync(last, Cancel)).Cells).Nights.Select(n => n.Run.Id)
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
        Assert.Equal(5, Assert.Single((await new ChangeWatch(nights.Reader).ReadAsync(copied, Cancel)).Cells).Nights.Count);
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
    public async Task WithoutAGateThatAsks_TheNextNightAnswers()
    {
        var nights = new StoredNights(Database, benchmarks: 1, ["a"], items: 150, epochs: 4);
        nights = new StoredNights(Database, benchmarks: 1, ["a"], items: 150, epochs: 4) { Job = nights.Job with { Gates = [] } };
        var models = new SimulatedModels(seed: 4);
        var skills = models.Skills(150, 1, 0.7);
        for (var night = 0; night < 6; night++)
            await nights.WriteAsync(night, _ => models.Attempt(skills, 4));
        IReadOnlyList<SampleScore> Weaker(EvaluationKey cell) => models.Attempt([.. skills.Select(s => s * 0.8)], 4);
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

    [Fact]
    public async Task Report_ShowsWhatChangedSinceTheNightBefore_AndLetsItBeFound()
    {
        var nights = new StoredNights(Database, benchmarks: 1, ["a", "b"], items: 40, epochs: 1);
        SampleScore[] usual = [.. Enumerable.Range(0, 40).Select(i => new SampleScore(i % 2, 1))];
        await nights.WriteAsync(0, _ => usual);
        var run = await nights.WriteAsync(
            1,
            cell =>
                cell.ModelId == "a"
                    ?
                    [
                        .. usual.Select(
                            (t, i) =>
                                i == 7 ? new SampleScore(0, 1)
                                : i is 8 or 10 ? new SampleScore(1, 1)
                                : t
                        ),
                    ]
                    : usual
        );
        var place = Path.Combine(Folder.FullName, "out", run.Id);
        var page = Page(await new ReportRenderer(nights.Reader).RenderAsync(run.Id, place, Cancel));
        var flips = page.QuerySelector("#flips")!;
        Assert.Contains(
            "Kimi K2 on Benchmark A 2 turned right, 1 turned wrong, of 40 questions",
            string.Join(' ', flips.QuerySelectorAll("h3").Select(h => h.TextContent)),
            StringComparison.Ordinal
        );
        Assert.Contains(flips.QuerySelectorAll("a"), a => a.TextContent == "q7" && a.GetAttribute("href") == "evidence/bench-0/0001.html#s8");
        Assert.Contains("no change shown", page.QuerySelector("#past")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("has not shown a drop", page.QuerySelector("#past")!.TextContent, StringComparison.Ordinal);
        var rows = File.ReadAllText(Path.Combine(place, "evidence", "bench-0", "index-data.js"));
        Assert.Contains("""["q7",-1,1,8,"W|R","Question 7?",1]""", rows, StringComparison.Ordinal);
        Assert.Contains("""["q9",-1,1,10,"R|R","Question 9?"]""", rows, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HostileNames_AreText_AndLeadNowhereElse()
    {
        const string Hostile = "../../<script>alert(1)</script>\u202e";
        var nights = new StoredNights(Database, benchmarks: 1, ["a"], items: 4, epochs: 1);
        nights = new StoredNights(Database, benchmarks: 1, ["a"], items: 4, epochs: 1) { Job = nights.Job with { Name = Hostile } };
        RunSettings Named(RunSettings settings) =>
            settings with
            {
                Models = [settings.Models[0] with { Family = Hostile }],
                Benchmarks = [settings.Benchmarks[0] with { Title = Hostile }],
            };
        var first = await nights.WriteAsync(0, _ => [new(1, 1), new(0, 1), new(1, 1), new(1, 1)], change: Named);
        var second = await nights.WriteAsync(1, _ => [new(0, 1), new(0, 1), new(1, 1), new(1, 1)], change: Named);
        var @out = Path.Combine(Folder.FullName, "out");
        var index = new ReportIndex(nights.Reader);
        await new ReportRenderer(nights.Reader).RenderAsync(second.Id, Path.Combine(@out, second.Id), Cancel);
        // Two workers may end a run at the same moment.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => index.UpdateAsync(second, @out, Cancel)));
        var compared = await new RunComparer(nights.Reader).CompareAsync([first, second], @out, Cancel);
        var trend = Assert.Single(Directory.EnumerateDirectories(Path.Combine(@out, "trend")));
        foreach (
            var page in new[]
            {
                Path.Combine(@out, "index.html"),
                Path.Combine(trend, "index.html"),
                compared.Page,
                Path.Combine(@out, second.Id, "index.html"),
            }
        )
        {
            var document = Page(page);
            Assert.Empty(document.QuerySelectorAll("script"));
            Assert.Contains("<script>alert(1)", document.Body!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain('\u202e', document.Body.TextContent);
        }
        Assert.Equal(
            ["out", "showdown.db"],
            Folder.EnumerateFileSystemInfos().Select(f => f.Name).Where(n => !n.StartsWith("showdown.db-", StringComparison.Ordinal)).Order()
        );
    }

    private static IDocument Page(string path) => new HtmlParser().ParseDocument(File.ReadAllText(path));
}
