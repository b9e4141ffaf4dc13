using System.CommandLine;
using System.Text.Json;
using Showdown.Formatting;
using Showdown.Results;
using Spectre.Console;

namespace Showdown.App.Cli;

/// <summary>showdown runs: what has been run, newest first.</summary>
internal static class RunsCommand
{
    private static readonly JsonSerializerOptions _json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public static Command Create()
    {
        var limit = new Option<int>("--limit") { Description = "At most so many", DefaultValueFactory = _ => 50 };
        var json = new Option<bool>("--json") { Description = "Print a JSON array" };
        var command = new Command("runs", "Lists runs, newest first") { limit, json };
        command.SetAction(
            async (parsed, cancel) =>
            {
                await using var session = await Session.OpenAsync(parsed, cancel);
                var runs = await session.Reader.RunsAsync(parsed.GetValue(limit), cancel);
                if (parsed.GetValue(json))
                    Console.WriteLine(JsonSerializer.Serialize(runs.Select(Row), _json));
                else if (runs.Count == 0)
                    Console.WriteLine("No runs yet. 'showdown run jobs/quickstart.yaml' makes one.");
                else
                    Print(runs);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static object Row(RunRow run) =>
        new
        {
            run = run.Id,
            job = run.Settings.Job.Name,
            status = run.Status.ToString().ToLowerInvariant(),
            simulated = run.Settings.IsSimulated,
            imported_from = run.Settings.Import?.Programs,
            parent = run.ParentId,
            selection = run.Settings.Only is { } only ? OutcomeNames.Label(only) : null,
            created_at = run.CreatedAt,
            finished_at = run.FinishedAt,
            reason = run.Reason,
            report = run.Report,
        };

    private static void Print(IReadOnlyList<RunRow> runs)
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = 200;
        var table = new Table().Border(TableBorder.Simple).AddColumns("Run", "Job", "Status", "Started (UTC)", "Took", "Models", "Why");
        foreach (var run in runs)
        {
            table.AddRow(
                Printable.Cell(run.Id),
                Printable.Cell(
                    run.Settings.Job.Name + (run.Settings.IsSimulated ? " (simulated)" : "") + (run.Settings.Import is null ? "" : " (imported)")
                ),
                Printable.Cell(run.Status.ToString().ToLowerInvariant()),
                Printable.Cell($"{run.CreatedAt.UtcDateTime:yyyy-MM-dd HH:mm}"),
                Printable.Cell(run is { FinishedAt: { } end, Settings.Import: null } ? $"{end - run.CreatedAt:hh\\:mm\\:ss}" : ""),
                Printable.Cell(string.Join(", ", run.Settings.Models.Select(m => m.Id))),
                Printable.Cell(run.Reason ?? (run.Settings.Only is { } only ? $"asked only what came out {OutcomeNames.Label(only)}" : ""))
            );
        }

        AnsiConsole.Write(table);
    }
}
