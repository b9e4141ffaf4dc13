using Showdown.Results;

namespace Showdown.Tests.Results;

public sealed class ColdStartTests
{
    private static readonly DateTimeOffset _start = new(2026, 6, 1, 2, 0, 0, TimeSpan.Zero);

    /// <summary>Seconds at which requests of ten seconds are sent, whose first token comes after four; and which of them are warm.</summary>
    [Theory]
    [InlineData("0 20 40", "20 40")]
    [InlineData("0 1 2 3 9 10", "9 10")] // sent before the first token was there
    [InlineData("0 20 340 360", "20 360")] // after a pause of more than five minutes
    [InlineData("0 20 320 340", "20 320 340")]
    [InlineData("0", "0")] // nothing to tell it apart from
    [InlineData("0 1", "0 1")]
    public void TheFirstAfterAPause_IsCold(string sent, string warm) =>
        Assert.Equal(warm, string.Join(' ', ColdStart.Warm([.. Requests(sent)]).Select(t => (t.StartedAt - _start).TotalSeconds)));

    [Theory]
    [InlineData("0 20 40", 1.0)]
    [InlineData("0 1 2 3", 2.5)]
    [InlineData("0 0 10 10", 1.5)]
    public void InFlight_IsWhatWasUnderWay(string sent, double mean) => Assert.Equal(mean, Load.InFlight([.. Requests(sent)]));

    private static IEnumerable<RequestTiming> Requests(string sent) =>
        sent.Split(' ').Select(s => new RequestTiming(_start.AddSeconds(int.Parse(s)), 10, 4, 4, 50, 1));
}
