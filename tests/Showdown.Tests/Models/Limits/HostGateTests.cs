using Microsoft.Extensions.Time.Testing;
using Showdown.Domain;
using Showdown.Models.Limits;
using Showdown.Models.Wire;

namespace Showdown.Tests.Models.Limits;

public sealed class HostGateTests : IDisposable
{
    private static readonly HostException _down = new(FailureKind.Connection, "refused");
    private static readonly HostException _stumble = new(FailureKind.ServerError, "500") { Status = 500 };
    private static readonly HostException _late = new(FailureKind.Timeout, "late");
    private static readonly HostException _unauthorized = new(FailureKind.Unauthorized, "no such key");
    private static readonly HostException _badRequest = new(FailureKind.BadRequest, "400");
    private static readonly HostException _crowded = new(FailureKind.RateLimited, "429");

    private readonly SettableClock _time = new();
    private readonly HostGate _gate;
    private HostException? _answer;
    private int _questions;

    public HostGateTests()
    {
        _gate = NewGate(TimeSpan.FromMinutes(10));
        _gate.Warm();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _gate.Dispose();

    [Fact]
    public async Task Pause_HoldsEverybody_UntilItEnds_WhateverTheClockOfTheDaySays()
    {
        _gate.PauseFor(TimeSpan.FromSeconds(5));
        _gate.PauseFor(TimeSpan.FromSeconds(1));
        var waiting = _gate.PassAsync(Cancel).AsTask();
        _time.Advance(TimeSpan.FromSeconds(4));
        _time.SetBack = TimeSpan.FromHours(1);
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(await waiting.WaitAsync(TimeSpan.FromSeconds(10), Cancel));
        Assert.True(_gate.PassAsync(Cancel).AsTask().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Outage_IsWaitedFor_AndTriesMadeInItDoNotCount()
    {
        _answer = _down;
        await FailAsync(_down, 2);
        var failing = Enumerable.Range(0, 50).Select(_ => _gate.FailedAsync(_down, _time.GetTimestamp(), new Sampling(), Cancel).AsTask()).ToList();
        var waiting = _gate.PassAsync(Cancel).AsTask();
        await UntilAsync(() => _gate.Doubt is { IsDown: true, NextTry: not null });
        Assert.Equal(3, _questions);
        for (var second = 0; second < 60; second++)
            await PassTimeAsync(TimeSpan.FromSeconds(1));
        Assert.All(failing, f => Assert.False(f.IsCompleted));
        Assert.False(waiting.IsCompleted);
        _answer = null;
        await UntilAsync(() => waiting.IsCompleted, () => _time.Advance(TimeSpan.FromSeconds(1)));
        Assert.All(await Task.WhenAll(failing), verdict => Assert.Equal(new TryVerdict(null, false), verdict));
        Assert.Null(await waiting);
        Assert.InRange(_questions, 9, 60); // seldomer and seldomer, and not by everybody
    }

    [Fact]
    public async Task HostThatStaysDown_EndsTheModel_AfterThePatience_AndIsAskedAnewLater()
    {
        _answer = _down;
        await FailAsync(_down, 2);
        var failing = _gate.FailedAsync(_down, _time.GetTimestamp(), new Sampling(), Cancel).AsTask();
        var started = _time.GetTimestamp();
        await UntilAsync(() => failing.IsCompleted, () => _time.Advance(TimeSpan.FromSeconds(5)));
        Assert.InRange(_time.GetElapsedTime(started), TimeSpan.FromMinutes(9.9), TimeSpan.FromMinutes(30));
        Assert.StartsWith("down since", (await failing).End!.Message);
        Assert.NotNull(await _gate.PassAsync(Cancel));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await _gate.PassAsync(Cancel));
    }

    [Theory]
    [InlineData("down", 3)]
    [InlineData("stumble", 5)]
    [InlineData("late", 5)]
    [InlineData("crowded", 16)]
    public async Task SeveralFailuresInARow_PutTheHostInDoubt_AndAnAnswerBetweenThemDoesNot(string kind, int failures)
    {
        var error = kind switch
        {
            "down" => _down,
            "stumble" => _stumble,
            "late" => _late,
            _ => _crowded,
        };
        for (var round = 0; round < 5; round++)
        {
            await FailAsync(error, failures - 1);
            _gate.Answered(_time.GetTimestamp());
        }

        Assert.Equal(0, _questions);
        await FailAsync(error, failures);
        Assert.Equal(1, _questions);
    }

    [Fact]
    public async Task AnswerToWhatWasSentBeforeTheFirstFailure_SaysNothing()
    {
        var before = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromSeconds(1));
        await FailAsync(_down, 2);
        _gate.Answered(before);
        await FailAsync(_down, 1);
        Assert.Equal(1, _questions);
    }

    [Fact]
    public async Task HostThatAnswersTheShortQuestion_IsUp_AndTheFailureIsTheRequestsOwn()
    {
        await FailAsync(_stumble, 4);
        Assert.Equal(new TryVerdict(null, true), await _gate.FailedAsync(_stumble, _time.GetTimestamp(), new Sampling(), Cancel));
        Assert.True(_gate.PassAsync(Cancel).AsTask().IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData("unauthorized", 1)]
    [InlineData("bad request", 2)]
    public async Task RefusalOfTheShortQuestion_EndsTheModel(string kind, int failures)
    {
        var error = kind == "unauthorized" ? _unauthorized : _badRequest;
        _answer = error;
        await FailAsync(error, failures - 1);
        Assert.Same(error, (await _gate.FailedAsync(error, _time.GetTimestamp(), new Sampling(), Cancel)).End);
        Assert.Equal(1, _questions);
        Assert.Same(error, await _gate.PassAsync(Cancel));
    }

    [Fact]
    public async Task FirstRequest_GoesAlone_UntilTheHostIsHeard_OrForASecond()
    {
        foreach (var heard in new[] { true, false })
        {
            using var gate = NewGate(TimeSpan.FromMinutes(10));
            Assert.True(gate.PassAsync(Cancel).AsTask().IsCompletedSuccessfully);
            var second = gate.PassAsync(Cancel).AsTask();
            Assert.False(second.IsCompleted);
            if (heard)
                gate.Heard();
            else
                _time.Advance(TimeSpan.FromSeconds(1.1));
            Assert.Null(await second.WaitAsync(TimeSpan.FromSeconds(10), Cancel));
        }
    }

    [Fact]
    public async Task Waiting_EndsWithTheCaller_AndWhenNobodyWaitsNobodyAsks()
    {
        _answer = _down;
        using var patience = new CancellationTokenSource();
        await FailAsync(_down, 2);
        var waiting = _gate.FailedAsync(_down, _time.GetTimestamp(), new Sampling(), patience.Token).AsTask();
        await UntilAsync(() => _gate.Doubt is { IsDown: true });
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await UntilAsync(() => _gate.Doubt is null);
        var asked = _questions;
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(asked, _questions);
    }

    /// <summary>Its time of the day can be set back; its timestamps go on.</summary>
    private sealed class SettableClock : FakeTimeProvider
    {
        public TimeSpan SetBack { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - SetBack;

        public override long GetTimestamp() => base.GetUtcNow().Ticks;
    }

    private HostGate NewGate(TimeSpan patience) =>
        new(
            _time,
            new GateOptions
            {
                FirstBreak = TimeSpan.FromSeconds(1),
                LongestBreak = TimeSpan.FromSeconds(30),
                Patience = patience,
                FirstAlone = TimeSpan.FromSeconds(1),
                EndsRefused = true,
                MaxOverloads = () => 16,
            },
            (_, _) =>
            {
                Interlocked.Increment(ref _questions);
                return Task.FromResult(_answer);
            }
        );

    private async Task FailAsync(HostException error, int times)
    {
        for (var i = 0; i < times; i++)
            Assert.Null((await _gate.FailedAsync(error, _time.GetTimestamp(), new Sampling(), Cancel)).End);
    }

    /// <summary>Lets the gate's own task go on after each step of the clock.</summary>
    private async Task PassTimeAsync(TimeSpan span)
    {
        _time.Advance(span);
        await Task.Delay(2, Cancel);
    }

    private static async Task UntilAsync(Func<bool> reached, Action? meanwhile = null)
    {
        for (var looks = 0; !reached(); looks++)
        {
            Assert.True(looks < 6000, "waited for a minute");
            meanwhile?.Invoke();
            await Task.Delay(5, Cancel);
        }
    }
}
