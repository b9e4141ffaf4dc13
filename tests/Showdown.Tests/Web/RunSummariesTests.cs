using Microsoft.Extensions.Time.Testing;
using Showdown.Analysis.Summary;
using Showdown.App.Web;
using Showdown.Results;

namespace Showdown.Tests.Web;

[Collection(nameof(WebHost))]
public sealed class RunSummariesTests(WebHost host) : IClassFixture<WebHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FiguresOfARun_AreKeptWhileItGoesOn_AndMadeAnewOnceItHasEnded()
    {
        var time = new FakeTimeProvider();
        using var summaries = new RunSummaries(host.Service<RunSummaryBuilder>(), time);
        var id = await host.StartAsync();
        var going = await ReadAsync();
        Assert.Equal("running", going.Status);
        Assert.Same(going, await ReadAsync());
        time.Advance(KeptReading<RunSummary>.Longest);
        Assert.NotSame(going, await ReadAsync());

        using (var cancelled = await host.SendAsync("POST", $"/api/runs/{id}/cancel"))
            Assert.True(cancelled.IsSuccessStatusCode);
        var ended = await ReadAsync();
        Assert.Equal("cancelled", ended.Status);
        Assert.NotSame(ended, await ReadAsync()); // its answers may be scored anew at any time

        async Task<RunSummary> ReadAsync() => await summaries.ReadAsync((await host.Service<RunReader>().RunAsync(id, Cancel))!, Cancel);
    }
}
