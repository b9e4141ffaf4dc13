using Showdown.Reporting;

namespace Showdown.Tests.Reporting;

public sealed class ReportRendererTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("showdown-report-");

    private static FixtureRun Small() => new(
        [FixtureModel.Kimi(), FixtureModel.Maverick()], [FixtureBenchmark.Aime(samples: 6, epochs: 3), FixtureBenchmark.Mmlu(samples: 24)]);

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
    public async Task Report_ReplacesAnOlderOne_AndLeavesNothingBeside()
    {
        var place = await RenderAsync(Small(), "run");
        File.WriteAllText(Path.Combine(place, "stale.html"), "");
        await RenderAsync(Small(), "run");
        Assert.False(File.Exists(Path.Combine(place, "stale.html")));
        Assert.Equal(["run"], _folder.EnumerateFileSystemInfos().Select(f => f.Name));
    }

    [Fact]
    public async Task Report_IsLeftAsItWas_WhenRenderingFails()
    {
        var place = await RenderAsync(Small(), "run");
        var before = Files(place);
        await Assert.ThrowsAsync<IOException>(() => new ReportRenderer(null!).RenderAsync(
            Small().Facts, (_, _) => throw new IOException("gone"), place, TestContext.Current.CancellationToken));
        Assert.Equal(before, Files(place));
        Assert.Equal(["run"], _folder.EnumerateFileSystemInfos().Select(f => f.Name));
    }

    // Not a test: makes the pages that people look at. SHOWDOWN_LOOK names the folder.
    [Fact]
    public async Task Look()
    {
        if (Environment.GetEnvironmentVariable("SHOWDOWN_LOOK") is not { } folder)
        {
            Assert.Skip("SHOWDOWN_LOOK names no folder for pages to look at.");
            return;
        }
        var run = new FixtureRun([FixtureModel.Kimi(), FixtureModel.Maverick()], [FixtureBenchmark.Aime(), FixtureBenchmark.Mmlu(), FixtureBenchmark.Gsm8k()]);
        await new ReportRenderer(null!).RenderAsync(run.Facts, run.AttemptsAsync, folder, TestContext.Current.CancellationToken);
    }

    private async Task<string> RenderAsync(FixtureRun run, string name)
    {
        var place = Path.Combine(_folder.FullName, name);
        Assert.Equal(Path.Combine(place, "index.html"), await new ReportRenderer(null!).RenderAsync(run.Facts, run.AttemptsAsync, place, TestContext.Current.CancellationToken));
        return place;
    }

    private static SortedDictionary<string, string> Files(string place) =>
        new(Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(place, f), File.ReadAllText), StringComparer.Ordinal);
}
