using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Showdown.Domain;
using Showdown.Fidelity;
using Showdown.Operations;
using Showdown.Results;
using Spectre.Console;

namespace Showdown.App.Cli;

/// <summary>showdown hosts JOB: holds the hosts of a model against its reference, here and now.</summary>
internal static class HostsCommand
{
    public static Command Create()
    {
        var job = new Argument<string>("JOB") { Description = "A job file with a block 'hosts', or its name in the jobs folder" };
        var models = new Option<string[]>("--model")
        {
            Description = "Only this host of the job, and the reference; may be given more than once",
            HelpName = "ID",
        };
        var last = new Option<bool>("--last") { Description = "Ask nobody: show the job's newest night" };
        var json = new Option<bool>("--json") { Description = "Print one JSON document and nothing else on standard output" };
        var command = new Command("hosts", "Which host is the model? Holds the hosts of a job against their reference") { job, models, last, json };
        command.SetAction(
            async (parsed, cancel) =>
            {
                var paths = parsed.PathsOf();
                var whole = StartRun.At(paths.Settings, parsed.GetRequiredValue(job), JobPart.Whole);
                var plan =
                    whole.Job.Hosts
                    ?? throw new SettingsException(
                        $"Job '{whole.Job.Name}' compares no hosts: it has no block 'hosts'. 'showdown help settings job hosts' tells what that holds."
                    );
                if (parsed.GetValue(last))
                {
                    await using var session = await Session.OpenAsync(parsed, cancel);
                    return await ShowLastAsync(session.Reader, whole.Job.Name, parsed.GetValue(json), cancel);
                }

                var part = PartOf(whole.Job, plan, parsed.GetValue(models) ?? []);
                var settings = part == JobPart.Whole ? whole : StartRun.At(paths.Settings, parsed.GetRequiredValue(job), part);
                return await LocalRun.StartAsync(
                    paths,
                    settings,
                    RunOutput.ToTerminal with
                    {
                        Print = (services, run) => PrintAsync(services.GetRequiredService<RunReader>(), run, parsed.GetValue(json)),
                        Json = parsed.GetValue(json),
                    },
                    cancel
                );
            }
        );
        return command;
    }

    private static JobPart PartOf(Job job, HostsPlan plan, string[] models) =>
        models.Length == 0
            ? JobPart.Whole
            : new JobPart { Models = [.. models.Append(plan.Reference).Concat(job.Models.Where(m => m == plan.Again)).Distinct()] };

    private static async Task<int> ShowLastAsync(RunReader reader, string job, bool json, CancellationToken cancel)
    {
        var nights = await reader.NightsAsync(job, DateTimeOffset.MaxValue, 1, cancel);
        if (nights.LastOrDefault(n => n.Settings.Job.Hosts is not null) is not { } run)
            throw new SettingsException($"Job '{job}' has no night yet. 'showdown hosts {job}' makes one.");
        await PrintAsync(reader, run, json);
        return ExitCode.Done;
    }

    private static async Task PrintAsync(RunReader reader, RunRow run, bool json)
    {
        var result = await HostsNight.CompareAsync(reader, run, CancellationToken.None);
        if (json)
        {
            Console.Out.Write(HostsJson.Serialize(result));
            return;
        }

        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = 200;
        AnsiConsole.Write(HostLines.Table(result, AnsiConsole.Profile.Width));
        foreach (var sentence in HostWords.Headline(result))
            AnsiConsole.Write(Printable.Cell($"{sentence}\n"));
        foreach (var change in HostWords.Changes(result))
            AnsiConsole.Write(Printable.Cell($"{change}\n", new Style(Color.Yellow)));
        Console.WriteLine($"run    {run.Id} ({run.Status.ToString().ToLowerInvariant()})");
        if (run.Report is { } report)
            Console.WriteLine($"hosts  {Path.Combine(Path.GetDirectoryName(report)!, "hosts.html")}");
    }
}
