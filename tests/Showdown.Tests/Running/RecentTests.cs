using Showdown.Running;

namespace Showdown.Tests.Running;

public sealed class RecentTests
{
    [Fact]
    public async Task WhatIsAskedFor_IsMadeOnce_HoweverManyAsk()
    {
        using var recent = new Recent<object>();
        var made = 0;
        var all = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => recent.GetOrAdd("a", _ =>
        {
            Interlocked.Increment(ref made);
            Thread.SpinWait(100_000);
            return new object();
        }))));
        Assert.Equal(1, made);
        Assert.Single(all.Distinct());
        Assert.Same(all[0], recent.Find("a"));
        Assert.Null(recent.Find("b"));
    }

    [Fact]
    public async Task WhatNobodyAsksFor_IsForgotten()
    {
        using var recent = new Recent<object>(TimeSpan.FromMilliseconds(1));
        var first = recent.GetOrAdd("a", _ => new object());
        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Null(recent.Find("a"));
        Assert.NotSame(first, recent.GetOrAdd("a", _ => new object()));
    }

    [Fact]
    public void WhatIsForgotten_IsMadeAnew()
    {
        using var recent = new Recent<object>();
        var first = recent.GetOrAdd("a", _ => new object());
        Assert.Same(first, recent.GetOrAdd("a", _ => new object()));
        recent.Forget("a");
        Assert.NotSame(first, recent.GetOrAdd("a", _ => new object()));
    }
}
