using Cronos;
using Showdown.Domain;
using Showdown.Settings;

namespace Showdown.Scheduling;

/// <summary>The block 'schedule' of a job file.</summary>
internal static class ScheduleSection
{
    public static Schedule? Read(Section? section)
    {
        if (section is null)
            return null;
        var cron = section.RequiredText("cron");
        CheckCron(section, cron);
        var zone = section.Text("time_zone") ?? "UTC";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            var near = Spelling.Nearest(zone, TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id));
            section.Problem(
                "time_zone",
                $"there is no time zone '{zone}'.{(near is null ? "" : $" Did you mean '{near}'?")} Give an IANA name such as Europe/Amsterdam, or UTC."
            );
        }

        var schedule = new Schedule(cron, zone);
        schedule = schedule with
        {
            Missed = section.Choice<MissedTimes>("missed") ?? schedule.Missed,
            Overlap = section.Choice<Overlap>("overlap") ?? schedule.Overlap,
        };
        section.RefuseUnknownKeys();
        return schedule;
    }

    private static void CheckCron(Section section, string cron)
    {
        if (cron.Length == 0)
            return;
        try
        {
            // Any date will do: what does not come in the rest of the century never comes.
            if (CronExpression.Parse(cron).GetNextOccurrence(new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc)) is null)
                section.Problem("cron", $"'{cron}' never comes: no such date exists. Fields: minute, hour, day, month, weekday.");
        }
        catch (CronFormatException e)
        {
            section.Problem(
                "cron",
                $"'{cron}' is no cron time: {e.Message.Split('\n')[0].TrimEnd('.')}. Five fields: minute, hour, day, month, weekday, such as \"0 2 * * *\" for two o'clock every night."
            );
        }
    }
}
