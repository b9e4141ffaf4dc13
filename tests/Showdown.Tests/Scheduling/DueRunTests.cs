using Showdown.Domain;
using Showdown.Scheduling;

namespace Showdown.Tests.Scheduling;

public sealed class DueRunTests
{
    private static readonly Schedule _nightly = new("0 2 * * *", "Europe/Amsterdam");

    [Theory]
    //          handled                     now                         running missed      overlap  action        due
    [InlineData("2026-01-10T02:00:00+01:00", "2026-01-11T01:59:59+01:00", false, "run-once", "skip", "Nothing", null)]
    [InlineData("2026-01-10T02:00:00+01:00", "2026-01-11T02:00:00+01:00", false, "run-once", "skip", "Start", "2026-01-11T02:00:00+01:00")]
    [InlineData("2026-01-10T02:00:00+01:00", "2026-01-11T02:01:30+01:00", false, "skip", "skip", "Start", "2026-01-11T02:00:00+01:00")]
    [InlineData("2026-01-10T02:00:00+01:00", "2026-01-11T09:00:00+01:00", false, "run-once", "skip", "Start", "2026-01-11T02:00:00+01:00")]
    [InlineData("2026-01-10T02:00:00+01:00", "2026-01-11T09:00:00+01:00", false, "skip", "skip", "SkipMissed", "2026-01-11T02:00:00+01:00")]
    // four nights missed are one run, for the last of them
    [InlineData("2026-01-10T02:00:00+01:00", "2026-01-14T09:00:00+01:00", false, "run-once", "skip", "Start", "2026-01-14T02:00:00+01:00")]
    [InlineData("2026-01-10T02:00:00+01:00", "2026-01-11T02:00:05+01:00", true, "run-once", "skip", "SkipOverlap", "2026-01-11T02:00:00+01:00")]
    [InlineData("2026-01-10T02:00:00+01:00", "2026-01-11T02:00:05+01:00", true, "run-once", "queue", "Wait", "2026-01-11T02:00:00+01:00")]
    [InlineData("2026-01-10T02:00:00+01:00", "2026-01-11T05:00:00+01:00", false, "skip", "queue", "Start", "2026-01-11T02:00:00+01:00")]
    public void Decide_FollowsTheSchedule(string handled, string now, bool running, string missed, string overlap, string action, string? due)
    {
        var schedule = _nightly with
        {
            Missed = missed == "skip" ? MissedTimes.Skip : MissedTimes.RunOnce,
            Overlap = overlap == "queue" ? Overlap.Queue : Overlap.Skip,
        };
        var decided = DueRun.Decide(schedule, Time(handled), Time(now), running);
        Assert.Equal(action, decided.Action.ToString());
        Assert.Equal(due is null ? null : Time(due), decided.At);
    }

    [Fact]
    public void Next_ComesAtTheEndOfTheGap_WhenClocksGoForward()
    {
        var halfPastTwo = new Schedule("30 2 * * *", "Europe/Amsterdam");
        var next = DueRun.Next(halfPastTwo, Time("2026-03-28T12:00:00+01:00"));
        Assert.Equal(Time("2026-03-29T03:00:00+02:00"), next); // 02:30 does not exist that night
        Assert.Equal(Time("2026-03-30T02:30:00+02:00"), DueRun.Next(halfPastTwo, next!.Value));
    }

    [Fact]
    public void Next_ComesOnce_WhenClocksGoBack()
    {
        var halfPastTwo = new Schedule("30 2 * * *", "Europe/Amsterdam");
        var next = DueRun.Next(halfPastTwo, Time("2026-10-24T12:00:00+02:00"));
        Assert.Equal(Time("2026-10-25T02:30:00+02:00"), next); // the first of the two
        Assert.Equal(Time("2026-10-26T02:30:00+01:00"), DueRun.Next(halfPastTwo, next!.Value));
    }

    [Fact]
    public void Nights_StartOnceEach_ThroughBothChangesOfClocks()
    {
        foreach (var start in new[] { "2026-03-27T12:00:00+01:00", "2026-10-23T12:00:00+02:00" })
        {
            var handled = Time(start);
            var starts = 0;
            for (var now = handled; now < Time(start).AddDays(4); now += TimeSpan.FromMinutes(1))
            {
                if (DueRun.Decide(_nightly, handled, now, running: false) is { Action: DueAction.Start, At: { } due })
                    (handled, starts) = (due, starts + 1);
            }

            Assert.Equal(4, starts);
        }
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
