using System.Text.Json;
using AngleSharp.Html.Parser;
using Showdown.Analysis.Summary;
using Showdown.Domain;
using Showdown.Importing;
using Showdown.Pages.Run;

namespace Showdown.Tests.Importing;

/// <summary>Where our scorer and the recorded scores differ, page, summary and reader list the same answers.</summary>
public sealed class DifferencesTests : ImportBench
{
    [Fact]
    public async Task EachAnswerThatIsJudgedOtherwise_IsListed_AndLinksToItsEvidence()
    {
        var imported = await ImportAsync(new ImportOptions { Paths = [Lenient()], Benchmark = "sums" }, Sums());
        var listed = await Reader.DifferencesAsync(imported.RunId, Cancel).ToListAsync(Cancel);
        // Of beta's answers those to odd questions are wrong, and were recorded as right.
        Assert.Equal(["sum-1", "sum-3", "sum-5", "sum-7"], listed.Select(d => d.SampleId).Order(StringComparer.Ordinal));
        Assert.All(listed, d => Assert.Equal((Outcome.Right, Outcome.Wrong), (d.TheirOutcome, d.OurOutcome)));
        var judged = Assert.Single(await Reader.JudgedAsync(imported.RunId, Cancel));
        Assert.Equal(("sums", "beta", 8, 4), (judged.BenchmarkId, judged.ModelId, judged.Judged, judged.Different));

        var page = await new ReportRenderer(Reader).RenderAsync(imported.RunId, Files["report"], Cancel);
        var html = new HtmlParser().ParseDocument(await File.ReadAllTextAsync(page, Cancel));
        var links = html.QuerySelectorAll("#judged table a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal(4, links.Count);
        foreach (var link in links)
        {
            var (file, anchor) = (link.Split('#')[0], link.Split('#')[1]);
            Assert.Contains($"id=\"{anchor}\"", await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(page)!, file), Cancel));
        }

        var summary = await new RunSummaryBuilder(Reader).BuildAsync(imported.RunId, null, Cancel);
        Assert.Equal((8, 4), summary.Imported!.Judged.Select(j => (j.Judged, j.Different)).Single());
    }

    [Fact]
    public async Task EveryPage_SaysThatTheResultsWereImported_AndNoTimeOrPriceIsMadeUp()
    {
        var imported = await ImportAsync([.. Recordings.LmEval(Files["results"])]);
        var page = await new ReportRenderer(Reader).RenderAsync(imported.RunId, Files["report"], Cancel);
        var files = Directory.EnumerateFiles(Path.GetDirectoryName(page)!, "*.html", SearchOption.AllDirectories).ToList();
        Assert.True(files.Count > 1);
        foreach (var file in files)
        {
            var text = await File.ReadAllTextAsync(file, Cancel);
            Assert.Contains("<div class=\"imported\"", text);
            Assert.Contains("<title>Imported", text);
            Assert.DoesNotContain("0 ms", text);
            Assert.DoesNotContain("$0", text);
            Assert.DoesNotContain("showdown rerun", text);
        }
    }

    // They took every answer for right.
    private string Lenient() =>
        Files.Write(
            "lenient.jsonl",
            string.Concat(
                Enumerable
                    .Range(0, Recordings.Questions)
                    .Select(i =>
                        JsonSerializer.Serialize(
                            new
                            {
                                id = $"sum-{i}",
                                model = "beta",
                                completion = Recordings.Said("beta", i),
                                score = 1,
                            }
                        ) + "\n"
                    )
            )
        );
}
