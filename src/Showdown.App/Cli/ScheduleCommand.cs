using System.CommandLine;
using Showdown.Domain;
using Showdown.Operations;
using Showdown.Results;
using Showdown.Scheduling;
using Showdown.Settings;
using Spectre.Console;

namespace Showdown.App.Cli;

/// <summary>showdown schedule list|trigger.</summary>
internal static class ScheduleCommand
{
    public static Command Create()
    {
        var list = new Command("list", "Lists job files with their next and last times");
        list.SetAction(
            async (parsed, cancel) =>
            {
                await using var session = await Session.OpenAsync(parsed, cancel);
                var catalog = JobCatalog.Read(parsed.PathsOf().Settings);
                foreach (var problem in catalog.AllProblems)
                    await Console.Error.WriteLineAsync(Printable.Of(problem));
                await PrintAsync([.. catalog.Sound], session.Get<ScheduleStore>(), cancel);
                return catalog.AllProblems.Count == 0 ? ExitCode.Done : ExitCode.BadUsage;
            }
        );
        var name = new Argument<string>("NAME") { Description = "A job file, or its name in the jobs folder" };
        var trigger = new Command("trigger", "Starts a job now: in the service when there is a shared database, else in this process") { name };
        trigger.SetAction(
            async (parsed, cancel) =>
            {
                var paths = parsed.PathsOf();
                var settings = StartRun.At(paths.Settings, parsed.GetRequiredValue(name), JobPart.Whole);
                if (paths.Database is null)
                    return await LocalRun.StartAsync(paths, settings, RunOutput.ToTerminal, cancel);
                // The service's workers have the keys, and nobody waits here.
                await using var session = await Session.OpenAsync(parsed, cancel);
                Console.WriteLine(await session.Get<StartRun>().ExecuteAsync(settings, cancel));
                return ExitCode.Done;
            }
        );
        return new Command("schedule", "Looks after schedules") { list, trigger };
    }

    private static async Task PrintAsync(IReadOnlyList<Job> jobs, ScheduleStore schedules, CancellationToken cancel)
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = 200;
        var table = new Table().Border(TableBorder.Simple).AddColumns("Job", "Schedule", "Next time", "Missed", "Overlap", "Last run", "Status");
        foreach (var job in jobs)
        {
            var state = await schedules.StateAsync(job.Name, cancel);
            table.AddRow([
                .. new[]
                {
                    job.Name,
                    job.Schedule is { } s ? $"{s.Cron} {s.TimeZone}" : "by hand",
                    Next(job.Schedule),
                    job.Schedule is { } rule ? Words.Of(rule.Missed) : "",
                    job.Schedule is { } other ? Words.Of(other.Overlap) : "",
                    state.LastRun ?? "never",
                    state.LastStatus?.ToString().ToLowerInvariant() ?? "",
                }.Select(text => Printable.Cell(text)),
            ]);
        }

        AnsiConsole.Write(table);
    }

    private static string Next(Schedule? schedule)
    {
        if (schedule is null || DueRun.Next(schedule, TimeProvider.System.GetUtcNow()) is not { } next)
            return "";
        return $"{TimeZoneInfo.ConvertTime(next, TimeZoneInfo.FindSystemTimeZoneById(schedule.TimeZone)):yyyy-MM-dd HH:mm zzz}";
    }
}
