using Microsoft.Extensions.Time.Testing;
using Showdown.App.Web;

namespace Showdown.Tests.Web;

/// <summary>However many readers there are, what they ask for is read seldom, and is never old.</summary>
[Trait("Category", "Chaos")]
public sealed class KeptReadingTests
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ManyReaders_ReadOnce_AndAgainWhenItIsOld()
    {
        var (kept, reads, gate) = (new KeptReading<string>(_time), 0, new TaskCompletionSource());
        var asked = Enumerable.Range(0, 64).Select(_ => GetAsync()).ToList();
        Assert.Equal(1, reads); // the first began at once, the others wait for it
        gate.SetResult();
        Assert.All(await Task.WhenAll(asked), text => Assert.Equal("reading 1", text));

        _time.Advance(KeptReading<string>.Shortest - TimeSpan.FromTicks(1));
        Assert.Equal("reading 1", await GetAsync());
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("reading 2", await GetAsync());

        Task<string?> GetAsync() =>
            kept.GetAsync(
                async _ =>
                {
                    var text = $"reading {++reads}";
                    await gate.Task;
                    return text;
                },
                Cancel
            );
    }

    [Fact]
    public async Task WhileItIsReadAnew_TheOthersGetTheLastOne_UnlessThatIsTooOld()
    {
        var (kept, gate) = (new KeptReading<string>(_time), new TaskCompletionSource<string?>());
        await kept.GetAsync(_ => Task.FromResult<string?>("old"), Cancel);
        _time.Advance(KeptReading<string>.Shortest);
        var reading = kept.GetAsync(_ => gate.Task, Cancel);
        Assert.Equal("old", await kept.GetAsync(_ => throw new InvalidOperationException("read twice at a time"), Cancel));
        _time.Advance(KeptReading<string>.Longest - KeptReading<string>.Shortest);
        var waiting = kept.GetAsync(_ => throw new InvalidOperationException("read twice at a time"), Cancel);
        Assert.False(waiting.IsCompleted);
        gate.SetResult("new");
        Assert.Equal("new", await reading);
        Assert.Equal("new", await waiting);
    }

    [Theory]
    //          took  good for, both in seconds
    [InlineData(0, 0.9)]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(60, 15)]
    public async Task WhatTakesLonger_IsKeptLonger_ButNotForEver(double took, double goodFor)
    {
        var (kept, reads) = (new KeptReading<string>(_time), 0);
        await GetAsync();
        _time.Advance(TimeSpan.FromSeconds(goodFor) - TimeSpan.FromTicks(1));
        await GetAsync();
        Assert.Equal(1, reads);
        _time.Advance(TimeSpan.FromTicks(1));
        await GetAsync();
        Assert.Equal(2, reads);

        Task<string?> GetAsync() =>
            kept.GetAsync(
                _ =>
                {
                    reads++;
                    _time.Advance(TimeSpan.FromSeconds(took));
                    return Task.FromResult<string?>("text");
                },
                Cancel
            );
    }

    [Fact]
    public async Task WhoGivesUp_OrFindsNothing_LeavesItToTheNext()
    {
        var kept = new KeptReading<string>(_time);
        using var gone = new CancellationTokenSource();
        var first = kept.GetAsync(
            async stop =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, stop);
                return "never";
            },
            gone.Token
        );
        var second = kept.GetAsync(_ => Task.FromResult<string?>(null), Cancel);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Null(await second);
        Assert.Equal("text", await kept.GetAsync(_ => Task.FromResult<string?>("text"), Cancel));
    }
}
