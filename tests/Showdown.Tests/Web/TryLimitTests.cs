using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Showdown.App.Web;

namespace Showdown.Tests.Web;

/// <summary>Whoever guesses is slowed, and nobody else.</summary>
[Trait("Category", "Chaos")]
public sealed class TryLimitTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly TryLimit _limit;

    public TryLimitTests() =>
        _limit = new TryLimit(
            new ServeOptions
            {
                Host = IPAddress.Loopback,
                Port = 0,
                Asking = 0,
                FreeTries = 10,
            },
            _time,
            NullLogger<TryLimit>.Instance
        );

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("2001:db8::1", "2001:db8::ffff:2", true)] // one network of IPv6 is one person
    [InlineData("2001:db8::1", "2001:db8:1::1", false)]
    public async Task WrongTries_SlowTheirOwnAddress(string guesser, string other, bool slowed)
    {
        Guess(guesser, 10);
        var entering = _limit.EnterAsync(IPAddress.Parse(other), Cancel);
        Assert.Equal(slowed, !entering.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await entering);
    }

    [Fact]
    public async Task AFewWrongTries_AreFree_AndAMinuteForgetsThem()
    {
        Guess("192.0.2.1", 9);
        Assert.True(_limit.EnterAsync(IPAddress.Parse("192.0.2.1"), Cancel).IsCompleted);
        Guess("192.0.2.1", 1);
        Assert.False(_limit.EnterAsync(IPAddress.Parse("192.0.2.1"), Cancel).IsCompleted);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await _limit.EnterAsync(IPAddress.Parse("192.0.2.1"), Cancel));
    }

    [Fact]
    public async Task NoMoreThanAFewTries_WaitAtATime()
    {
        var address = IPAddress.Parse("192.0.2.1");
        Guess("192.0.2.1", 10);
        var tries = Enumerable.Range(0, 100).Select(_ => _limit.EnterAsync(address, Cancel)).ToList();
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(4, (await Task.WhenAll(tries)).Count(entered => entered));
    }

    private void Guess(string address, int times)
    {
        for (var i = 0; i < times; i++)
            _limit.Wrong(IPAddress.Parse(address));
    }
}
