using Showdown.Analysis.Summary;
using Showdown.Domain;
using Showdown.Pages.Compare;
using Showdown.Pages.Index;
using Showdown.Pages.Run;
using Showdown.Results;
using Showdown.Statistics;
using Showdown.Tests.Statistics;

namespace Showdown.Tests.Analysis.Trend;

/// <summary>What pages say of a job's nights.</summary>
[Trait("Category", "Slow")]
public sealed class TrendPageTests : StoredRuns
{
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
            run = await nights.WriteAsync(night, key => models.Attempt([.. skills.Select(s => s * (key.ModelId == "a" ? 1 : 0.86))], 1));
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

    [Fact]
    public async Task Report_ShowsWhatChangedSinceTheNightBefore_AndLetsItBeFound()
    {
        var nights = new StoredNights(Database, benchmarks: 1, ["a", "b"], items: 40, epochs: 1);
        SampleScore[] usual = [.. Enumerable.Range(0, 40).Select(i => new SampleScore(i % 2, 1))];
        await nights.WriteAsync(0, _ => usual);
        var run = await nights.WriteAsync(
            1,
            key =>
                key.ModelId == "a"
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
}
