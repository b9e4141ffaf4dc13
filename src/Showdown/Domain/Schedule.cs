namespace Showdown.Domain;

/// <param name="Cron">Five fields: minute, hour, day, month, weekday.</param>
/// <param name="TimeZone">IANA id, such as Europe/Amsterdam.</param>
public sealed record Schedule(string Cron, string TimeZone)
{
    public MissedTimes Missed { get; init; }

    public Overlap Overlap { get; init; }
}
