using Microsoft.Extensions.Time.Testing;
using Showdown.Models.Limits;

namespace Showdown.Tests.Models.Limits;

public sealed class HostGateTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly HostGate _gate;

    public HostGateTests() => _gate = new HostGate(_time, TimeSpan.FromMinutes(10));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pause_HoldsEverybody_UntilItEnds()
    {
        _gate.PauseFor(TimeSpan.FromSeconds(5));
        _gate.PauseFor(TimeSpan.FromSeconds(1));
        var waiting = _gate.PassAsync(Cancel).AsTask();
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(await waiting.WaitAsync(TimeSpan.FromSeconds(10), Cancel));
        Assert.True(_gate.PassAsync(Cancel).AsTask().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task WhileOneTries_TheOthersWait_AndPassWhenItSucceeds()
    {
        _gate.BreakFor(TimeSpan.FromSeconds(5));
        var probe = _gate.PassAsync(Cancel).AsTask();
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.True(await probe.WaitAsync(TimeSpan.FromSeconds(10), Cancel));
        _gate.Probe();
        var other = _gate.PassAsync(Cancel).AsTask();
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.False(other.IsCompleted);
        _gate.Open();
        Assert.True(await other.WaitAsync(TimeSpan.FromSeconds(10), Cancel));
    }

    [Fact]
    public async Task HostThatStaysDown_IsGivenUp()
    {
        for (var minute = 0; minute < 5; minute++)
        {
            _gate.BreakFor(TimeSpan.FromMinutes(2));
            _time.Advance(TimeSpan.FromMinutes(2) + TimeSpan.FromSeconds(1));
            Assert.True(await _gate.PassAsync(Cancel)); // one may try
            _gate.Probe();
        }

        Assert.False(await _gate.PassAsync(Cancel));
        _gate.Open();
        Assert.True(await _gate.PassAsync(Cancel));
    }

    [Fact]
    public async Task Waiting_EndsWithTheCaller()
    {
        _gate.PauseFor(TimeSpan.FromHours(1));
        using var patience = new CancellationTokenSource();
        var waiting = _gate.PassAsync(patience.Token).AsTask();
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
