using Cronos;
using Showdown.Domain;

namespace Showdown.Scheduling;

/// <summary>Decides which runs are due, from times alone.</summary>
/// <param name="At">The scheduled time that the action is about; the latest when several have passed.</param>
/// <param name="Passed">How many times have passed since the last that was dealt with, that one included.</param>
public sealed record DueRun(DueAction Action, DateTimeOffset? At, int Passed = 0)
{
    /// <summary>A time that lies further back was missed: the service was not there to see it.</summary>
    public static readonly TimeSpan Punctual = TimeSpan.FromMinutes(2);

    /// <param name="handled">The last scheduled time that was dealt with, or when the schedule was first seen.</param>
    /// <param name="running">True while a run of the job is going on.</param>
    public static DueRun Decide(Schedule schedule, DateTimeOffset handled, DateTimeOffset now, bool running)
    {
        var (latest, passed) = Latest(schedule, handled, now);
        if (latest is not { } due)
            return new DueRun(DueAction.Nothing, null);
        if (running)
            return new DueRun(schedule.Overlap == Overlap.Queue ? DueAction.Wait : DueAction.SkipOverlap, due, passed);
        // A queued night was waited for, not missed: it is late because the last run took so long.
        var missed = now - due > Punctual && schedule.Overlap != Overlap.Queue;
        return new DueRun(missed && schedule.Missed == MissedTimes.Skip ? DueAction.SkipMissed : DueAction.Start, due, passed);
    }

    /// <summary>The next time after <paramref name="after"/>; null when there is none.</summary>
    /// <remarks>
    /// In a night when clocks go forward, a time that does not exist comes when the gap ends; when they go back, a time that comes twice is taken
    /// once.
    /// </remarks>
    public static DateTimeOffset? Next(Schedule schedule, DateTimeOffset after) =>
        CronExpression.Parse(schedule.Cron).GetNextOccurrence(after, TimeZoneInfo.FindSystemTimeZoneById(schedule.TimeZone));

    private static (DateTimeOffset? Latest, int Passed) Latest(Schedule schedule, DateTimeOffset after, DateTimeOffset now)
    {
        DateTimeOffset? latest = null;
        var passed = 0;
        for (var next = Next(schedule, after); next <= now; next = Next(schedule, next.Value))
            (latest, passed) = (next, passed + 1);
        return (latest, passed);
    }
}
