using Showdown.Results;

namespace Showdown.Tests.Results;

/// <summary>What the clock saw of requests: their speed, which of them found a cold host, how many were under way at once.</summary>
public sealed class RequestTimingTests
{
    private static readonly DateTimeOffset _start = new(2026, 6, 1, 2, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(11, 1.0, 2.0, 10.0)]
    [InlineData(11, 0.0, 4.0, 2.5)]
    [InlineData(2, 1.0, 2.0, 1.0)]
    [InlineData(1, 1.0, 2.0, null)]
    [InlineData(0, 1.0, 2.0, null)]
    [InlineData(null, 1.0, 2.0, null)]
    [InlineData(11, null, 2.0, null)]
    [InlineData(11, 2.0, 2.0, null)] // it came in one piece
    [InlineData(11, 2.0, 2.0009765625, null)] // less than a millisecond is no stream
    [InlineData(11, 2.0, 2.001953125, 5120.0)]
    public void Speed_IsThatOfTheTokensAfterTheFirst(int? tokens, double? first, double duration, double? speed) =>
        Assert.Equal(speed, OutputSpeed.Of(tokens, first, duration));

    [Fact]
    public void TheFirstRequest_AndWhatIsSentBeforeItsFirstToken_AreCold() =>
        Assert.Equal([4, 9], Warm(At(0, first: 4, duration: 15), At(3.999, 1, 2), At(4, 1, 2), At(9, 1, 2)));

    [Fact]
    public void WithoutStream_TheHostIsWarmWithTheReply() => Assert.Equal([15], Warm(At(0, null, 15), At(14.999, 1, 2), At(15, 1, 2)));

    [Fact]
    public void AfterAPauseOfMoreThanFiveMinutes_ItIsColdAgain()
    {
        Assert.Equal([20, 322], Warm(At(0, 1, 10), At(20, 1, 2), At(322, 1, 2)));
        Assert.Equal([20, 330], Warm(At(0, 1, 10), At(20, 1, 2), At(322.001, 3, 5), At(330, 1, 2)));
    }

    [Fact]
    public void AHostThatIsStillAtAnEarlierRequest_HasNoPause() => Assert.Equal([10, 600], Warm(At(0, 1, 400), At(10, 1, 2), At(600, 1, 2)));

    [Fact]
    public void WhereNoneIsWarm_AllAreTaken()
    {
        Assert.Equal([0, 1], Warm(At(0, 4, 15), At(1, 4, 15)));
        Assert.Empty(Warm());
    }

    [Fact]
    public void InFlight_IsTheMeanOfWhatIsUnderWayWhenEachIsSent()
    {
        Assert.Equal((1 + 2 + 2 + 1) / 4.0, Load.InFlight([At(0, 1, 10), At(5, 1, 1), At(6, 1, 2), At(10, 1, 1)]));
        Assert.Equal(2.0, Load.InFlight([At(0, 1, 10), At(0, 1, 10), At(0, 1, 10)]));
        Assert.Equal(1.0, Load.InFlight([At(0, 1, 10)]));
        Assert.Null(Load.InFlight([]));
    }

    private static RequestTiming At(double sent, double? first, double duration) =>
        new(_start.AddSeconds(sent), duration, first, first, null, Tries: 1);

    private static IEnumerable<double> Warm(params RequestTiming[] timings) =>
        ColdStart.Warm(timings).Select(t => Math.Round((t.StartedAt - _start).TotalSeconds, 3));
}
