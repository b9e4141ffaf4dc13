using Showdown.Analysis.Facts;
using Showdown.Domain;
using Showdown.Pages;
using Showdown.Pages.Run;
using Showdown.Rendering.Charts;
using Showdown.Rendering.Templating;
using Showdown.Results;

namespace Showdown.Tests.Pages;

public sealed class ReportRendererTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("showdown-report-");

    private static FixtureRun Small() =>
        new([FixtureModel.Kimi(), FixtureModel.Maverick()], [FixtureBenchmark.Aime(samples: 6, epochs: 3), FixtureBenchmark.Mmlu(samples: 24)]);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Report_IsTheSameByteForByte_WhenTheResultsAre()
    {
        var first = await RenderAsync(Small(), "first");
        var second = await RenderAsync(Small(), "second");
        Assert.Equal(Files(first).Keys, Files(second).Keys);
        Assert.All(Files(first), f => Assert.Equal(f.Value, Files(second)[f.Key]));
    }

    [Fact]
    public async Task Pages_AreTheGoldenOnes()
    {
        var place = await RenderAsync(
            new(
                [FixtureModel.Kimi(), FixtureModel.Maverick()],
                [FixtureBenchmark.Aime(samples: 6, epochs: 3).For(Capability.Maths), FixtureBenchmark.Mmlu(samples: 24).For(Capability.Knowledge)]
            ),
            "golden"
        );
        Golden.Match("index.html", File.ReadAllText(Path.Combine(place, "index.html")));
        Golden.Match("evidence.html", File.ReadAllText(Path.Combine(place, "evidence", "aime-2025", "0001.html")));
        Golden.Match("explorer.html", File.ReadAllText(Path.Combine(place, "evidence", "mmlu", "index.html")));
        Golden.Match("index-data.js", File.ReadAllText(Path.Combine(place, "evidence", "mmlu", "index-data.js")));
    }

    [Fact]
    public async Task EveryPage_SaysSimulated_WhenAModelIs()
    {
        var kimi = FixtureModel.Kimi();
        var run = new FixtureRun(
            [kimi with { Settings = kimi.Settings with { Connector = Connector.Simulated, Endpoint = null } }, FixtureModel.Maverick()],
            [FixtureBenchmark.Mmlu(samples: 24)]
        );
        var pages = Directory
            .EnumerateFiles(await RenderAsync(run, "simulated"), "*.html", SearchOption.AllDirectories)
            .Select(File.ReadAllText)
            .ToList();
        Assert.Equal(3, pages.Count);
        Assert.All(
            pages,
            page =>
            {
                Assert.Contains("<title>Simulated", page, StringComparison.Ordinal);
                Assert.Contains("<strong>Simulated.</strong>", page, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public async Task AttemptsWithoutAScore_AreInNoTallyOfASample()
    {
        var run = new FixtureRun(
            [FixtureModel.Kimi() with { Failed = 0.3 }, FixtureModel.Maverick() with { Unscored = 0.3 }],
            [FixtureBenchmark.Aime(samples: 12, epochs: 4)]
        );
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(
            File.ReadAllText(Path.Combine(await RenderAsync(run, "gaps"), "evidence", "aime-2025", "0001.html"))
        );
        Assert.Contains(page.QuerySelectorAll(".tallies .pill"), p => p.TextContent.EndsWith("without a score", StringComparison.Ordinal));
        foreach (var sample in page.QuerySelectorAll(".sample"))
        {
            var counted = sample.QuerySelectorAll(".tallies .pill").Select(p => p.TextContent.Split(' ')).Where(t => t[0] != "none").ToList();
            Assert.Equal(sample.QuerySelectorAll(".attempt.right, .attempt.wrong, .attempt.truncated").Length, counted.Sum(t => int.Parse(t[2])));
            Assert.Equal(sample.QuerySelectorAll(".attempt.right").Length, counted.Sum(t => int.Parse(t[0])));
        }
    }

    [Fact]
    public async Task Prompts_AreShownAsSent_WithSharedBeginningsOnce()
    {
        var run = Small();
        var files = TemplateFiles.Embedded();
        Showdown.Benchmarks.Prompt Ask(Sample sample, int epoch) =>
            new(
                [
                    new Message(MessageRole.User, "worked example"),
                    new Message(MessageRole.Assistant, "its reply"),
                    new Message(MessageRole.User, $"asked: {sample.Input}"),
                ],
                new Target("B"),
                sample with
                {
                    Target = "B",
                    Choices = [.. sample.Choices.Reverse()],
                },
                new SimulationHint("", "", 1, "", "")
            );
        await new ReportWriter(
            files,
            new SafeTemplates(files, PageModels.Namespaces),
            RunResults.Of(run.Facts),
            run.AttemptsAsync,
            new Dictionary<string, PromptSource> { ["mmlu"] = Ask },
            []
        ).WriteAsync(_folder.FullName, null, TestContext.Current.CancellationToken);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(
            File.ReadAllText(Path.Combine(_folder.FullName, "evidence", "mmlu", "0001.html"))
        );
        Assert.Equal(["worked example", "its reply"], page.QuerySelectorAll("#start1 pre").Select(e => e.TextContent));
        Assert.Equal(24, page.QuerySelectorAll(".prompt").Length);
        Assert.StartsWith("asked: Which", page.QuerySelector("#s1 .prompt pre")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("A None of the above.", page.QuerySelector("#s1 .choices li")!.TextContent);
        Assert.StartsWith("B", page.QuerySelector("#s1 .choices li.target")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SeveralRightAnswers_AreAllMarked()
    {
        var run = Small();
        var files = TemplateFiles.Embedded();
        Showdown.Benchmarks.Prompt Ask(Sample sample, int epoch) =>
            new(
                [new Message(MessageRole.User, sample.Input)],
                new Target("A, C"),
                sample with
                {
                    Target = "A, C",
                },
                new SimulationHint("", "", 1, "", "")
            );
        await new ReportWriter(
            files,
            new SafeTemplates(files, PageModels.Namespaces),
            RunResults.Of(run.Facts),
            run.AttemptsAsync,
            new Dictionary<string, PromptSource> { ["mmlu"] = Ask },
            []
        ).WriteAsync(_folder.FullName, null, TestContext.Current.CancellationToken);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(
            File.ReadAllText(Path.Combine(_folder.FullName, "evidence", "mmlu", "0001.html"))
        );
        Assert.Equal(["A", "C"], page.QuerySelectorAll("#s1 .choices li.target").Select(li => li.TextContent[..1]));
    }

    [Fact]
    public async Task PublishedScores_StandBesideMeasuredOnes_WithTheReasons()
    {
        var place = Path.Combine(_folder.FullName, "published");
        await new ReportRenderer(null!, publishedScores: Path.Combine(Repository.Root, "reports", "published-scores.yaml")).RenderAsync(
            Small().Facts,
            Small().AttemptsAsync,
            place,
            TestContext.Current.CancellationToken
        );
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(File.ReadAllText(Path.Combine(place, "index.html")));
        var rows = page.QuerySelectorAll("#published tbody tr").Select(r => r.TextContent).ToList();
        Assert.Contains(
            rows,
            r =>
                r.Contains("Kimi K2", StringComparison.Ordinal)
                && r.Contains("51.0%", StringComparison.Ordinal)
                && r.Contains("Kimi-K2-Instruct-0905", StringComparison.Ordinal)
        );
        Assert.Contains(
            rows,
            r =>
                r.Contains("87.8%", StringComparison.Ordinal)
                && r.Contains("not comparable", StringComparison.Ordinal)
                && r.Contains("base model", StringComparison.Ordinal)
        );
        Assert.Contains("Base and instruct are two models", page.QuerySelector("#published")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_ReplacesAnOlderOne_AndLeavesNothingBeside()
    {
        var place = await RenderAsync(Small(), "run");
        File.WriteAllText(Path.Combine(place, "stale.html"), "");
        await RenderAsync(Small(), "run");
        Assert.False(File.Exists(Path.Combine(place, "stale.html")));
        Assert.Equal(["run"], _folder.EnumerateFileSystemInfos().Select(f => f.Name));
    }

    [Fact]
    public async Task PagesOfUnchangedAttempts_AreTakenFromTheOlderReport_AndOthersMade()
    {
        var run = new FixtureRun([FixtureModel.Kimi(), FixtureModel.Maverick()], [FixtureBenchmark.Mmlu(samples: 300)]);
        var place = await RenderAsync(run, "run");
        var whole = Files(place);
        // What is made anew loses the mark.
        var pages = Directory.EnumerateFiles(Path.Combine(place, "evidence", "mmlu"), "0*.html").Order(StringComparer.Ordinal).ToList();
        Assert.True(pages.Count > 2, "several pages");
        foreach (var page in pages)
            File.WriteAllText(page, File.ReadAllText(page).Replace("</h1>", "</H1>", StringComparison.Ordinal));

        Assert.All(pages, page => Assert.True(IsMarked(page)));
        await RenderAsync(run, "run");
        Assert.All(pages, page => Assert.True(IsMarked(page)));

        // One attempt says something else, and another page was cut short.
        File.WriteAllText(pages[1], "");
        await new ReportRenderer(null!).RenderAsync(run.Facts, ChangedAsync, place, TestContext.Current.CancellationToken);
        Assert.Equal([false, false], pages.Take(2).Select(IsMarked));
        Assert.All(pages.Skip(2), page => Assert.True(IsMarked(page)));
        Assert.Contains("Otherwise.", File.ReadAllText(pages[0]), StringComparison.Ordinal);

        // Another template makes all of them.
        var templates = Directory.CreateDirectory(Path.Combine(_folder.FullName, "templates", "partials")).Parent!.FullName;
        File.WriteAllText(Path.Combine(templates, "partials", "pager.html"), "");
        await new ReportRenderer(null!, templates).RenderAsync(run.Facts, run.AttemptsAsync, place, TestContext.Current.CancellationToken);
        Assert.All(pages, page => Assert.False(IsMarked(page)));
        await RenderAsync(run, "run");
        Assert.Equal(whole, Files(place));

        static bool IsMarked(string page) => File.ReadAllText(page).Contains("</H1>", StringComparison.Ordinal);

        async IAsyncEnumerable<AttemptView> ChangedAsync(
            string benchmark,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
        )
        {
            var first = true;
            await foreach (var attempt in run.AttemptsAsync(benchmark, cancel))
            {
                yield return first ? attempt with { Text = "Otherwise." } : attempt;
                first = false;
            }
        }
    }

    [Fact]
    public async Task Report_IsLeftAsItWas_WhenRenderingFails()
    {
        var place = await RenderAsync(Small(), "run");
        var before = Files(place);
        await Assert.ThrowsAsync<IOException>(() =>
            new ReportRenderer(null!).RenderAsync(
                Small().Facts,
                (_, _) => throw new IOException("gone"),
                place,
                TestContext.Current.CancellationToken
            )
        );
        Assert.Equal(before, Files(place));
        Assert.Equal(["run"], _folder.EnumerateFileSystemInfos().Select(f => f.Name));
    }

    [Fact]
    public async Task FirstPage_StaysSmall_HoweverManyAttempts()
    {
        var run = new FixtureRun([FixtureModel.Kimi(), FixtureModel.Maverick()], [FixtureBenchmark.Mmlu(samples: 3000)]);
        var place = await RenderAsync(run, "large");
        Assert.InRange(new FileInfo(Path.Combine(place, "index.html")).Length, 1, 100_000);
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(place, "evidence", "mmlu"), "0*.html"),
            page => Assert.InRange(new FileInfo(page).Length, 1, 1_000_000)
        );
        Assert.Equal(30, Directory.EnumerateFiles(Path.Combine(place, "evidence", "mmlu"), "0*.html").Count());
    }

    [Fact]
    public async Task FirstScreen_HasARowForEachBenchmark_AndOneForEachFact()
    {
        var page = await FirstPageAsync(Small(), "first-screen");
        Assert.Equal(
            ["AIME 2025", "MMLU", "Speed", "First token", "Price", "Context", "Weights"],
            page.QuerySelectorAll(".scoreboard tbody th a").Select(e => e.TextContent)
        );
        Assert.Equal(
            ["not enough data", "not enough data"],
            page.QuerySelectorAll(".scoreboard .score td.verdict").Select(e => e.TextContent.Trim('●', ' '))
        );
        Assert.Contains(
            "Llama 4 Maverick: 2.57 times as fast, 2.37 to 2.77",
            page.QuerySelector(".scoreboard")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("Llama 4 Maverick: 4.0 times as long", page.QuerySelector(".scoreboard")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("(", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhichForWhat_OpensThePage_WithARowForEachCapability()
    {
        var run = new FixtureRun(
            [FixtureModel.Kimi(), FixtureModel.Maverick()],
            [FixtureBenchmark.Aime().For(Capability.Maths), FixtureBenchmark.Mmlu(samples: 24).For(Capability.Knowledge)]
        );
        var page = await FirstPageAsync(run, "which");
        Assert.Equal("Kimi K2 is better for maths; for knowledge the data do not say.", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(["better", "unknown"], page.QuerySelectorAll(".which td.verdict").Select(e => e.ClassList[1]));
        Assert.Equal(
            ["evidence/aime-2025/index.html", "evidence/mmlu/index.html"],
            page.QuerySelectorAll(".which th a").Select(e => e.GetAttribute("href"))
        );
        Assert.Equal(["Kimi K2"], page.QuerySelectorAll(".which .ahead .who").Select(e => e.TextContent.Trim()));
        // The scoreboard stays, as the detail beneath.
        Assert.NotNull(page.QuerySelector("#verdict ~ #scoreboard .scoreboard"));
        Assert.Null((await FirstPageAsync(Small(), "without")).QuerySelector(".which"));
    }

    [Fact]
    public async Task AspectByAspect_EachFigureSaysWhetherItIsMeasuredPublishedOrDeclared()
    {
        var place = Path.Combine(_folder.FullName, "aspects");
        var run = new FixtureRun(
            [FixtureModel.Kimi(), FixtureModel.Maverick()],
            [FixtureBenchmark.Aime(samples: 6, epochs: 3).For(Capability.Maths), FixtureBenchmark.Mmlu(samples: 24).For(Capability.Knowledge)]
        );
        await new ReportRenderer(null!).RenderAsync(run.Facts, run.AttemptsAsync, place, TestContext.Current.CancellationToken);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(File.ReadAllText(Path.Combine(place, "index.html")));
        string[] Marks(string aspect) =>
            [
                .. page.QuerySelectorAll(".aspects tbody tr")
                    .First(row => row.QuerySelector("th")!.TextContent == aspect)
                    .QuerySelectorAll("td:nth-child(2) .tag")
                    .Select(e => e.TextContent),
            ];
        Assert.Equal(["declared"], Marks("Architecture"));
        Assert.Equal(["measured", "published", "published"], Marks("Reasoning")); // maths; GPQA-Diamond was not measured
        Assert.Equal(["published", "published"], Marks("Coding"));
        Assert.Contains("not measured here", page.QuerySelector(".aspects")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["measured", "published"], Marks("Knowledge"));
        Assert.Equal(["measured"], Marks("Speed"));
        Assert.Equal(["declared"], Marks("Price, blended 3:1"));
        Assert.All(page.QuerySelectorAll(".aspects a.tag"), link => Assert.NotNull(page.QuerySelector(link.GetAttribute("href")!)));
        Assert.Contains("not comparable", page.QuerySelector(".aspects")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void TheFrontier_IsWhoNoOtherBeatsInBoth()
    {
        ScatterPoint At(double x, double y) => new("maths", new Series("model", 0), x, y);
        Assert.Equal(
            [(1, 0.5), (2, 0.6), (4, 0.9)],
            ScatterChart.Frontier([At(4, 0.9), At(1, 0.5), At(1, 0.4), At(2, 0.6), At(3, 0.6), At(5, 0.9)]).Select(p => (p.X, p.Y))
        );
    }

    [Fact]
    public async Task OfThreeModels_TheOrderComesFirst_ThenEveryPair_AndTheQuestionsThatPartThem()
    {
        var third = FixtureModel.Kimi();
        third = third with { Settings = third.Settings with { Id = "third", Family = "Third" }, Skill = _ => -4 };
        var page = await FirstPageAsync(
            new FixtureRun([FixtureModel.Kimi(), FixtureModel.Maverick(), third], [FixtureBenchmark.Gsm8k(samples: 120)]),
            "three"
        );
        Assert.Equal("Llama 4 Maverick and Kimi K2 ahead of Third on GSM8K.", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(9, page.QuerySelectorAll(".matrix td").Length);
        Assert.Equal(
            ["", "", "better", "", "", "better", "worse", "worse", ""],
            page.QuerySelectorAll(".matrix td").Select(e => e.ClassList.Intersect(["better", "worse"]).FirstOrDefault() ?? "")
        );
        Assert.All(page.QuerySelectorAll("table.flips tbody tr"), row => Assert.Equal(3, row.QuerySelectorAll("td").Length));
        Assert.NotEmpty(page.QuerySelectorAll("table.flips tbody tr"));
    }

    [Fact]
    public async Task FormulasOfListedQuestions_AreSet()
    {
        var page = await FirstPageAsync(Small(), "formulas");
        var listed = page.QuerySelectorAll("table.flips th .quiet").Where(e => e.TextContent.Contains("Let", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(listed);
        Assert.All(listed, question => Assert.DoesNotContain("$", question.TextContent, StringComparison.Ordinal));
        Assert.All(listed, question => Assert.NotNull(question.QuerySelector("math")));
    }

    private async Task<string> RenderAsync(FixtureRun run, string name)
    {
        var place = Path.Combine(_folder.FullName, name);
        Assert.Equal(
            Path.Combine(place, "index.html"),
            await new ReportRenderer(null!).RenderAsync(run.Facts, run.AttemptsAsync, place, TestContext.Current.CancellationToken)
        );
        return place;
    }

    private async Task<AngleSharp.Html.Dom.IHtmlDocument> FirstPageAsync(FixtureRun run, string name) =>
        new AngleSharp.Html.Parser.HtmlParser().ParseDocument(File.ReadAllText(Path.Combine(await RenderAsync(run, name), "index.html")));

    private static SortedDictionary<string, string> Files(string place) =>
        new(
            Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(place, f), File.ReadAllText),
            StringComparer.Ordinal
        );
}
