using Microsoft.Extensions.Time.Testing;
using Showdown.Running;

namespace Showdown.Tests.Running;

public sealed class SlidingCacheTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task WhatIsAskedFor_IsMadeOnce_HoweverManyAsk()
    {
        using var cache = new SlidingCache<object>(_time);
        var made = 0;
        var all = await Task.WhenAll(
            Enumerable
                .Range(0, 32)
                .Select(_ =>
                    Task.Run(() =>
                        cache.GetOrAdd(
                            "a",
                            _ =>
                            {
                                Interlocked.Increment(ref made);
                                Thread.SpinWait(100_000);
                                return new object();
                            }
                        )
                    )
                )
        );
        Assert.Equal(1, made);
        Assert.Single(all.Distinct());
        Assert.Same(all[0], cache.Find("a"));
        Assert.Null(cache.Find("b"));
    }

    [Fact]
    public void WhatNobodyAsksForInALifetime_IsForgotten_AndAskingKeepsIt()
    {
        using var cache = new SlidingCache<object>(_time);
        var (asked, unasked) = (cache.GetOrAdd("asked", _ => new object()), cache.GetOrAdd("unasked", _ => new object()));
        _time.Advance(0.6 * SlidingCache<object>.Lifetime);
        Assert.Same(asked, cache.Find("asked"));
        _time.Advance(0.6 * SlidingCache<object>.Lifetime);
        Assert.Same(asked, cache.Find("asked"));
        Assert.Null(cache.Find("unasked"));
        Assert.NotSame(unasked, cache.GetOrAdd("unasked", _ => new object()));
    }

    [Fact]
    public void WhatIsForgotten_IsMadeAnew()
    {
        using var cache = new SlidingCache<object>(_time);
        var first = cache.GetOrAdd("a", _ => new object());
        Assert.Same(first, cache.GetOrAdd("a", _ => new object()));
        cache.Forget("a");
        Assert.NotSame(first, cache.GetOrAdd("a", _ => new object()));
    }
}
